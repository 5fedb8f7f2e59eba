// The small pure parts of delivery: keys, cursors, addresses, errors.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { filesIn, storedAddress, withBase } from '../../../src/delivery/addresses.ts'
import { decodeCursor, encodeCursor } from '../../../src/delivery/cursor.ts'
import { deliveryError, toBody } from '../../../src/delivery/errors.ts'
import { hashOf, keyIn, newKey } from '../../../src/delivery/key.ts'
import { languageOfRequest } from '../../../src/delivery/language.ts'
import { mediaOnDisk } from '../../../src/delivery/mediaStore.ts'
import { changesQuery, itemsQuery } from '../../../src/delivery/schema.ts'
import { slugOf } from '../../../src/slug.ts'

const headers = (authorization?: string) => new Headers(authorization === undefined ? {} : { authorization })

describe('keys', () => {
  it('are random, shown once, and stored as a hash that does not contain them', () => {
    const [one, two] = [newKey(), newKey()]
    expect(one.key).toMatch(/^loa_[\w-]{43}$/)
    expect(one.key).not.toBe(two.key)
    expect(one.hash).toBe(hashOf(one.key))
    expect(one.hash).toMatch(/^[0-9a-f]{64}$/)
    expect(one.start).toBe(one.key.slice(0, 10))
  })

  it('are read from the three ways to send one', () => {
    const { key } = newKey()
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`
    for (const value of [
      `Bearer ${key}`,
      `bearer  ${key}`,
      basic(`user:${key}`),
      basic(`:${key}`),
      `subscribers API-Key ${key}`,
    ])
      expect(keyIn(headers(value))).toBe(key)
    for (const value of [
      undefined,
      '',
      key,
      'Bearer',
      'Bearer ',
      `Bearer ${key}x`,
      `Bearer ${key.slice(1)}`,
      basic(key),
      basic(`${key}:`),
      'Basic %%%',
      `users API-Key ${key}`,
      'Bearer constructor',
      `Digest ${key}`,
      `constructor ${key}`,
      `toString ${key}`,
    ])
      expect(keyIn(headers(value))).toBeNull()
  })
})

describe('cursors', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.uuid({ version: 7 }),
        (publishedAt, id) => {
          const cursor = encodeCursor({ publishedAt, id })
          expect(cursor).toMatch(/^[\w-]{1,200}$/)
          expect(decodeCursor(cursor)).toEqual({ publishedAt: publishedAt.toISOString(), id })
        },
      ),
      { seed: 7 },
    )
  })

  it('of anybody else are none', () => {
    const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    for (const cursor of [
      '',
      'x',
      '%%%',
      encoded(null),
      encoded([]),
      encoded(['2024-01-01', 'x']),
      encoded(['2024-01-01T00:00:00Z', 'x']),
      encoded(["'; drop table items", '01890000-0000-7000-8000-000000000000']),
      encoded({ publishedAt: 'x' }),
    ])
      expect(decodeCursor(cursor)).toBeNull()
    fc.assert(
      fc.property(fc.string(), (text) => void decodeCursor(text)),
      { seed: 8 },
    )
  })
})

describe('addresses', () => {
  it('get the base of the API, and nothing else does', () => {
    const body = JSON.stringify({
      url: storedAddress('ảnh 1.jpg'),
      text: 'say "url":"/media/x" twice',
      html: '<a href="/media/y">',
    })
    const sent = JSON.parse(withBase({ body, base: 'https://x.vn/v1' }))
    expect(sent.url).toBe('https://x.vn/v1/media/%E1%BA%A3nh%201.jpg')
    expect(sent.text).toBe('say "url":"/media/x" twice')
    expect(sent.html).toBe('<a href="/media/y">')
  })

  it('a text that looks like an address stays a text', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('"', '\\', 'url', ':', '/media/', ' ', '{', '$&', '$1')),
        (parts) => {
          const title = parts.join('')
          expect(JSON.parse(withBase({ body: JSON.stringify({ title }), base: 'B' }))).toEqual({ title })
        },
      ),
      { numRuns: 500, seed: 9 },
    )
  })

  it('are of files where `storedAddress` wrote them, not where somebody wrote a citation', () => {
    const file = (url: string) => ({ url })
    expect(
      filesIn({
        cover: file(storedAddress('ảnh 1.jpg')),
        media: [file(storedAddress('b.jpg')), file('/media/%zz'), file(storedAddress('b.jpg'))],
        citations: [
          file('/media/c.jpg'),
          { ...file('/media/%zz'), file: file(storedAddress('nghị định.pdf')) },
          file('https://x.vn/media/d.jpg'),
        ],
      } as object),
    ).toEqual(['ảnh 1.jpg', 'b.jpg', 'nghị định.pdf'])
  })

  it('a base with a dollar sign is put in as it is', () => {
    expect(withBase({ body: '{"url":"/media/a"}', base: 'https://x/$&' })).toBe(
      '{"url":"https://x/$&/media/a"}',
    )
  })
})

describe('the media store', () => {
  it('reads bare names of pictures only', async () => {
    const store = mediaOnDisk({ directory: import.meta.dirname })
    for (const name of [
      '../unit/x.jpg',
      '/etc/passwd',
      'pieces.test.ts',
      '.jpg',
      '..jpg',
      'a/b.jpg',
      'nothing.jpg',
      'x.jpg\u0000.ts',
      '',
    ])
      expect(await store.find(name)).toBeNull()
  })
})

describe('errors', () => {
  it('say what is known in the language of the caller, and nothing of an exception', () => {
    const { status, body } = toBody({
      error: deliveryError(400, 'invalid', { path: 'limit' }),
      language: 'vi',
    })
    expect([status, body.errors[0]]).toMatchObject([
      400,
      { message: 'Tham số chưa đúng.', data: { code: 'invalid', path: 'limit' } },
    ])
    const internal = toBody({ error: new Error('select * from secrets'), language: 'en' })
    expect(internal.status).toBe(500)
    expect(JSON.stringify(internal.body)).not.toContain('secrets')
  })

  it.each([
    [{ code: '57P01' }],
    [{ code: '08006' }],
    [{ code: '53300' }],
    [{ code: 'ECONNREFUSED' }],
    [{ message: 'Connection terminated unexpectedly' }],
    [{ message: 'timeout exceeded when trying to connect' }],
    [{ message: 'Client has encountered a connection error and is not queryable' }],
  ])('a database that is away is 503: %j', (properties) => {
    expect(toBody({ error: Object.assign(new Error('x'), properties), language: 'vi' }).status).toBe(503)
  })

  it.each([
    ['', 'vi'],
    ['fr', 'vi'],
    ['vi', 'vi'],
    ['en', 'en'],
    ['EN-us', 'en'],
    ['en-US,vi;q=0.5', 'en'],
    // browsers send them in the order of their weights, others need not
    ['vi;q=0.1, en;q=0.9', 'en'],
    ['fr, en;q=0.9, vi;q=0.1', 'en'],
    ['en;q=0.5, vi', 'vi'],
    ['vi,en', 'vi'],
    ['en,vi', 'en'],
    ['en-GB;q=0.2, en;q=0.8, vi;q=0.5', 'en'],
    ['en;q=0', 'vi'],
    ['vi;q=0', 'vi'],
    ['vi;q=0, *', 'en'],
    ['vi;q=0, en;q=0', 'vi'],
    ['*', 'vi'],
    ['*, vi;q=0.5', 'en'],
    ['english', 'vi'],
    ['en;q=x', 'vi'],
    [';;,,q=1', 'vi'],
  ])('speak the language that Accept-Language prefers: %j is %s', (value, language) => {
    expect(languageOfRequest(new Headers({ 'accept-language': value }))).toBe(language)
  })
})

describe('itemsQuery', () => {
  it('bounds the limit', () => {
    for (const limit of ['1', '200']) expect(itemsQuery.parse({ limit }).limit).toBe(Number(limit))
    expect(itemsQuery.parse({}).limit).toBe(20)
    for (const limit of ['201', '1000', '1e9']) expect(itemsQuery.parse({ limit }).limit).toBe(200)
    for (const limit of ['0', 'abc', '', '1.5', '-1', 'NaN', 'Infinity', null])
      expect(itemsQuery.safeParse({ limit }).success).toBe(false)
  })

  it('and the wait', () => {
    for (const wait of ['30', '31', '1e9']) expect(changesQuery.parse({ wait }).wait).toBe(30)
    for (const wait of ['-1', 'x', 'NaN', 'Infinity'])
      expect(changesQuery.safeParse({ wait }).success).toBe(false)
  })
})

describe('slugOf', () => {
  it.each([
    ['Chuyển đổi số', 'chuyen-doi-so'],
    ['ĐỊNH HÓA', 'dinh-hoa'],
    ['  A -- b  ', 'a-b'],
    ['10/10: Ngày Chuyển đổi số!', '10-10-ngay-chuyen-doi-so'],
    ['漢字', ''],
    ['', ''],
  ])('%s → %s', (text, slug) => {
    expect(slugOf(text)).toBe(slug)
  })

  it('is short, stable, and made of safe characters', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400, unit: 'grapheme' }), (text) => {
        const slug = slugOf(text)
        expect(slug).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/)
        expect(slug.length).toBeLessThanOrEqual(100)
        expect(slugOf(slug)).toBe(slug)
      }),
      { numRuns: 300, seed: 10 },
    )
    expect(slugOf('một '.repeat(60))).toMatch(/^mot(-mot)*$/)
    expect(slugOf('x'.repeat(300))).toHaveLength(100)
    expect(slugOf(`${'x'.repeat(100)} y`)).toBe('x'.repeat(100))
  })
})

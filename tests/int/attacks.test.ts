// What an attacker tries, one test each, with the answer he gets. What stands elsewhere is not repeated here:
//   hidden and foreign fields by REST            access-staff, access-subscribers
//   drafts, versions, restore, another branch     rights, draft-only, ways-round
//   own role, another's password, new users       access-staff
//   NUL, constructor, __proto__, broken UTF-8, unknown nodes, javascript: links, SVG, names of files   bad-input
//   script and control characters in feeds        delivery-feeds, unit/delivery/pieces
//   addresses that are pushed to, in every spelling, redirects, rebinding   unit/delivery/pushTargets, push
//   keys: guessing, revocation                    keys
//   passwords, sessions, other sites' requests, times of answers   login
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliveryOf } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { codeOf, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let admin: string
let editor: string
let reporter: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  admin = await steps.token('admin@so-tttt')
  editor = await steps.token('editor@so-tttt')
  reporter = await steps.token('reporter@so-tttt')
})
afterAll(() => loa.stop())

describe('a condition that is none', () => {
  const BROKEN = [
    '',
    'where',
    'where[',
    'where[]',
    'where[[',
    'where[id',
    'where[id]',
    'where[id]=',
    'where=',
    'where={}',
    'where[and]=',
    'where[or][0]=',
    'where[and][0][id]=',
    'where[]=x',
    '%77here[',
    'where[id][]=x',
    'where[or][]=',
    'where[__proto__][equals]=1',
    'where[constructor][equals]=1',
  ]

  it.each(BROKEN)('never widens what is changed or removed: ?%s', async (query) => {
    const counts = async () =>
      (await steps.query(`select count(*)::int as n, max(updated_at) as at from events`))[0]
    const before = await counts()
    for (const method of ['PATCH', 'DELETE']) {
      const { status, body } = await loa.rest(method, `/api/events?${query}`, {
        as: admin,
        body: method === 'PATCH' ? { title: 'Tất cả' } : undefined,
      })
      // 200 with nothing in it is as good
      expect(`${method} ${status}`).toMatch(/ (200|400)$/)
      expect(body.docs?.length ?? 0).toBe(0)
    }
    expect(await counts()).toEqual(before)
  })

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty/1'])(
    'takes no name that every object has for a collection: /api/%s',
    async (path) => {
      const { status } = await loa.rest('GET', `/api/${path}`, { as: admin })
      expect(status).toBe(400)
    },
  )
})

describe('GraphQL of the cms', () => {
  it('filters and sorts by no hidden field', async () => {
    for (const query of [
      '{ Users(where: { email: { equals: "a@loa.example" } }) { totalDocs } }',
      '{ Users(sort: "email") { totalDocs } }',
      '{ Users(sort: "hash") { totalDocs } }',
      '{ Items(sort: "author.email") { totalDocs } }',
      '{ SubscriberKeys(sort: "hash") { totalDocs } }',
    ]) {
      const { body } = await loa.graphql(query, { as: reporter })
      expect(`${query} ${body.errors?.[0]?.extensions?.data?.code ?? JSON.stringify(body)}`).toMatch(
        /(invalid|forbidden)$/,
      )
    }
  })

  it('answers no batch, no thousand aliases, no depth, and proposes no names', async () => {
    const many = Array.from({ length: 11 }, (_, n) => `a${n}: countItems { totalDocs }`).join(' ')
    const fragments = `{ ${Array.from({ length: 70 }, (_, n) => `b${n}: __typename`).join(' ')} }`
    const deep = `{ Items { docs ${'{ organization { parent '.repeat(12)}{ id } ${'} }'.repeat(12)} } }`
    const doubling = `{ ...A } ${'ABCDEFGHIJKLMN'
      .split('')
      .map(
        (one, n, all) =>
          `fragment ${one} on Query { ${all[n + 1] ? `...${all[n + 1]} ...${all[n + 1]}` : '__typename'} }`,
      )
      .join(' ')}`
    for (const query of [`{ ${many} }`, fragments, deep, doubling, '{ ...A } fragment A on Query { ...A }'])
      expect(`${query.slice(0, 30)} ${verdict(await loa.graphql(query, { as: admin }))}`).toMatch(
        /400 invalid$/,
      )
    // the same however the kind of the body is written
    for (const type of [
      'Application/JSON',
      'application/json;charset=UTF-8',
      'APPLICATION/JSON; charset=utf-8',
    ])
      expect(
        `${type} ${verdict(await loa.graphql(`{ ${many} }`, { as: admin, headers: { 'Content-Type': type } }))}`,
      ).toBe(`${type} 400 invalid`)
    const batch = await loa.rest('POST', '/api/graphql', { as: admin, body: [{ query: '{ __typename }' }] })
    expect(batch.status).toBeGreaterThanOrEqual(400)
    const typo = await loa.graphql('{ Itms { docs { titel } } }')
    expect(JSON.stringify(typo.body)).toMatch(/Cannot query field/)
    expect(JSON.stringify(typo.body)).not.toMatch(/Did you mean|\bItems\b/)
  })
})

describe('how much may be asked', () => {
  it('limit, depth and pagination are capped', async () => {
    for (const query of ['limit=0', 'limit=1000000', 'pagination=false', 'pagination=false&limit=0'])
      expect(
        (await loa.rest('GET', `/api/quota-slots?${query}`, { as: admin })).body.docs.length,
      ).toBeLessThanOrEqual(1000)
    for (const query of ['limit=-1', 'limit=1e9', 'limit=abc'])
      expect((await loa.rest('GET', `/api/items?${query}`, { as: admin })).status).toBeLessThan(500)
    const { body } = await loa.rest('GET', '/api/items?depth=100&limit=1', { as: admin })
    let depth = 0
    for (let at: any = body.docs[0]?.organization; at && typeof at === 'object'; at = at.parent) depth += 1
    expect(depth).toBeLessThanOrEqual(3)
  })

  it('ten megabytes of JSON are 413, a tower of brackets 400', async () => {
    const large = JSON.stringify({ title: 'x'.repeat(10_000_000), kind: 'news' })
    expect(verdict(await loa.rest('POST', '/api/items', { as: editor, body: large }))).toBe('413 too-large')
    expect(verdict(await loa.rest('POST', '/api/graphql', { as: editor, body: large }))).toBe('413 too-large')
    const tower = `{"title":${'['.repeat(5000)}${']'.repeat(5000)}}`
    for (const collection of ['items', 'events', 'organizations', 'users'])
      expect(verdict(await loa.rest('POST', `/api/${collection}`, { as: admin, body: tower }))).toBe(
        '400 invalid',
      )
    const { ask } = deliveryOf(loa)
    const key = loa.keyOf('portal-dinh-hoa')
    expect((await ask('/receipts', { key, method: 'POST', body: large })).status).toBe(413)
    expect((await ask('/graphql', { key, method: 'POST', body: large })).status).toBeGreaterThanOrEqual(400)
  })

  it('addresses that cannot be read are 400', async () => {
    for (const address of ['/api/items/%ff', '/api/items/%00', '/api/%', '/api/items/%c3%28/quota'])
      expect(`${address} ${verdict(await loa.rest('GET', address, { as: admin }))}`).toMatch(/400 invalid$/)
  })
})

describe('saving over somebody', () => {
  it('who says which revision he read is told that it is another: If-Match', async () => {
    const doc = await steps.draft('reporter@so-tttt', { title: 'Hai người cùng sửa' })
    const patch = (match: string, title: string) =>
      loa.rest('PATCH', `/api/items/${doc.id}?draft=true`, {
        as: reporter,
        body: { title },
        headers: { 'if-match': match },
      })
    expect((await patch(`"${doc.revision}"`, 'Lần một')).status).toBe(200)
    expect(verdict(await patch(`"${doc.revision}"`, 'Lần hai'))).toBe('409 stale-revision')
    expect((await steps.latest(doc.id)).title).toBe('Lần một')
    expect((await patch('*', 'Lần ba')).status).toBe(200)
  })
})

describe('a table for a spreadsheet', () => {
  it('runs no formula: a cell that begins like one is a text', async () => {
    const doc = await steps.itemAt({
      stage: 'submitted',
      title: '=HYPERLINK("http://evil.example")',
      kind: 'led',
      outlets: [(await steps.newOutlet({ channel: 'screen' })).id],
    })
    await steps.must('approver@so-tttt', 'return', doc, { comment: "=cmd|' /C calc'!A0" })
    const { body } = await loa.rest<string>('GET', '/api/audit-log/export.csv', { as: admin })
    expect(body).not.toMatch(/(^|[,\n]|")[=+@\t][A-Za-z]/)
    expect(body).toContain(`'=cmd|`)
  })
})

describe('files', () => {
  const upload = async (name: string, type: string, bytes: Uint8Array) => {
    const form = new FormData()
    form.set('_payload', JSON.stringify({ alt: 'Ảnh thử' }))
    form.set('file', new File([bytes as Uint8Array<ArrayBuffer>], name, { type }))
    const response = await loa.respond(
      new Request('http://localhost:3000/api/media', {
        method: 'POST',
        headers: { authorization: `JWT ${editor}` },
        body: form,
      }),
    )
    return { status: response.status, body: (await response.json()) as any, headers: response.headers }
  }
  const read = async (filename: string) => {
    const response = await loa.respond(
      new Request(`http://localhost:3000/api/media/file/${filename}`, {
        headers: { authorization: `JWT ${editor}` },
      }),
    )
    return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
  }
  const plain = { create: { width: 64, height: 48, channels: 3 as const, background: '#1f6feb' } }

  it('lose where they were taken and by whom, and stay upright', async () => {
    const photo = await sharp(plain)
      .jpeg()
      .withExif({
        IFD0: { Artist: 'Nguyen Van Bi Mat', Orientation: '6' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '21/1 35/1 30/1' },
      })
      .toBuffer()
    expect((await sharp(photo).metadata()).exif).toBeTruthy()
    const { status, body } = await upload('anh.jpg', 'image/jpeg', photo)
    expect(status).toBe(201)
    const { bytes, headers } = await read(body.doc.filename)
    const kept = await sharp(bytes).metadata()
    expect(kept.exif).toBeUndefined()
    expect(bytes.toString('latin1')).not.toContain('Bi Mat')
    expect(kept.format).toBe('jpeg')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/)
  })

  it('carry nothing behind their last byte, nor in their remarks', async () => {
    const picture = await sharp(plain).png().toBuffer()
    const page = '<html><script>alert(1)</script></html>'
    const { body } = await upload(
      'a.png',
      'image/png',
      Buffer.concat([picture, Buffer.from(page), Buffer.from('PK\u0003\u0004')]),
    )
    expect((await read(body.doc.filename)).bytes.toString('latin1')).not.toMatch(/script|<html/)
    const jpeg = await sharp(plain).jpeg().toBuffer()
    const remark = Buffer.from(page)
    const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, remark.length + 2]), remark])
    const second = await upload(
      'b.jpg',
      'image/jpeg',
      Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]),
    )
    expect((await read(second.body.doc.filename)).bytes.toString('latin1')).not.toMatch(/script/)
  })

  it('of a billion points are refused before they are unfolded', async () => {
    // the head of a PNG of 60,000 × 60,000 points, and hardly a byte of them
    const small = await sharp(plain).png().toBuffer()
    const bomb = Buffer.from(small)
    bomb.writeUInt32BE(60_000, 16)
    bomb.writeUInt32BE(60_000, 20)
    const { status, body } = await upload('bomb.png', 'image/png', bomb)
    expect(`${status} ${codeOf({ body } as never)}`).toBe('400 invalid')
  })

  it('are not fetched from an address', async () => {
    for (const address of ['http://169.254.169.254/', 'http://127.0.0.1:5432/', 'file:///etc/passwd'])
      for (const path of ['', `/${'01890000-0000-7000-8000-000000000000'}`]) {
        const { status } = await loa.rest(
          'GET',
          `/api/media/paste-url${path}?src=${encodeURIComponent(address)}`,
          { as: admin },
        )
        expect([400, 404]).toContain(status)
      }
  })

  it('that are not there are 404', async () => {
    for (const name of ['khong-co.jpg', '..%2f..%2fsecret', '%2e%2e%2fdemo.json', 'demo.json'])
      expect(`${name} ${(await loa.rest('GET', `/api/media/file/${name}`, { as: admin })).status}`).toMatch(
        /40[034]$/,
      )
  })
})

describe('what stands in every answer', () => {
  it('nosniff, no frames, and nothing that a browser would run', async () => {
    for (const address of ['/api/items?limit=1', '/api/users/me', '/api/nothing', '/api/items/%ff']) {
      const { headers } = await loa.rest('GET', address, { as: admin })
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    }
  })
})

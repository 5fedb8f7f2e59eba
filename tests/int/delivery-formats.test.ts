// One item in every form a portal may ask for: JSON, ninjs checked by IPTC's own schema, HTML, plain text.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliveredItem } from '../../src/delivery/schema.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, LEAK, type Steps, stepsOf } from '../helpers/steps.ts'

const TITLE = `Tin <script>alert("1")</script> & 'trích'`

let loa: Loa
let steps: Steps
let delivery: ReturnType<typeof deliveryOf>
let key: string
let doc: Doc
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  delivery = deliveryOf(loa)
  const outlet = (await steps.newOutlet({ channel: 'screen' })).id
  const admin = await steps.token('admin@so-tttt')
  key = (await newSubscriber(loa, { admin, code: 'dang-tin', outlets: [outlet] })).key
  const pictures = await steps.query('select id from media order by created_at limit 2')
  doc = await steps.itemAt({
    stage: 'published',
    kind: 'led',
    title: TITLE,
    summary: 'Tóm tắt </title><b>',
    byline: 'Người "viết"',
    priority: 'urgent',
    task: await loa.idOf('tasks', 'T7'),
    themes: [await loa.idOf('themes', '1.3')],
    outlets: [outlet],
    cover: pictures[0]?.id,
    attachments: pictures.slice(1).map(({ id }) => id),
  })
})
afterAll(() => loa.stop())

const get = (query = '', accept?: string) =>
  delivery.ask(`/items/${doc.id}${query}`, { key, headers: accept ? { accept } : {} })

describe('the form', () => {
  it.each([
    ['json', 'application/json; charset=utf-8'],
    ['ninjs', 'application/vnd.iptc.ninjs+json; charset=utf-8'],
    ['html', 'text/html; charset=utf-8'],
    ['text', 'text/plain; charset=utf-8'],
  ])('%s is had by format and by Accept, with its own strong ETag', async (format, type) => {
    const byFormat = await get(`?format=${format}`, 'image/png')
    const byAccept = await get('', `${type.split(';')[0]}, application/json;q=0.5`)
    for (const answer of [byFormat, byAccept]) {
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe(type)
      expect(answer.headers.get('vary')).toMatch(/\baccept\b/i)
      expect(answer.headers.get('cache-control')).toBe('private, no-cache')
    }
    expect(byAccept.text).toBe(byFormat.text)
    const tag = byFormat.headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[^"]+"$/)
    const others = ['json', 'ninjs', 'html', 'text'].filter((one) => one !== format)
    for (const other of others) expect((await get(`?format=${other}`)).headers.get('etag')).not.toBe(tag)
    const again = await delivery.ask(`/items/${doc.id}?format=${format}`, {
      key,
      headers: { 'if-none-match': tag },
    })
    expect(again.status).toBe(304)
    expect(again.headers.get('vary')).toMatch(/\baccept\b/i)
  })

  it.each([
    ['nothing that there is', 'image/png', 'application/json'],
    ['anything', '*/*', 'application/json'],
    ['what no client should send', ';;q=,/', 'application/json'],
    ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['the better of two', 'text/html;q=0.3, text/plain;q=0.9', 'text/plain'],
    ['what is refused by name', 'text/html;q=0', 'application/json'],
    ['capitals', 'TEXT/Plain', 'text/plain'],
  ])('for an Accept of %s', async (_name, accept, type) => {
    const answer = await get('', accept)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe(`${type}; charset=utf-8`)
  })

  it.each(['xml', 'JSON', '__proto__', 'constructor'])('%j is 400', async (format) => {
    const answer = await get(`?format=${format}`)
    expect(answer.status).toBe(400)
    expect(answer.body.errors[0].data).toEqual({ code: 'invalid', path: 'format' })
    expect(answer.text).not.toMatch(LEAK)
  })

  it('of what is not there, or was withdrawn, is 404 and 410 as in JSON', async () => {
    const gone = await steps.itemAt({ stage: 'retracted', kind: 'led', title: 'Gỡ', outlets: doc.outlets })
    for (const format of ['json', 'ninjs', 'html', 'text']) {
      expect((await delivery.ask(`/items/nothing?format=${format}`, { key })).status).toBe(404)
      const own = await newSubscriber(loa, {
        admin: await steps.token('admin@so-tttt'),
        code: `go-${format}`,
        outlets: gone.outlets.map((one: any) => one.id ?? one),
      })
      expect((await delivery.ask(`/items/${gone.id}?format=${format}`, { key: own.key })).status).toBe(410)
    }
  })
})

describe('ninjs', () => {
  const schemaNamed = async (name: string) =>
    JSON.parse(await readFile(path.join(import.meta.dirname, '../fixtures/iptc', name), 'utf8'))

  it('is valid by the schema of IPTC, for every item of the demo', async () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    addFormats.default(ajv)
    ajv.addSchema(await schemaNamed('GeoJSON-schema.json'))
    const validate = ajv.compile(await schemaNamed('ninjs-schema_3.1.json'))
    expect(validate({ uri: 'https://example.vn/1', nothing: true })).toBe(false)
    const portal = loa.keyOf('portal-tinh')
    const ids = (await delivery.ask('/items?limit=200', { key: portal })).body.items.map(({ id }: any) => id)
    expect(ids.length).toBeGreaterThan(0)
    const answers = [
      await get('?format=ninjs'),
      ...(await Promise.all(
        ids.map((id: string) => delivery.ask(`/items/${id}?format=ninjs`, { key: portal })),
      )),
    ]
    for (const { body } of answers) {
      validate(body)
      expect(validate.errors).toBeNull()
    }
  })

  it('says what the item says', async () => {
    const item = deliveredItem.parse((await get()).body)
    const { body } = await get('?format=ninjs')
    expect(body).toMatchObject({
      uri: `http://delivery.test/v1/items/${doc.id}`,
      version: String(item.edition),
      versionCreated: item.updatedAt,
      language: 'vi',
      urgency: 1,
      title: TITLE,
      by: 'Người "viết"',
      descriptions: [{ value: item.summary }],
      subjects: [
        { rel: 'theme', literal: '1.3' },
        { rel: 'task', literal: 'T7' },
      ],
    })
    expect(body.bodies.map(({ value }: any) => value)).toEqual([item.html, item.text])
    expect(body.associations.map(({ uri }: any) => uri)).toEqual(item.media.map(({ url }) => url))
    expect(body.associations[0].rel).toBe('cover')
  })
})

describe('HTML and text', () => {
  it('HTML is a whole document in Vietnamese, in which nothing of the item is markup', async () => {
    const item = deliveredItem.parse((await get()).body)
    const { text, headers } = await get('?format=html')
    expect(text).toMatch(/^<!doctype html>\n<html lang="vi">/)
    expect(text).toContain('<meta charset="utf-8">')
    expect(text).toContain(
      '<title>Tin &lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;trích&#39;</title>',
    )
    expect(text).not.toContain('<script')
    expect(text).toContain('Người &quot;viết&quot;')
    expect(text).toContain(`src="${item.cover?.url}"`)
    expect(text).toContain(item.html)
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    // with its void elements closed it must be well-formed
    const closed = text.replace(/^<!doctype html>/, '').replaceAll(/<((?:meta|img|br|hr)\b[^>]*)>/g, '<$1/>')
    expect(XMLValidator.validate(closed)).toBe(true)
  })

  it('text is title, summary, text and byline in UTF-8', async () => {
    const item = deliveredItem.parse((await get()).body)
    const parts = [item.title, item.summary, item.text, item.byline].filter(Boolean)
    expect((await get('?format=text')).bytes.toString('utf8')).toBe(`${parts.join('\n\n')}\n`)
  })
})

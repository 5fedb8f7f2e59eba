// The description of the API is true: every route is in it, and what is answered fits it. And its page can be read.
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenApi } from '../../src/delivery/openapi/document.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let delivery: ReturnType<typeof deliveryOf>
let key: string
let doc: Doc
let gone: Doc
let picture: string
let document: OpenApi
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  delivery = deliveryOf(loa)
  const outlet = (await steps.newOutlet({ channel: 'screen' })).id
  key = (
    await newSubscriber(loa, {
      admin: await steps.token('admin@so-tttt'),
      code: 'mo-ta',
      outlets: [outlet],
    })
  ).key
  const [{ id: cover }] = await steps.query('select id from media order by created_at limit 1')
  gone = await steps.itemAt({ stage: 'retracted', kind: 'led', title: 'Đã gỡ', outlets: [outlet] })
  doc = await steps.itemAt({ stage: 'published', kind: 'led', title: 'Mô tả', outlets: [outlet], cover })
  const { body } = await delivery.ask(`/items/${doc.id}`, { key })
  picture = new URL(body.cover.url).pathname.slice('/v1'.length)
  document = (await delivery.ask('/openapi.json')).body
})
afterAll(() => loa.stop())

const checks = () => {
  const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true })
  addFormats.default(ajv)
  ajv.addVocabulary(['components'])
  const root = 'https://loa.test/openapi.json'
  ajv.addSchema({ $id: root, components: document.components } as object)
  /** Checks a value by a schema of the document. */
  return (schema: object, value: unknown, what: string) => {
    const text = JSON.stringify(schema).replaceAll('"$ref":"#/', `"$ref":"${root}#/`)
    const validate = ajv.compile(JSON.parse(text))
    validate(value)
    expect({ what, errors: validate.errors }).toEqual({ what, errors: null })
  }
}

describe('the document', () => {
  it('names every route of the app, and no other', () => {
    const routes = delivery.app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/^\/v1/, '').replaceAll(/:(\w+)/g, '{$1}')}`)
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(described.sort()).toEqual([...new Set(routes)].sort())
  })

  it('is OpenAPI 3.1 in which every reference leads somewhere and every operation has its own name', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(document.servers).toEqual([{ url: 'http://delivery.test/v1' }])
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)]
    expect(references.length).toBeGreaterThan(0)
    for (const [, name = ''] of references) expect(Object.keys(document.components.schemas)).toContain(name)
    const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods))
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length)
    const tags = document.tags.map(({ name }) => name)
    for (const { tags: own, security } of operations) {
      for (const tag of own) expect(tags).toContain(tag)
      for (const name of security.flatMap((one) => Object.keys(one)))
        expect(Object.keys(document.components.securitySchemes)).toContain(name)
    }
    for (const [path, methods] of Object.entries(document.paths))
      for (const { parameters = [] } of Object.values(methods))
        expect(parameters.filter((one) => one.in === 'path').map(({ name }) => `{${name}}`)).toEqual(
          path.match(/\{\w+\}/g) ?? [],
        )
  })

  it('says of every field and parameter what it is, in Vietnamese and English', () => {
    const { Ninjs, JsonFeed, GraphQLRequest, GraphQLAnswer, OpenApi, ...own } = document.components.schemas
    for (const [name, { properties = {} }] of Object.entries(own))
      for (const [field, { description, $ref, type }] of Object.entries(properties))
        if (!($ref || (type === 'array' && /^(Themes|Tasks|Lines|Events)$/.test(name))))
          expect(`${name}.${field}: ${description}`).toMatch(/: .+\n\n.+/)
    for (const methods of Object.values(document.paths))
      for (const { parameters = [] } of Object.values(methods))
        for (const { name, description } of parameters)
          expect(`${name}: ${description}`).toMatch(/: .+\n\n.+/)
  })
})

describe('answers', () => {
  const asked = (
    proof: object,
  ): [string, { path?: string; query?: string; body?: unknown; key?: string; range?: string }][] => [
    ['GET /items', { query: '?limit=5' }],
    ['GET /items', { query: '?limit=0' }],
    ['GET /items', { key: 'none' }],
    ...['json', 'ninjs', 'html', 'text'].map((format): [string, object] => [
      'GET /items/{id}',
      { path: `/items/${doc.id}`, query: `?format=${format}` },
    ]),
    ['GET /items/{id}', { path: `/items/${doc.id}`, query: '?format=xml' }],
    ['GET /items/{id}', { path: '/items/nothing' }],
    ['GET /items/{id}', { path: `/items/${gone.id}` }],
    ['GET /changes', { query: '' }],
    ['GET /changes', { query: '?after=x' }],
    ['GET /feed.rss', {}],
    ['GET /feed.atom', {}],
    ['GET /feed.json', {}],
    ['GET /feed.json', { query: '?q=%20' }],
    ['GET /events.ics', {}],
    ['GET /themes', {}],
    ['GET /tasks', {}],
    ['GET /lines', {}],
    ['GET /events', {}],
    ['GET /media/{name}', { path: picture }],
    ['GET /media/{name}', { path: '/media/nothing.jpg' }],
    ['GET /media/{name}', { path: picture, range: 'bytes=0-9' }],
    ['GET /media/{name}', { path: picture, range: 'bytes=999999999-' }],
    ['GET /playlist.json', {}],
    ['GET /playlist.json', { query: '?date=x' }],
    ['GET /playlist.m3u', {}],
    ['GET /playlist.html', { query: '?date=2026-11-17' }],
    ['GET /loop.json', {}],
    ['GET /player', { key: '' }],
    ['GET /player.js', { key: '' }],
    ['GET /player.css', { key: '' }],
    ['GET /player-worker.js', { key: '' }],
    ['POST /graphql', { body: { query: '{ items { items { id } next } }' } }],
    ['POST /graphql', { body: { query: '{ nothing }' } }],
    ['POST /receipts', { body: proof }],
    ['POST /receipts', { body: proof }],
    ['POST /receipts', { body: { ...proof, edition: 0 } }],
    ['GET /openapi.json', { key: '' }],
    ['GET /docs', { key: '' }],
  ]

  it('of every operation are as they are described, the refusals too', async () => {
    const { edition } = (
      await delivery.ask(`/items/${doc.id}`, { headers: { authorization: `Bearer ${key}` } })
    ).body
    const proof = { id: doc.id, edition, url: 'https://a.example.vn/1', publishedAt: '2026-01-01T00:00:00Z' }
    const check = checks()
    const met = new Set<string>()
    for (const [operation, { path, query = '', body, key: other, range }] of asked(proof)) {
      const [method = '', template = ''] = operation.split(' ')
      const described = document.paths[template]?.[method.toLowerCase()]
      const sent = other === undefined ? key : other
      const answer = await delivery.ask(`${path ?? template}${query}`, {
        method,
        body,
        headers: { ...(sent ? { authorization: `Bearer ${sent}` } : {}), ...(range ? { range } : {}) },
      })
      const what = `${operation}${query} ${answer.status}`
      if (range) expect([206, 416]).toContain(answer.status)
      const response = described?.responses[String(answer.status)]
      expect(`${what} ${response !== undefined}`).toBe(`${what} true`)
      const type = answer.headers.get('content-type')?.split(';')[0] ?? ''
      const content = response?.content ?? {}
      const found = content[type] ?? content[type.replace(/\/.*/, '/*')]
      expect(`${what} ${type} ${found !== undefined}`).toBe(`${what} ${type} true`)
      if (found && Object.keys(found.schema).length > 0) check(found.schema, answer.body ?? answer.text, what)
      if (answer.status === 200) {
        met.add(operation)
        for (const header of Object.keys(response?.headers ?? {}))
          expect(`${what} ${header} ${answer.headers.has(header)}`).toBe(`${what} ${header} true`)
      }
    }
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect([...met].sort()).toEqual(operations.sort())
  })

  it('need a key but for the description', async () => {
    for (const [path, methods] of Object.entries(document.paths))
      for (const [method, { security, responses }] of Object.entries(methods)) {
        const { status } = await delivery.ask(path.replace(/\{\w+\}/, 'x'), { method: method.toUpperCase() })
        expect(`${path} ${status}`).toBe(`${path} ${security.length === 0 ? 200 : 401}`)
        expect('401' in responses).toBe(security.length > 0)
      }
  })
})

describe('the page', () => {
  it('needs nothing but itself, is kept by its ETag, and lets nothing else in', async () => {
    const { text, headers } = await delivery.ask('/docs')
    expect(text).not.toMatch(/<script|<link|<img|@import|url\(| on\w+=| style=/)
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/default-src 'none'.*style-src 'sha256-/)
    expect(policy).not.toMatch(/unsafe|\*/)
    for (const address of ['/docs', '/openapi.json']) {
      const tag = (await delivery.ask(address)).headers.get('etag') ?? ''
      expect((await delivery.ask(address, { headers: { 'if-none-match': tag } })).status).toBe(304)
    }
    for (const methods of Object.values(document.paths))
      for (const { operationId } of Object.values(methods))
        expect(text).toContain(`<article id="${operationId}">`)
  })

  it('fits a desk and a telephone, light and dark, with no word of it off the screen', async () => {
    const { text, headers } = await delivery.ask('/docs')
    const browser = await launchBrowser()
    try {
      for (const [width, colorScheme] of [
        [1440, 'light'],
        [390, 'dark'],
      ] as const) {
        const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme })
        const problems: string[] = []
        page.on('console', (message) => {
          if (/Content Security Policy/.test(message.text())) problems.push(message.text())
        })
        await page.route('**/*', (route) =>
          route.fulfill({ body: text, headers: Object.fromEntries(headers) }),
        )
        await page.goto('http://delivery.test/v1/docs')
        // the style is let in by its hash
        const [ground, over] = await page.evaluate(() => [
          getComputedStyle(globalThis.document.body).backgroundColor,
          globalThis.document.documentElement.scrollWidth - globalThis.innerWidth,
        ])
        expect({ width, ground, over, problems }).toEqual({
          width,
          ground: colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(20, 23, 26)',
          over: 0,
          problems: [],
        })
        await page.close()
      }
    } finally {
      await browser.close()
    }
  })
})

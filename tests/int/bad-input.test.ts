// What no honest caller sends: 4xx with a code, never 500, and no SQL, path or stack trace in any answer.
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type Loa, startLoa } from '../helpers/loa.ts'
import { codeOf, LEAK, type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let as: string
let outlet: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  as = await steps.token('editor@so-tttt')
  outlet = (await steps.newOutlet()).id
})
afterAll(() => loa.stop())

const NOBODY = '01890000-0000-7000-8000-000000000000'

const expectRefused = (answer: Answer<any>, what: string) => {
  expect(`${what}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`).toMatch(/: 4\d\d /)
  expect(codeOf(answer), what).toBeTruthy()
  expect(JSON.stringify(answer.body), what).not.toMatch(LEAK)
}

const text = (node: object) => ({
  root: { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children: [node] },
})
const paragraph = (...children: object[]) => ({
  type: 'paragraph',
  version: 1,
  direction: 'ltr',
  format: '',
  indent: 0,
  textFormat: 0,
  children,
})
const words = (value: string) => ({
  type: 'text',
  version: 1,
  text: value,
  format: 0,
  detail: 0,
  mode: 'normal',
  style: '',
})
const link = (url: string) => ({
  type: 'link',
  version: 3,
  format: '',
  indent: 0,
  direction: 'ltr',
  fields: { linkType: 'custom', url, newTab: false },
  children: [words('bấm')],
})
const deep = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`

describe('an item', () => {
  const good = () => ({ title: 'Tốt', kind: 'news', summary: 's', outlets: [outlet] })
  const bad: Record<string, () => unknown> = {
    'a NUL in the title': () => ({ ...good(), title: 'a\u0000b' }),
    'a NUL in the text': () => ({ ...good(), body: text(paragraph(words('a\u0000b'))) }),
    'half a surrogate pair': () =>
      JSON.stringify({ ...good(), title: 'X' }).replace('"X"', String.raw`"\ud800"`),
    'a key constructor': () => JSON.stringify(good()).replace('{', '{"constructor":{"name":"x"},'),
    'a key __proto__': () => JSON.stringify(good()).replace('{', '{"__proto__":{"stage":"published"},'),
    'very deep JSON': () => `{"title":"x","kind":"news","body":${deep(200)}}`,
    'absurdly deep JSON': () => `{"title":"x","kind":"news","body":${deep(20_000)}}`,
    'an unknown node': () => ({ ...good(), body: text({ type: 'evil', version: 1, children: [] }) }),
    'a node without a type': () => ({ ...good(), body: text({ version: 1 }) }),
    'a text that is no editor state': () => ({ ...good(), body: { root: 'x' } }),
    'a text that is a string': () => ({ ...good(), body: '<script>alert(1)</script>' }),
    'a javascript: link': () => ({ ...good(), body: text(paragraph(link('javascript:alert(1)'))) }),
    'a javascript: link in disguise': () => ({
      ...good(),
      body: text(paragraph(link(' JaVa\tScript:alert(1)'))),
    }),
    'a data: link': () => ({
      ...good(),
      body: text(paragraph(link('data:text/html,<script>alert(1)</script>'))),
    }),
    'an outlet that is not': () => ({ ...good(), outlets: [NOBODY] }),
    'a line that is not': () => ({ ...good(), line: NOBODY }),
    'a task that is not': () => ({ ...good(), task: NOBODY }),
    'an event that is not': () => ({ ...good(), event: NOBODY }),
    'a cover that is not': () => ({ ...good(), cover: NOBODY }),
    'an organisation that is not': () => ({ ...good(), organization: NOBODY }),
    'a plan that is not': () => ({ ...good(), plan: NOBODY }),
    'a nonsense outlet': () => ({ ...good(), outlets: ['nothing'] }),
    'a nonsense line': () => ({ ...good(), line: "' or 1=1" }),
    'a line that is an object': () => ({ ...good(), line: { $ne: null } }),
    'outlets that are a number': () => ({ ...good(), outlets: 7 }),
    'an unknown kind': () => ({ ...good(), kind: 'poem' }),
    'an unknown priority': () => ({ ...good(), priority: 'x' }),
    'no title': () => ({ ...good(), title: '' }),
    'a title that is an object': () => ({ ...good(), title: { a: 1 } }),
    'a title that is a number': () => ({ ...good(), title: 7 }),
    'a title that is too long': () => ({ ...good(), title: 'x'.repeat(201) }),
    'a date that is none': () => ({ ...good(), publishAt: 'mai' }),
    'a date beyond all dates': () => ({ ...good(), publishAt: '+275760-09-13T00:00:00.001Z' }),
    'a date that PostgreSQL has not': () => ({ ...good(), publishAt: '-200000-01-01T00:00:00.000Z' }),
    'a task of the wrong collection': () => ({ ...good(), task: outlet }),
    'a list': () => '[]',
    'nothing but a text': () => '"x"',
    'malformed JSON': () => '{"title":',
  }

  it.each(Object.keys(bad))('with %s', async (what) => {
    const before = (await steps.query('select count(*)::int as n from items'))[0].n
    expectRefused(await loa.rest('POST', '/api/items', { as, body: bad[what]?.() }), what)
    expect((await steps.query('select count(*)::int as n from items'))[0].n).toBe(before)
  })

  it('with broken UTF-8', async () => {
    const { handleEndpoints } = await import('payload')
    const body = Buffer.concat([
      Buffer.from('{"title":"'),
      Buffer.from([0xc3, 0x28, 0xff]),
      Buffer.from('","kind":"news"}'),
    ])
    const response = await handleEndpoints({
      config: loa.config,
      request: new Request('http://localhost:3000/api/items', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `JWT ${as}` },
        body,
      }),
    })
    // read as replacement characters it is text again; anything but an error of ours will do
    expect(response.status).toBeLessThan(500)
  })

  it('in a PATCH, and in bulk', async () => {
    const doc = await steps.draft('editor@so-tttt', good())
    const trace = await steps.traceOf(doc.id)
    for (const what of [
      'a NUL in the title',
      'an unknown node',
      'a javascript: link',
      'an outlet that is not',
      'a nonsense outlet',
      'a date beyond all dates',
      'a key constructor',
    ]) {
      expectRefused(await loa.rest('PATCH', `/api/items/${doc.id}`, { as, body: bad[what]?.() }), what)
      const bulk = await loa.rest('PATCH', `/api/items?where[id][equals]=${doc.id}`, {
        as,
        body: bad[what]?.(),
      })
      expect(
        bulk.status < 500 && (bulk.status >= 400 || bulk.body.errors?.length > 0),
        `${what} in bulk: ${bulk.status} ${JSON.stringify(bulk.body).slice(0, 200)}`,
      ).toBe(true)
      expect(JSON.stringify(bulk.body)).not.toMatch(LEAK)
    }
    expect(await steps.traceOf(doc.id)).toEqual(trace)
  })

  // whatever came in as a draft, handing it in must be an answer and not an accident
  it.each([
    'an unknown node',
    'a node without a type',
    'a text that is no editor state',
    'a text that is a string',
  ])('with %s, handed in', async (what) => {
    const made = await loa.rest('POST', '/api/items', { as, body: bad[what]?.() })
    if (made.status >= 400) return
    const submitted = await steps.act('editor@so-tttt', 'submit', made.body.doc)
    expect(`${submitted.status} ${JSON.stringify(submitted.body).slice(0, 200)}`).toMatch(/^(200|4\d\d) /)
    if (submitted.status >= 400) return
    const approved = await steps.act('approver@so-tttt', 'approve', submitted.body.doc)
    const published = await steps.act('approver@so-tttt', 'publish', approved.body.doc ?? made.body.doc)
    expect(`${published.status} ${JSON.stringify(published.body).slice(0, 200)}`).toMatch(/^(200|4\d\d) /)
  })

  // what is stored as a link ends as HTML on every portal
  it.each(['a javascript: link', 'a javascript: link in disguise', 'a data: link'])(
    'with %s never reaches a portal',
    async (what) => {
      const made = await loa.rest('POST', '/api/items', { as, body: bad[what]?.() })
      if (made.status >= 400) return
      let doc = await steps.must('editor@so-tttt', 'submit', made.body.doc)
      doc = await steps.must('approver@so-tttt', 'approve', doc)
      doc = await steps.must('approver@so-tttt', 'publish', doc)
      const [{ body }] = (await steps.traceOf(doc.id)).editions
      expect(JSON.parse(body).html).not.toMatch(/href="\s*(javascript|data):/i)
    },
  )

  it('through GraphQL', async () => {
    for (const data of [
      String.raw`title: "a\u0000b", kind: news`,
      `title: "x", kind: news, line: "nothing"`,
      `title: "x", kind: news, line: "${NOBODY}"`,
    ]) {
      const { status, body } = await loa.graphql(
        `mutation { createItem(data: { ${data}, priority: normal, organization: "${await loa.idOf('organizations', 'so-tttt')}", plan: "${await loa.idOf('plans', 'TN-CDS-2024-2025')}" }) { id } }`,
        { as },
      )
      expect(status).toBeLessThan(500)
      expect(`${data} ${body.errors?.[0]?.extensions?.data?.code}`).toBe(`${data} invalid`)
      expect(JSON.stringify(body)).not.toMatch(LEAK)
    }
    for (const query of ['{', '{ Nothing { id } }', `{ ${'a{'.repeat(3000)}`]) {
      const answer = await loa.graphql(query, { as })
      expect(answer.status, query.slice(0, 20)).toBeLessThan(500)
      expect(JSON.stringify(answer.body)).not.toMatch(LEAK)
    }
  })
})

describe('other collections', () => {
  it.each(['events', 'tasks', 'users', 'subscribers', 'outlets'])('%s', async (collection) => {
    const admin = await steps.token('admin@so-tttt')
    for (const body of [
      { title: 'a\u0000b', name: 'a\u0000b', code: 'a\u0000b', email: 'a\u0000@b.vn' },
      '{"constructor":{"a":1},"code":"x"}',
      { organization: 'nothing', plan: 'nothing', outlets: ['nothing'], code: 'x', title: 'x', name: 'x' },
      {
        organization: NOBODY,
        plan: NOBODY,
        outlets: [NOBODY],
        code: 'x2',
        title: 'x',
        name: 'x',
        kind: 'launch',
        channel: 'press',
        startsAt: '2030-01-01T00:00:00Z',
        role: 'editor',
        email: 'x2@loa.example',
        password: 'mot-mat-khau-dai-1',
      },
      '[]',
      '{"code":',
    ]) {
      expectRefused(
        await loa.rest('POST', `/api/${collection}`, { as: admin, body }),
        `${collection} ${JSON.stringify(body).slice(0, 60)}`,
      )
    }
  })

  it.each(['2025-02-30', '2025-13-01', 'hôm qua'])('%s is no date', async (issuedOn) => {
    const answer = await loa.rest('POST', '/api/legal-documents', {
      as: await steps.token('admin@so-tttt'),
      body: { number: '9/2025/QĐ', title: 'x', issuer: 'Chính phủ', issuedOn },
    })
    expectRefused(answer, issuedOn)
    expect(answer.body.errors[0].data.path).toBe('issuedOn')
    const { body } = await loa.rest('GET', '/api/legal-documents?where[number][equals]=9/2025/QĐ', { as })
    expect(body.docs).toEqual([])
  })

  it('a code that is taken', async () => {
    const answer = await loa.rest('POST', '/api/tasks', {
      as: await steps.token('admin@so-tttt'),
      body: { code: 'T1', title: 'x', plan: await loa.idOf('plans', 'TN-CDS-2024-2025') },
    })
    expectRefused(answer, 'T1 again')
    expect(answer.body.errors[0].data.path).toBe('code')
  })

  it('login with nonsense', async () => {
    for (const body of [
      { email: 'a\u0000b', password: 'x' },
      { email: { $ne: null }, password: 'x' },
      { email: 'x' },
      {},
      '{',
      { email: 'x@y.vn', password: 7 },
      { email: ['a'], password: ['b'] },
    ]) {
      expectRefused(await loa.rest('POST', '/api/users/login', { body }), JSON.stringify(body))
    }
  })
})

describe('queries', () => {
  it.each([
    '/api/items/nothing',
    '/api/items/nothing?draft=true',
    `/api/items/${NOBODY}`,
    '/api/items/nothing/actions',
    `/api/items/${NOBODY}/actions`,
    '/api/items/nothing/quota',
    `/api/items/${NOBODY}/quota`,
    '/api/items/versions/nothing',
    `/api/items/versions/${NOBODY}`,
    '/api/items?where=abc',
    '/api/items?where[nothing][equals]=1',
    '/api/items?where[title][equals]=%00',
    '/api/items?where[title][near]=1,2',
    '/api/items?where[id][in]=nothing',
    '/api/items?page=-1',
    '/api/items?limit=100&limit=0',
    '/api/items?where[title][nothing]=1',
    '/api/quotas/progress',
    '/api/quotas/progress?plan=nothing',
    '/api/quotas/progress?plan=TN-CDS-2024-2025&at=mai',
    '/api/quotas/progress?plan=%00',
    '/api/quotas/progress?plan[a]=b',
    '/api/quotas/progress?plan=TN-CDS-2024-2025&at=',
    '/api/quotas/progress?plan=TN-CDS-2024-2025&at=-200000-01-01T00:00:00Z',
  ])('%s', async (address) => {
    expectRefused(await loa.rest('GET', address, { as }), address)
  })

  it('an address or a method that does not exist is not found, and gives away nothing', async () => {
    const { id } = await steps.draft('editor@so-tttt', { title: 'Có thật' })
    const unknown = [
      ...['GET', 'POST', 'PATCH', 'PUT', 'DELETE'].map((method) => [method, '/api/nothing']),
      ['GET', '/api'],
      ['GET', '/api/'],
      ['GET', '/api/items/a/b/c'],
      ['GET', '/api/..%2f..%2fetc/passwd'],
      ['GET', `/api/items/${id}/submit`],
      ['PUT', '/api/items'],
      ['GET', '/api/globals/nothing'],
      // a collection of Payload's that has no addresses at all
      ['GET', '/api/payload-migrations'],
    ]
    const messages = { vi: 'Không tìm thấy.', en: 'Not found.' }
    for (const [method = '', address = ''] of unknown)
      for (const [language, message] of Object.entries({ ...messages, '': messages.vi })) {
        const headers: Record<string, string> = language ? { 'accept-language': language } : {}
        const answer = await loa.rest(method, address, { as, headers })
        expect([method, address, answer.status, answer.body]).toEqual([
          method,
          address,
          404,
          { errors: [{ message, data: { code: 'not-found' } }] },
        ])
        expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
        expect(answer.headers.get('access-control-allow-methods')).toContain('PATCH')
      }
    // what has a body of its own keeps it
    expect((await loa.rest('OPTIONS', '/api/nothing')).status).toBe(200)
    expect((await loa.rest('GET', '/api/payload-preferences/nothing', { as })).body).toEqual({
      message: expect.any(String),
      value: null,
    })
  })
})

describe('files', () => {
  const upload = async (
    name: string,
    type: string,
    bytes: Uint8Array,
    fields: object = { alt: 'Ảnh thử' },
  ) => {
    const { handleEndpoints } = await import('payload')
    const form = new FormData()
    form.set('_payload', JSON.stringify(fields))
    form.set('file', new File([bytes as Uint8Array<ArrayBuffer>], name, { type }))
    const response = await handleEndpoints({
      config: loa.config,
      request: new Request('http://localhost:3000/api/media', {
        method: 'POST',
        headers: { authorization: `JWT ${as}` },
        body: form,
      }),
    })
    return { status: response.status, headers: response.headers, body: (await response.json()) as any }
  }
  const picture = () =>
    sharp({ create: { width: 64, height: 64, channels: 3, background: '#1f6feb' } })
      .png()
      .toBuffer()

  it('PNG bytes named evil.html are kept as a PNG', async () => {
    for (const [name, type] of [
      ['evil.html', 'text/html'],
      ['evil.html', 'image/png'],
      ['evil.svg', 'image/svg+xml'],
      ['../../evil.png', 'image/png'],
      ['evil.png.html', 'image/png'],
      ['ảnh đẹp.PNG', 'image/png'],
    ] as const) {
      const { status, body } = await upload(name, type, await picture())
      if (status >= 400) {
        expect(status).toBe(400)
        continue
      }
      expect(body.doc.filename).toMatch(/^[a-z0-9-]+\.png$/)
      expect(body.doc.mimeType).toBe('image/png')
    }
  })

  it('what is no picture is refused: SVG, HTML, an empty file, half a picture', async () => {
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
    const files = [
      ['x.svg', 'image/svg+xml', svg],
      ['x.png', 'image/png', svg],
      ['x.html', 'text/html', Buffer.from('<h1>x</h1>')],
      ['x.png', 'image/png', Buffer.from('<h1>x</h1>')],
      ['x.png', 'image/png', Buffer.alloc(0)],
      ['x.gif', 'image/gif', Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==', 'base64')],
      ['x.png', 'image/png', (await picture()).subarray(0, 60)],
    ] as const
    for (const [name, type, bytes] of files)
      expectRefused(await upload(name, type, bytes), `${name} ${type} ${bytes.length}`)
    expectRefused(await upload('x.png', 'image/png', await picture(), {}), 'no description')
    expectRefused(await upload('x.png', 'image/png', await picture(), { alt: 'a\u0000b' }), 'a NUL')
  })

  it('a media document without a file is refused', async () => {
    expectRefused(await loa.rest('POST', '/api/media', { as, body: { alt: 'x' } }), 'no file')
    expectRefused(
      await loa.rest('POST', '/api/media', {
        as,
        body: { alt: 'x', url: 'http://169.254.169.254/', filename: '../x' },
      }),
      'an address instead',
    )
  })
})

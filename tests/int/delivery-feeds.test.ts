// Feeds and the calendar, read as their readers read them: with HTTP Basic and a parser; and the taxonomy.
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliveredEvent, deliveredLine, deliveredTerm } from '../../src/delivery/schema.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { LEAK, type Steps, stepsOf } from '../helpers/steps.ts'

const TITLE = 'Tin ]]> & <b>đậm</b>'

let loa: Loa
let steps: Steps
let delivery: ReturnType<typeof deliveryOf>
let outlet: string
let key: string
let empty: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  delivery = deliveryOf(loa)
  const admin = await steps.token('admin@so-tttt')
  outlet = (await steps.newOutlet({ channel: 'screen' })).id
  key = (await newSubscriber(loa, { admin, code: 'nguon-tin', outlets: [outlet] })).key
  empty = (
    await newSubscriber(loa, {
      admin,
      code: 'trong',
      outlets: [(await steps.newOutlet({ channel: 'screen' })).id],
    })
  ).key
  const [{ id: cover }] = await steps.query('select id from media order by created_at limit 1')
  await steps.itemAt({ stage: 'published', kind: 'led', title: 'Tin cũ', outlets: [outlet] })
  const doc = await steps.itemAt({
    stage: 'published',
    kind: 'led',
    title: TITLE,
    summary: 'Một & hai',
    byline: 'Ban <biên tập>',
    cover,
    outlets: [outlet],
  })
  // what no form of ours lets in, but an edition of another project may hold
  await steps.query('alter table editions disable trigger user')
  await steps.query(`update editions set body = replace(body, '"Một & hai"', $2) where item_id = $1`, [
    doc.id,
    String.raw`"Một\u0001 & \u000bhai"`,
  ])
  await steps.query('alter table editions enable trigger user')
})
afterAll(() => loa.stop())

const basic = (password: string) => `Basic ${Buffer.from(`cong:${password}`).toString('base64')}`
const get = (address: string, password = key) =>
  delivery.ask(address, { headers: { authorization: basic(password) } })
const parser = new XMLParser({ ignoreAttributes: false, cdataPropName: '' })
const parse = (text: string) => {
  expect(XMLValidator.validate(text)).toBe(true)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
  expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/)
  return parser.parse(text)
}

describe('feeds', () => {
  it.each([
    ['/feed.rss', 'application/rss+xml'],
    ['/feed.atom', 'application/atom+xml'],
    ['/feed.json', 'application/feed+json'],
    ['/events.ics', 'text/calendar'],
  ])('%s takes HTTP Basic and is kept by its ETag', async (address, type) => {
    const answer = await get(address)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe(`${type}; charset=utf-8`)
    const tag = answer.headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[^"]+"$/)
    const headers = { authorization: `Bearer ${key}`, 'if-none-match': tag }
    expect((await delivery.ask(address, { headers })).status).toBe(304)
    const without = await delivery.ask(address)
    expect(without.status).toBe(401)
    expect(without.headers.get('www-authenticate')).toMatch(/^Bearer .*, Basic /)
    expect((await get(address, 'wrong')).status).toBe(401)
  })

  it('RSS is XML with the item as it is', async () => {
    const { rss } = parse((await get('/feed.rss')).text)
    expect(rss['@_version']).toBe('2.0')
    expect(rss.channel).toMatchObject({ title: 'Nội dung trên kênh của bạn', language: 'vi' })
    const [first, second] = rss.channel.item
    expect(first).toMatchObject({ title: TITLE, description: 'Một & hai', 'dc:creator': 'Ban <biên tập>' })
    expect(first.enclosure['@_type']).toBe('image/jpeg')
    expect(first.author).toBeUndefined()
    expect(second.title).toBe('Tin cũ')
  })

  it('Atom is XML with texts as HTML', async () => {
    const { feed } = parse((await get('/feed.atom')).text)
    expect(feed['@_xmlns']).toBe('http://www.w3.org/2005/Atom')
    const [first] = feed.entry
    expect(first.title['#text'] ?? first.title['']).toBe('Tin ]]&gt; &amp; &lt;b&gt;đậm&lt;/b&gt;')
    expect(first.author.name).toBe('Ban <biên tập>')
    expect(new Date(first.updated).getTime()).toBeGreaterThan(0)
    expect(feed.id).toBe('http://delivery.test/v1/feed.atom')
    expect(new Set(feed.entry.map(({ id }: any) => id)).size).toBe(feed.entry.length)
  })

  it('JSON Feed is of version 1.1', async () => {
    const { body } = await get('/feed.json')
    expect(body).toMatchObject({
      version: 'https://jsonfeed.org/version/1.1',
      feed_url: 'http://delivery.test/v1/feed.json',
      items: [{ title: TITLE, authors: [{ name: 'Ban <biên tập>' }], tags: ['led'] }, { title: 'Tin cũ' }],
    })
  })

  it('take the filters of the list, and are well-formed without any item', async () => {
    expect((await get('/feed.json?q=tin+cu')).body.items).toHaveLength(1)
    expect((await get('/feed.json?limit=1')).body.items).toHaveLength(1)
    expect((await get('/feed.json?kind=radio')).body.items).toEqual([])
    // what is left empty is not asked for, and more than there are is all
    expect((await get('/feed.json?q=&limit=&kind=')).body).toEqual((await get('/feed.json')).body)
    expect((await get('/feed.json?limit=1000')).body.items).toHaveLength(2)
    for (const query of ['limit=0', 'limit=x', 'q=%20', 'kind=poem']) {
      const { status, body, text } = await get(`/feed.rss?${query}`)
      expect(`${status} ${body.errors[0].data.path}`).toBe(`400 ${query.split('=')[0]}`)
      expect(text).not.toMatch(LEAK)
    }
    expect(parse((await get('/feed.rss', empty)).text).rss.channel.item).toBeUndefined()
    expect(parse((await get('/feed.atom', empty)).text).feed.entry).toBeUndefined()
    expect((await get('/feed.json', empty)).body.items).toEqual([])
  })
})

describe('the calendar', () => {
  /** RFC 5545: lines end with CRLF, have at most 75 octets, and go on behind a space. */
  const linesOf = (text: string) => {
    const folded = text.split('\r\n')
    expect(text).not.toMatch(/[^\r]\n/)
    for (const line of folded) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    return text.replaceAll(/\r\n[ \t]/g, '').split('\r\n')
  }
  const valuesOf = (lines: string[], name: string) =>
    lines.filter((line) => line.startsWith(`${name}:`)).map((line) => line.slice(name.length + 1))

  it('holds the events of the plan, in UTC, the provisional ones as tentative', async () => {
    await steps.query(
      `update events set title = $1, description = $2 where id = (select id from events order by starts_at limit 1)`,
      ['Ký kết; hợp tác, giai đoạn 1 về chuyển đổi số toàn diện trên địa bàn tỉnh', 'Dòng\n\u0007hai'],
    )
    const lines = linesOf((await get('/events.ics')).text)
    expect(lines.slice(0, 2)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0'])
    const events = await steps.query(
      `select id, title, is_provisional from events where starts_at is not null and plan_id = (select plan_id from items i
         join placements p on p.item_id = i.id where p.outlet_id = $1 limit 1)`,
      [outlet],
    )
    expect(events.length).toBeGreaterThan(0)
    expect(valuesOf(lines, 'UID').sort()).toEqual(events.map(({ id }) => `event-${id}@loa`).sort())
    expect(valuesOf(lines, 'SUMMARY')).toContain(
      String.raw`Ký kết\; hợp tác\, giai đoạn 1 về chuyển đổi số toàn diện trên địa bàn tỉnh`,
    )
    // its programme follows
    const told = valuesOf(lines, 'DESCRIPTION').filter((one) => one.startsWith(String.raw`Dòng\nhai`))
    expect(told).toHaveLength(1)
    for (const name of ['DTSTART', 'DTSTAMP'])
      for (const value of valuesOf(lines, name)) expect(value).toMatch(/^\d{8}T\d{6}Z$/)
    expect(valuesOf(lines, 'STATUS').filter((one) => one === 'TENTATIVE')).toHaveLength(
      events.filter((one) => one.is_provisional).length,
    )
  })

  it('is empty for who has no items', async () => {
    const lines = linesOf((await get('/events.ics', empty)).text)
    expect(lines).not.toContain('BEGIN:VEVENT')
    expect(lines).toContain('END:VCALENDAR')
  })
})

describe('taxonomy', () => {
  it.each([
    ['themes', deliveredTerm],
    ['tasks', deliveredTerm],
    ['lines', deliveredLine],
    ['events', deliveredEvent],
  ] as const)('%s are those of the project, and nothing but what is told', async (which, schema) => {
    const { status, body } = await delivery.ask(`/${which}`, { key })
    expect(status).toBe(200)
    expect(Object.keys(body)).toEqual([which])
    for (const term of body[which]) schema.strict().parse(term)
    const codes = (await steps.query(`select code from ${which}`)).map(({ code }) => code)
    expect(codes.length).toBeGreaterThan(0)
    expect(body[which].map(({ code }: any) => code).sort()).toEqual(codes.sort())
  })

  it('come in the order of their codes, with dates of the plan', async () => {
    const { tasks } = (await delivery.ask('/tasks', { key })).body
    expect(tasks[0]).toMatchObject({ code: 'T1', title: expect.any(String) })
    const { lines } = (await delivery.ask('/lines', { key })).body
    const [{ opens }] = await steps.query(
      `select to_char(opens_on at time zone 'UTC', 'YYYY-MM-DD') as opens from lines where code = $1`,
      [lines[0].code],
    )
    expect(lines[0].opensOn).toBe(opens)
  })

  it('are in GraphQL the same', async () => {
    const term = 'code title gloss clause description'
    const { body } = await delivery.graphql(
      `{ tasks { ${term} } themes { ${term} } lines { ${term} opensOn closesOn }
         events { ${term} kind startsAt endsAt isProvisional place organization
           documents { title url mimeType } } }`,
      { key },
    )
    expect(body.errors).toBeUndefined()
    for (const which of ['tasks', 'themes', 'lines', 'events'])
      expect(body.data[which]).toEqual((await delivery.ask(`/${which}`, { key })).body[which])
  })
})

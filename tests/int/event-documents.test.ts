// Documents of an event reach the portals that are told the event in their calendar, once it is settled; no file else does.
import ICAL from 'ical.js'
import pg from 'pg'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { upload } from '../helpers/files.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { DAY, type Doc, type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let delivery: ReturnType<typeof deliveryOf>
let editor: string
let portal: { key: string; outlet: string; live: Doc }
let picture: Record<string, any>
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  delivery = deliveryOf(loa)
  editor = await steps.token('editor@so-tttt')
  portal = await newPortal()
  const bytes = await sharp({ create: { width: 2000, height: 1200, channels: 3, background: '#0a5' } })
    .jpeg()
    .toBuffer()
  picture = await file({ bytes, name: 'Phông.jpg', alt: 'Phông nền' })
})
afterAll(() => loa.stop())

let count = 0

const newPortal = async () => {
  count += 1
  const { id: outlet } = await steps.newOutlet({ channel: 'screen' })
  const admin = await steps.token('admin@so-tttt')
  const { key } = await newSubscriber(loa, { admin, code: `cong-${count}`, outlets: [outlet] })
  const live = await steps.itemAt({ stage: 'published', kind: 'led', title: 'Tin', outlets: [outlet] })
  return { key, outlet, live }
}

/** Each is another file. */
const pdf = (): Buffer => {
  count += 1
  return Buffer.from(
    `%PDF-1.4\n% ${count}\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Size 3>>\nstartxref\n9\n%%EOF\n`,
  )
}

const file = async ({ bytes = pdf(), name = 'Chương trình.pdf', alt = 'Chương trình', id = '' } = {}) => {
  const { status, body } = await upload(loa, { as: editor, bytes, name, fields: { alt }, id })
  expect(`${status} ${JSON.stringify(body.errors)}`).toMatch(/^20[01] undefined/)
  return body.doc as Record<string, any>
}

type Event = { id: string; code: string }

const newEvent = async (data: object): Promise<Event> => {
  count += 1
  const code = `su-kien-${count}`
  const startsAt = new Date(Date.now() + DAY).toISOString()
  const { status, body } = await loa.rest('POST', '/api/events', {
    as: editor,
    body: { code, title: `Hội nghị ${count}`, kind: 'conference', startsAt, ...data },
  })
  expect(`${status} ${JSON.stringify(body.errors)}`).toBe('201 undefined')
  return { id: body.doc.id, code }
}

const change = async ({ id }: Event, body: object) =>
  expect((await loa.rest('PATCH', `/api/events/${id}`, { as: editor, body })).status).toBe(200)

/** What each way of asking tells of the event's documents; null where it does not tell of the event. */
const told = async ({ id, code }: Event, key = portal.key) => {
  const rest = (await delivery.ask('/events', { key })).body.events
  const asked = '{ events { code documents { title url mimeType } } }'
  const { events } = (await delivery.graphql(asked, { key })).body.data
  const ofEvent = (list: any[]) => list.find((one) => one.code === code)?.documents
  const calendar = new ICAL.Component(ICAL.parse((await delivery.ask('/events.ics', { key })).text))
  const entry = calendar
    .getAllSubcomponents('vevent')
    .find((one) => one.getFirstPropertyValue('uid') === `event-${id}@loa`)
  const attached =
    entry
      ?.getAllProperties('attach')
      .map((one) => ({ url: one.getFirstValue(), mimeType: one.getFirstParameter('fmttype') })) ?? null
  expect(ofEvent(events)).toEqual(ofEvent(rest))
  return { listed: ofEvent(rest), attached }
}

const BASE = 'http://delivery.test/v1'
const addressOf = (name: string) => `/media/${encodeURIComponent(name)}`
const documentOf = ({ alt, filename, mimeType }: Record<string, any>) => ({
  title: alt,
  url: `${BASE}${addressOf(filename)}`,
  mimeType,
})
const served = async ({ filename }: Record<string, any>, key = portal.key) =>
  (await delivery.ask(addressOf(filename), { key })).status

describe('documents of an event', () => {
  let event: Event
  let programme: Record<string, any>
  beforeEach(async () => {
    programme = await file()
    event = await newEvent({ documents: [picture.id, programme.id] })
  })

  it('are told in their order, in the calendar too, and served as they are, at both mounts', async () => {
    const { listed, attached } = await told(event)
    expect(listed).toEqual([documentOf(picture), documentOf(programme)])
    expect(attached).toEqual(listed.map(({ url, mimeType }: any) => ({ url, mimeType })))
    await change(event, { documents: [programme.id, picture.id] })
    expect((await told(event)).listed).toEqual([documentOf(programme), documentOf(picture)])
    const answer = await delivery.ask(addressOf(programme.filename), { key: portal.key })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'application/pdf'])
    expect(answer.bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const inCms = deliveryOf(loa, { basePath: '/portal/v1' })
    expect((await inCms.ask(addressOf(programme.filename), { key: portal.key })).status).toBe(200)
    const { events } = (await inCms.ask('/events', { key: portal.key })).body
    expect(events.find(({ code }: any) => code === event.code).documents[0].url).toBe(
      `http://delivery.test/portal/v1${addressOf(programme.filename)}`,
    )
  })

  it('stand in calendar lines that have at most 75 octets, beside who holds it', async () => {
    const { text } = await delivery.ask('/events.ics', { key: portal.key })
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    const whole = text.replaceAll('\r\n ', '')
    expect(whole).toContain(
      `\r\nATTACH;FMTTYPE=application/pdf:${BASE}${addressOf(programme.filename)}\r\nEND:VEVENT`,
    )
    expect(whole).toMatch(/\r\nCONTACT:[^\r]+\r\nATTACH;FMTTYPE=image\/jpeg:/)
  })

  it('are not given while it is provisional', async () => {
    await change(event, { isProvisional: true })
    expect(await told(event)).toEqual({ listed: [], attached: [] })
    expect(await served(programme)).toBe(404)
    await change(event, { isProvisional: false })
    expect((await told(event)).listed).toHaveLength(2)
    expect(await served(programme)).toBe(200)
  })

  it('are not given to who has no live item of its plan', async () => {
    const other = await newPortal()
    expect(await served(programme, other.key)).toBe(200)
    await steps.must('approver@so-tttt', 'retract', other.live, { comment: 'Sai' })
    expect(await told(event, other.key)).toEqual({ listed: [], attached: null })
    expect(await served(programme, other.key)).toBe(404)
    expect((await delivery.ask(addressOf(programme.filename))).status).toBe(401)
    expect(await served(programme)).toBe(200)
  })

  it('of another plan are not given', async () => {
    const plan = await loa.payload.create({
      collection: 'plans',
      data: {
        code: `ke-hoach-${count}`,
        title: 'Kế hoạch khác',
        startsOn: '2020-01-01T12:00:00.000Z',
        endsOn: '2020-12-31T12:00:00.000Z',
        timeZone: 'Asia/Ho_Chi_Minh',
        organization: await loa.idOf('organizations', 'so-tttt'),
      },
      overrideAccess: true,
    })
    await steps.query('update events set plan_id = $1 where id = $2', [plan.id, event.id])
    expect(await told(event)).toEqual({ listed: [], attached: null })
    expect(await served(programme)).toBe(404)
  })

  it('are 404 once they were taken off, or the event is gone', async () => {
    expect(await served(programme)).toBe(200)
    await change(event, { documents: [picture.id] })
    expect((await told(event)).listed).toEqual([documentOf(picture)])
    expect(await served(programme)).toBe(404)
    const last = await newEvent({ documents: [programme.id] })
    expect(await served(programme)).toBe(200)
    expect((await loa.rest('DELETE', `/api/events/${last.id}`, { as: editor })).status).toBe(200)
    expect(await served(programme)).toBe(404)
  })

  it('have another address once the file is replaced, and the old one is 404', async () => {
    const replaced = await file({ id: programme.id })
    expect(replaced.filename).not.toBe(programme.filename)
    expect((await told(event)).listed).toEqual([documentOf(picture), documentOf(replaced)])
    expect([await served(programme), await served(replaced)]).toEqual([404, 200])
  })

  it('are the files themselves: renditions of a picture are not served', async () => {
    const renditions = Object.values(picture.sizes).flatMap(({ filename }: any) => filename ?? [])
    expect(renditions.length).toBeGreaterThan(0)
    for (const filename of renditions) expect(`${filename} ${await served({ filename })}`).toMatch(/ 404$/)
    expect(await served(picture)).toBe(200)
    expect(await served(await file())).toBe(404)
  })

  it('cost one statement in the list, and none for the file of an edition', async () => {
    const statements: string[] = []
    const pool = new pg.Pool({ connectionString: loa.databaseUrl })
    const query = pool.query.bind(pool)
    pool.query = ((asked: { text: string }, ...others: []) => {
      statements.push(asked.text)
      return query(asked as never, ...others)
    }) as never
    const counted = deliveryOf(loa, { pool })
    const timesAsked = async (address: string) => {
      await counted.ask(address, { key: portal.key })
      statements.length = 0
      expect((await counted.ask(address, { key: portal.key })).status).toBe(200)
      return statements.filter((text) => text.includes('events_rels')).length
    }
    const bytes = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#a05' } })
      .jpeg()
      .toBuffer()
    const cover = await file({ bytes, name: 'Ảnh.jpg', alt: 'Ảnh của tin' })
    const { outlet } = portal
    await steps.itemAt({
      stage: 'published',
      kind: 'led',
      title: 'Tin có ảnh',
      outlets: [outlet],
      cover: cover.id,
    })
    expect(await timesAsked('/events')).toBe(1)
    expect(await timesAsked(addressOf(programme.filename))).toBe(1)
    expect(await timesAsked(addressOf(cover.filename))).toBe(0)
    await counted.app.close()
    await pool.end()
  })
})

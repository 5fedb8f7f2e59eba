// What an event carries (plan, II.2.6): its programme is told, who is invited is not, and items are about it.
import ICAL from 'ical.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { DAY, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

const PROGRAMME = '08:30 Đón đại biểu, phóng viên\n09:00 Ký kết; phát biểu'
const INVITED = 'Doanh nghiệp viễn thông được mời riêng'

let loa: Loa
let steps: Steps
let editor: string
let event: string
let portal: { id: string; key: string; ask: ReturnType<typeof deliveryOf>['ask'] }
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  editor = await steps.token('editor@so-tttt')
  const startsAt = new Date(Date.now() + DAY).toISOString()
  const { status, body } = await loa.rest('POST', '/api/events', {
    as: editor,
    body: {
      code: 'su-kien-thu',
      title: 'Hội nghị thử',
      kind: 'conference',
      startsAt,
      description: 'Một hội nghị.',
      programme: PROGRAMME,
      invitations: INVITED,
    },
  })
  expect(status).toBe(201)
  event = body.doc.id
  const { id } = await steps.newOutlet({ channel: 'portal' })
  const { key } = await newSubscriber(loa, {
    admin: await steps.token('admin@so-tttt'),
    code: 'cong-thu',
    outlets: [id],
  })
  // a portal is told the events of plans that it has live items of
  await steps.itemAt({ stage: 'published', title: 'Tin khác', outlets: [id] })
  portal = { id, key, ask: deliveryOf(loa).ask }
})
afterAll(() => loa.stop())

const eventIn = (text: string) =>
  new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((component) => new ICAL.Event(component))
    .find(({ uid }) => uid === `event-${event}@loa`)

it('the programme stands in the calendar of portals and in that of the newsroom', async () => {
  const feed = (await portal.ask('/events.ics', { key: portal.key })).text
  const own = (await loa.rest<string>('GET', '/api/calendar.ics', { as: editor })).body
  const nextMonth = new Date(Date.now() + DAY + 7 * 3_600_000).toISOString().slice(0, 7)
  const dated = (await loa.rest<string>('GET', `/api/calendar.ics?month=${nextMonth}`, { as: editor })).body
  expect(eventIn(feed)?.description).toBe(`Một hội nghị.\n\n${PROGRAMME}`)
  expect(eventIn(dated)?.description).toBe(`Một hội nghị.\n\n${PROGRAMME}`)
  for (const text of [feed, own, dated]) expect(text).not.toContain(INVITED)
})

it('who holds it is told: its name in calendars, its code in the list', async () => {
  const code = 'to-chuc-su-kien'
  const name = 'Sở Thông tin; Truyền thông, cơ quan chủ trì của rất nhiều hội nghị chuyển đổi số'
  const organization = await loa.payload.create({
    collection: 'organizations',
    data: { code, name, kind: 'department', parent: await loa.idOf('organizations', 'so-tttt') },
    overrideAccess: true,
  })
  await loa.payload.update({
    collection: 'events',
    id: event,
    data: { organization: organization.id },
    overrideAccess: true,
  })
  const { key } = portal
  const holder = (text: string) => eventIn(text)?.component.getFirstPropertyValue('contact')
  const { text } = await portal.ask('/events.ics', { key })
  expect(holder(text)).toBe(name)
  for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
  const nextMonth = new Date(Date.now() + DAY + 7 * 3_600_000).toISOString().slice(0, 7)
  const own = await loa.rest<string>('GET', `/api/calendar.ics?month=${nextMonth}`, { as: editor })
  expect(holder(own.body)).toBe(name)
  const { events } = (await portal.ask('/events', { key })).body
  expect(events.find((one: any) => one.code === 'su-kien-thu').organization).toBe(code)
  // each entry has its own
  const others = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
  expect(others.filter((one) => one.getFirstPropertyValue('contact') === name)).toHaveLength(1)
})

it('who is invited is told to the newsroom and to no portal, by whatever way it asks', async () => {
  const { key } = portal
  const as = `Bearer ${key}`
  const answers = [
    (await portal.ask('/events', { key })).text,
    (await portal.ask('/events.ics', { key })).text.replaceAll('\r\n ', ''),
    JSON.stringify((await loa.rest('GET', `/api/events/${event}?depth=2`, { as })).body),
    JSON.stringify((await loa.rest('GET', '/api/events?limit=100', { as })).body),
    JSON.stringify((await loa.graphql(`{ Event(id: "${event}") { title invitations } }`, { as })).body),
  ]
  for (const text of answers) {
    expect(text).toContain('Hội nghị thử')
    expect(text).not.toContain(INVITED)
  }
  const probe = await loa.rest('GET', '/api/events?where[invitations][like]=viễn thông', { as })
  expect(verdict(probe)).not.toBe('200 ok')
  const { body } = await loa.rest('GET', `/api/events/${event}`, { as: editor })
  expect(body.invitations).toBe(INVITED)
})

it('items about it are listed with it, and delivered with it; a portal sees those of its own that are live', async () => {
  const outlets = [portal.id]
  const live = await steps.itemAt({ stage: 'published', title: 'Tin về hội nghị', event, outlets })
  const draft = await steps.itemAt({ stage: 'draft', title: 'Nháp về hội nghị', event, outlets })
  const other = [(await steps.newOutlet({ channel: 'portal' })).id]
  const elsewhere = await steps.itemAt({ stage: 'published', title: 'Nơi khác', event, outlets: other })
  const about = async (as: string) =>
    (await loa.rest('GET', `/api/events/${event}?depth=0`, { as })).body.items.docs.map(
      (one: any) => one.id ?? one,
    )
  expect((await about(editor)).sort()).toEqual([live.id, draft.id, elsewhere.id].sort())
  expect(await about(`Bearer ${portal.key}`)).toEqual([live.id])
  const { body } = await portal.ask(`/items/${live.id}`, { key: portal.key })
  expect(body.event).toBe('su-kien-thu')
})

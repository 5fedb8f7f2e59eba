// `GET /api/calendar.ics?month=2024-12`: what the calendar shows, for calendar programs (RFC 5545).
import { createLocalReq, type Endpoint, type PayloadRequest } from 'payload'
import { staffOf } from '../../access/roles.ts'
import { type CalendarEntry, entryOf, writeCalendar } from '../../delivery/formats/calendar.ts'
import { clean } from '../../delivery/formats/clean.ts'
import { invalid, refuse } from '../../errors/index.ts'
import { say } from '../../i18n/index.ts'
import { instantAt } from './clock.ts'
import type { ItemEntry, SlotEntry } from './entries.ts'
import { type CalendarContents, readCalendar, understand } from './readCalendar.ts'
import { calendarPeriodInWords, nameInWords, stateInWords } from './words.ts'

/** With the parameters and the scope of the screen; undated drafts have no place in it. */
export const icsEndpoint: Endpoint = {
  path: '/calendar.ics',
  method: 'get',
  handler: async (asked) => {
    if (!staffOf(asked)) throw refuse({ req: asked, code: 'forbidden' })
    // our own reading is not held to the limits of what a caller may ask for
    const req = await createLocalReq(
      { user: asked.user ?? undefined, req: { i18n: asked.i18n } },
      asked.payload,
    )
    const now = new Date()
    const question = await understand({ req, query: asked.query, now })
    if ('invalid' in question) throw invalid({ req, path: question.invalid })
    const { period, timeZone } = question
    const contents = await readCalendar({ req, question, now })
    const title = calendarPeriodInWords({ period, say: (key, values) => say(req, key, values) })
    const name = say(req, 'calendar.icsName', { period: title }).replaceAll(/[,;]/g, '')
    return new Response(writeCalendar({ entries: entriesOf({ req, contents, timeZone, now }), name }), {
      headers: {
        'Content-Type': 'text/calendar; charset=utf-8',
        'Content-Disposition': `attachment; filename="loa-${period.key}.ics"`,
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'private, no-store',
      },
    })
  },
}

type Asking = { req: PayloadRequest; timeZone: string; now: Date }

const entriesOf = ({
  contents: { items, events, slots },
  ...asking
}: Asking & { contents: CalendarContents }): CalendarEntry[] => [
  ...events.flatMap(
    (event) =>
      entryOf({
        id: String(event.id),
        title: event.title,
        // as portals are told it
        description: [event.description, event.programme].filter(Boolean).join('\n\n') || null,
        place: event.place ?? null,
        kind: event.kind,
        startsAt: new Date(event.startsAt),
        endsAt: event.endsAt ? new Date(event.endsAt) : null,
        isProvisional: event.isProvisional === true,
        organizationName: typeof event.organization === 'object' ? event.organization.name : null,
        updatedAt: new Date(event.updatedAt),
      }) ?? [],
  ),
  ...items.flatMap((item) => itemEntry({ ...asking, item }) ?? []),
  ...slots.map((slot) => slotEntry({ ...asking, slot })),
]

const CERTAIN = new Set(['scheduled', 'published'])

const itemEntry = ({ req, timeZone, now, item }: Asking & { item: ItemEntry }): CalendarEntry | null => {
  const { id, date, time, title, stage } = item
  const start = date && instantAt({ date, time, timeZone })
  if (!start) return null
  const state = stateInWords({ entry: item, say: (key, values) => say(req, key, values) })
  return {
    uid: `item-${id}@loa`,
    timestamp: now.getTime(),
    start: start.getTime(),
    startInputType: 'utc',
    title: clean(title),
    // not as URL: the library refuses the whole file for one address it takes for none
    description: [state, addressOf(req, `/collections/items/${id}`)].join('\n'),
    categories: [stage],
    // a planned date is no publication
    status: stage === 'retracted' ? 'CANCELLED' : CERTAIN.has(stage) ? 'CONFIRMED' : 'TENTATIVE',
  }
}

/** A day without hours: a slot is owed by the end of it. */
const slotEntry = ({ req, now, slot }: Asking & { slot: SlotEntry }): CalendarEntry => {
  const { id, date, missing } = slot
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const name = nameInWords({ entry: slot, say: (key, values) => say(req, key, values) })
  return {
    uid: `slot-${id.replaceAll(/[^\w.-]+/g, '-')}@loa`,
    timestamp: now.getTime(),
    start: [year, month, day],
    duration: { days: 1 },
    title: clean(`${say(req, 'calendar.icsSlot', { count: missing })}: ${name}`),
    ...(slot.outlets.length > 1 ? { description: clean(slot.outlets.join('\n')) } : {}),
    status: 'TENTATIVE',
    transp: 'TRANSPARENT',
  }
}

const addressOf = (req: PayloadRequest, path: string) => {
  const { serverURL, routes } = req.payload.config
  return `${serverURL}${routes.admin}${path}`
}

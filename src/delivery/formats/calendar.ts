// Events as a calendar that phones and mail programs subscribe to (RFC 5545). Times are UTC.
import { createEvents, type EventAttributes } from 'ics'
import { sentDocuments } from '../sentDocuments.ts'
import type { FoundTerm } from '../store/findTaxonomy.ts'
import { clean } from './clean.ts'

const PRODUCT = '-//Loa//Delivery//VI'

/**
 * @param name see `writeCalendar`
 * @param base the API's address, for those of documents
 */
export const calendarOf = ({
  events,
  name,
  base,
}: {
  events: FoundTerm[]
  name: string
  base: string
}): string =>
  writeCalendar({
    entries: events.flatMap(
      ({ documents, ...event }) =>
        entryOf({ ...event, attachments: sentDocuments({ documents, base }) }) ?? [],
    ),
    name,
  })

/** @param name of the calendar, without commas and semicolons: the library does not escape it */
export const writeCalendar = ({ entries, name }: { entries: CalendarEntry[]; name: string }): string => {
  const { value, error } = createEvents(
    entries.map(({ contact: _, attachments: __, ...entry }) => entry) as EventAttributes[],
    { calName: name, productId: PRODUCT },
  )
  if (error || typeof value !== 'string') throw error ?? new Error('no calendar')
  let at = 0
  return value
    .replaceAll(/\r\n[ \t]/g, '')
    .replaceAll('\r\nEND:VEVENT\r\n', (end) => {
      const { contact, attachments = [] } = entries[at++] ?? {}
      const added = [...(contact ? [`CONTACT:${escaped(contact)}`] : []), ...attachments.map(attached)]
      return `${added.map((line) => `\r\n${line}`).join('')}${end}`
    })
    .split('\r\n')
    .map(folded)
    .join('\r\n')
}

/** RFC 5545, 3.3.11. */
const escaped = (text: string): string => text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n')

/** RFC 5545, 3.8.1.1; an address is no text, and nothing in it is escaped. */
const attached = ({ url, mimeType }: Attachment): string =>
  `ATTACH${/^[\w.+-]+\/[\w.+-]+$/.test(mimeType) ? `;FMTTYPE=${mimeType}` : ''}:${url}`

/** RFC 5545, 3.1: at most 75 octets in a line. The library counts letters, and Vietnamese ones are up to three. */
const folded = (line: string): string => {
  const lines = ['']
  let octets = 0
  for (const letter of line) {
    const size = Buffer.byteLength(letter)
    if (octets + size > 75) {
      lines.push('')
      // of the space before it
      octets = 1
    }
    lines.push(`${lines.pop()}${letter}`)
    octets += size
  }
  return lines.join('\r\n ')
}

// its types forget the one property, and ask for an end, which neither it nor RFC 5545 needs
export type CalendarEntry = Pick<EventAttributes, 'uid' | 'start' | 'title' | 'status'> &
  Partial<EventAttributes> & {
    timestamp: number
    /** Who holds it. The library does not know CONTACT (RFC 5545, 3.8.4.2), and ORGANIZER asks for a mail address. */
    contact?: string
    /** Files by their address. The library gives ATTACH to alarms alone. */
    attachments?: Attachment[]
  }
type Attachment = { url: string; mimeType: string }

/** What is told of an event. */
type EventFacts = Pick<
  FoundTerm,
  | 'id'
  | 'title'
  | 'description'
  | 'place'
  | 'kind'
  | 'startsAt'
  | 'endsAt'
  | 'isProvisional'
  | 'organizationName'
  | 'updatedAt'
> & { attachments?: Attachment[] }

/** Null for an event without a beginning: it is not in the calendar yet. */
export const entryOf = (event: EventFacts): CalendarEntry | null => {
  const {
    id,
    title,
    description,
    place,
    kind,
    startsAt,
    endsAt,
    isProvisional,
    organizationName,
    updatedAt,
    attachments = [],
  } = event
  if (!startsAt) return null
  const entry: CalendarEntry = {
    uid: `event-${id}@loa`,
    // DTSTAMP: when it was last changed, not when it is asked for, so that the ETag stays
    timestamp: (updatedAt ?? startsAt).getTime(),
    start: startsAt.getTime(),
    startInputType: 'utc',
    title: clean(title),
    ...(description ? { description: clean(description) } : {}),
    ...(place ? { location: clean(place) } : {}),
    ...(organizationName ? { contact: clean(organizationName) } : {}),
    attachments,
    ...(kind && /^[\w-]+$/.test(kind) ? { categories: [kind] } : {}),
    status: isProvisional ? 'TENTATIVE' : 'CONFIRMED',
  }
  return endsAt && endsAt > startsAt
    ? { ...entry, end: endsAt.getTime(), endInputType: 'utc', endOutputType: 'utc' }
    : entry
}

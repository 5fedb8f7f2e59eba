// Rules between the fields of a plan file. They read data that may be broken elsewhere, so that one mistake does not
// hide another; whatever does not have the right type is skipped here and reported by the schema.
import { TZDate } from '@date-fns/tz'
import { format } from 'date-fns'
import { z } from 'zod'
import { messages } from './messages.ts'
import type { PlanList } from './planFile.ts'
import { type Finding, type Path, valueAt } from './yamlFile.ts'

type Entry = { path: Path; fields: Record<string, unknown> }

/** A reference to an entry that the file does not have. */
export type MissingReference = { path: Path; code: string; kind: PlanList }

/** Everything that is wrong between fields. `lineOf` gives the line of a path, to say where a duplicate stood first. */
export const planFindings = ({
  data,
  isChanges,
  lineOf,
}: {
  data: unknown
  isChanges: boolean
  lineOf: (path: Path) => number
}): Finding[] => {
  const plan: Entry = { path: ['plan'], fields: asRecord(valueAt(data, ['plan'])) }
  const window = { startsOn: plan.fields.startsOn, endsOn: plan.fields.endsOn, zone: plan.fields.timeZone }
  return [
    ...lists.flatMap((list) => duplicates({ entries: entriesOf(data, list), lineOf })),
    ...dayOrder(plan, 'startsOn', 'endsOn'),
    ...[...entriesOf(data, 'organizations'), ...entriesOf(data, 'outlets')].flatMap((entry) => [
      ...dayOrder(entry, 'opensOn', 'closesOn'),
      ...(isChanges ? [] : successorNeedsClosing(entry)),
    ]),
    ...circles(entriesOf(data, 'organizations'), 'parent'),
    ...circles(entriesOf(data, 'organizations'), 'successor'),
    ...circles(entriesOf(data, 'outlets'), 'successor'),
    ...entriesOf(data, 'lines').flatMap((entry) => [
      ...dayOrder(entry, 'opensOn', 'closesOn'),
      ...insidePlan({ entry, window, keys: ['opensOn', 'closesOn'] }),
    ]),
    ...entriesOf(data, 'quotas').flatMap((entry) => [
      ...dayOrder(entry, 'startsOn', 'endsOn'),
      ...insidePlan({ entry, window, keys: ['startsOn', 'endsOn'] }),
      ...quotaBounds({ entry, isChanges }),
      ...quotaCounts({ entry, isChanges }),
    ]),
    ...entriesOf(data, 'events').flatMap((entry) => [
      ...momentOrder(entry),
      ...insidePlan({ entry, window, keys: ['startsAt'] }),
    ]),
  ]
}

/** References to codes that the file does not define, in the order of the lists. */
export const unresolvedReferences = (data: unknown): MissingReference[] => {
  const found = references(data)
  return found.filter(({ code, kind }) => !entriesOf(data, kind).some(({ fields }) => fields.code === code))
}

const lists = ['organizations', 'outlets', 'themes', 'tasks', 'lines', 'quotas', 'events'] as const

const references = (data: unknown): MissingReference[] => {
  const from = (entry: Entry, key: string, kind: PlanList): MissingReference[] => {
    const value = entry.fields[key]
    if (typeof value === 'string') return [{ path: [...entry.path, key], code: value, kind }]
    if (!Array.isArray(value)) return []
    return value.flatMap((code, index) =>
      typeof code === 'string' ? [{ path: [...entry.path, key, index], code, kind }] : [],
    )
  }
  return [
    ...from({ path: ['plan'], fields: asRecord(valueAt(data, ['plan'])) }, 'organization', 'organizations'),
    ...entriesOf(data, 'organizations').flatMap((entry) => [
      ...from(entry, 'parent', 'organizations'),
      ...from(entry, 'successor', 'organizations'),
    ]),
    ...entriesOf(data, 'outlets').flatMap((entry) => [
      ...from(entry, 'organization', 'organizations'),
      ...from(entry, 'successor', 'outlets'),
    ]),
    ...entriesOf(data, 'themes').flatMap((entry) => from(entry, 'tasks', 'tasks')),
    ...entriesOf(data, 'quotas').flatMap((entry) => from(entry, 'line', 'lines')),
    ...entriesOf(data, 'events').flatMap((entry) => from(entry, 'organization', 'organizations')),
  ]
}

const duplicates = ({ entries, lineOf }: { entries: Entry[]; lineOf: (path: Path) => number }): Finding[] => {
  const first = new Map<string, Path>()
  return entries.flatMap(({ path, fields }) => {
    if (typeof fields.code !== 'string') return []
    const earlier = first.get(fields.code)
    first.set(fields.code, earlier ?? [...path, 'code'])
    return earlier
      ? [
          {
            path: [...path, 'code'],
            message: messages.duplicate({ code: fields.code, line: lineOf(earlier) }),
          },
        ]
      : []
  })
}

const dayOrder = ({ path, fields }: Entry, first: string, last: string): Finding[] => {
  const [from, to] = [fields[first], fields[last]]
  return isDay(from) && isDay(to) && from > to
    ? [{ path: [...path, last], message: messages.reversed({ first, last }) }]
    : []
}

const momentOrder = ({ path, fields }: Entry): Finding[] => {
  const { startsAt, endsAt } = fields
  return isMoment(startsAt) && isMoment(endsAt) && Date.parse(startsAt) > Date.parse(endsAt)
    ? [{ path: [...path, 'endsAt'], message: messages.reversed({ first: 'startsAt', last: 'endsAt' }) }]
    : []
}

const insidePlan = ({
  entry,
  window,
  keys,
}: {
  entry: Entry
  window: { startsOn: unknown; endsOn: unknown; zone: unknown }
  keys: string[]
}): Finding[] => {
  const { startsOn, endsOn } = window
  if (!isDay(startsOn) || !isDay(endsOn)) return []
  return keys.flatMap((key) => {
    const value = entry.fields[key]
    const day = isMoment(value) ? dayIn(value, window.zone) : value
    return isDay(day) && (day < startsOn || day > endsOn)
      ? [{ path: [...entry.path, key], message: messages.outsidePlan() }]
      : []
  })
}

const successorNeedsClosing = ({ path, fields }: Entry): Finding[] =>
  fields.successor !== undefined && fields.closesOn === undefined
    ? [{ path: [...path, 'successor'], message: messages.successorWithoutClosing() }]
    : []

const circles = (entries: Entry[], key: string): Finding[] => {
  const next = new Map(entries.map(({ fields }) => [fields.code, fields[key]]))
  return entries.flatMap(({ path, fields }) => {
    const seen = new Set<unknown>()
    let code = next.get(fields.code)
    while (code !== undefined && code !== fields.code && !seen.has(code)) {
      seen.add(code)
      code = next.get(code)
    }
    return code !== undefined && code === fields.code
      ? [{ path: [...path, key], message: messages.circle(key) }]
      : []
  })
}

const quotaBounds = ({ entry, isChanges }: { entry: Entry; isChanges: boolean }): Finding[] => {
  const { min, max } = entry.fields
  if (typeof min === 'number' && typeof max === 'number' && min > max)
    return [{ path: [...entry.path, 'min'], message: messages.minAboveMax() }]
  return !isChanges && min === undefined && max === undefined
    ? [{ path: entry.path, message: messages.noBound() }]
    : []
}

// An item has a line, a kind and an outlet; an event has none of them, so the rule would count nothing.
const quotaCounts = ({ entry, isChanges }: { entry: Entry; isChanges: boolean }): Finding[] => {
  const { counts, per } = entry.fields
  const wrong = (key: string): Finding => ({
    path: [...entry.path, key],
    message: messages.notForCount({ key, counts: String(counts) }),
    onKey: true,
  })
  const given = (keys: string[]) => keys.filter((key) => entry.fields[key] !== undefined).map(wrong)
  if (counts === 'items') return given(['eventKinds'])
  if (counts !== 'events') return []
  return [
    ...given(['line', 'kinds', 'channel']),
    ...(Array.isArray(per) && per.length > 0 ? [wrong('per')] : []),
    ...(isChanges || entry.fields.eventKinds !== undefined
      ? []
      : [{ path: [...entry.path, 'eventKinds'], message: messages.missing('eventKinds') }]),
  ]
}

const entriesOf = (data: unknown, list: PlanList): Entry[] => {
  const entries = valueAt(data, [list])
  return Array.isArray(entries)
    ? entries.map((fields, index) => ({ path: [list, index], fields: asRecord(fields) }))
    : []
}

const asRecord = (value: unknown): Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}

const isDay = (value: unknown): value is string => z.iso.date().safeParse(value).success

const isMoment = (value: unknown): value is string =>
  z.iso.datetime({ offset: true }).safeParse(value).success

const dayIn = (moment: string, zone: unknown): string | undefined => {
  try {
    return format(new TZDate(moment, String(zone)), 'yyyy-MM-dd')
  } catch {
    return undefined // an unknown zone is a problem of its own
  }
}

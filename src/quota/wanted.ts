// From a document or an event to the slots it wants: pure, once the facts are read.
import { idOf } from '../access/roles.ts'
import { calendarDateIn } from './calendar.ts'
import type { Facts, OutletFacts, StoredRun } from './facts.ts'
import { keyOf, type SlotState, type Wanted } from './ledger.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import { bucketsOf, type Rule, type Run, type Subject } from './rules.ts'

type Doc = Record<string, unknown>

/** Where a document is to run: the outlets it is for, or one nameless run in a project without outlets. */
export const outletsOfDoc = (doc: Doc, { sources: { outlet } }: SanitizedQuotaOptions): string[] => {
  if (!outlet) return []
  const value = doc[outlet.field]
  return (Array.isArray(value) ? value : [value]).flatMap((one) => idOf(one) ?? [])
}

/**
 * The runs of a document that goes, or stays, live now. Where it has run already, a correction leaves that as it was,
 * unless it names another past date on a channel that records them.
 * @param isPlanOfCorrection whether the planned time is when a correction goes out, not when the document ran
 */
export const runsNow = ({
  doc,
  facts: { outlets, runs, livePlannedAt },
  now,
  isPlanOfCorrection,
  options,
}: {
  doc: Doc
  facts: Pick<Facts, 'outlets' | 'runs' | 'livePlannedAt'>
  now: Date
  isPlanOfCorrection: boolean
  options: SanitizedQuotaOptions
}): Run[] => {
  const planned = plannedOf(doc, options) ?? now
  const isDateSame = planned.getTime() === livePlannedAt?.getTime()
  const at = ({ outlet, channel }: Omit<Run, 'at'>) => {
    const first = runs.find((run) => run.outlet === outlet)
    if (first && (isPlanOfCorrection || isDateSame)) return new Date(first.at)
    if (planned > now || options.recordsPastDates(channel ?? '')) return planned
    // a portal shows it from now on, or since it first did
    return first ? new Date(first.at) : now
  }
  return placesOf(outlets, options).map((place) => ({ ...place, at: at(place) }))
}

/**
 * The runs that going live, at once or at the planned time, would lead to. What waits for its time beside a live edition
 * is a correction, unless the status alone decides.
 */
export const runsForeseen = (asking: Omit<Parameters<typeof runsNow>[0], 'isPlanOfCorrection'>): Run[] => {
  const { doc, now, options } = asking
  const isAhead = (plannedOf(doc, options) ?? now) > now
  return runsNow({ ...asking, isPlanOfCorrection: isAhead && !options.followsStatus })
}

/** The runs of a document at the time it is planned for; on what will have closed by then it does not run. */
export const runsAhead = ({
  doc,
  outlets,
  now,
  timeZone,
  options,
}: {
  doc: Doc
  outlets: OutletFacts[]
  now: Date
  timeZone: string
  options: SanitizedQuotaOptions
}): Run[] => {
  const at = plannedOf(doc, options) ?? now
  const day = calendarDateIn({ instant: at, timeZone })
  const open = outlets.filter(
    ({ opensOn, closesOn }) => (!opensOn || opensOn <= day) && (!closesOn || closesOn >= day),
  )
  return placesOf(open, options).map((place) => ({ ...place, at }))
}

/** The runs that a live document has had, by what it has stored of them; outlets that are gone are left out. */
export const runsStored = ({
  runs,
  outlets,
  options,
}: {
  runs: StoredRun[]
  outlets: Map<string, OutletFacts>
  options: SanitizedQuotaOptions
}): Run[] =>
  runs.flatMap(({ outlet, at }): Run[] => {
    if (!options.sources.outlet) return [{ outlet: null, channel: null, at: new Date(at) }]
    const known = outlet ? outlets.get(outlet) : undefined
    return known ? [{ outlet: known.id, channel: known.channel, at: new Date(at) }] : []
  })

/**
 * The slots of a document: what its live edition consumed, and what its next one reserves. A correction takes no
 * second slot where the live edition has one.
 */
export const slotsWanted = ({
  rules,
  live,
  ahead,
}: {
  rules: Rule[]
  live: { subject: Subject; runs: Run[] } | null
  ahead: { subject: Subject; runs: Run[] } | null
}): Wanted[] => {
  const consumed = live ? wantedIn({ rules, ...live, state: 'consumed' }) : []
  if (!ahead) return consumed
  return [
    ...consumed,
    ...withoutRun({ reserved: wantedIn({ rules, ...ahead, state: 'reserved' }), consumed }),
  ]
}

/** Of what is to be reserved, that for which the live edition holds no slot already. */
export const withoutRun = ({
  reserved,
  consumed,
}: {
  reserved: Wanted[]
  consumed: Wanted[] | { quota: string; bucket: string; outlet: string | null }[]
}): Wanted[] => {
  const held = consumed.map((one) =>
    'quota' in one ? one : { quota: one.bucket.rule.id, bucket: one.bucket.key, outlet: one.run.outlet },
  )
  const keys = new Set(held.map(({ quota, bucket }) => `${quota} ${bucket}`))
  const ran = new Set(held.map(({ quota, outlet }) => `${quota} ${outlet}`))
  return reserved.filter(
    ({ bucket, run }) => !keys.has(keyOf(bucket)) && !ran.has(`${bucket.rule.id} ${run.outlet}`),
  )
}

/** The slots of one subject at its runs. */
export const wantedIn = ({
  rules,
  subject,
  runs,
  state,
}: {
  rules: Rule[]
  subject: Subject
  runs: Run[]
  state: SlotState
}): Wanted[] => bucketsOf({ rules, subject, runs }).map((one) => ({ ...one, state }))

/** What rules look at in a counted document, as Payload hands it over. */
export const subjectOf = (doc: Doc, eventKind: string | null, options: SanitizedQuotaOptions): Subject => {
  const { plan, line, task, event, organization } = options.sources
  const at = (related: { field: string } | null) => (related ? (idOf(doc[related.field]) ?? null) : null)
  return {
    counts: 'items',
    plan: at(plan),
    kind: String(doc.kind ?? ''),
    line: at(line),
    task: at(task),
    event: at(event),
    eventKind,
    organization: at(organization),
  }
}

/** When a document that was just settled ran on an outlet, by its identifier; undefined where it does not run. */
export const ranAtIn =
  ({ runs }: Doc) =>
  (outlet: string): Date | undefined => {
    const run = ((runs ?? []) as StoredRun[]).find((one) => one.outlet === outlet)
    return run && new Date(run.at)
  }

/** When a document is planned for; null when nobody has said. */
export const plannedOf = (doc: Doc, { plannedAtField }: SanitizedQuotaOptions): Date | null => {
  const value = doc[plannedAtField]
  return value ? new Date(String(value)) : null
}

const placesOf = (outlets: OutletFacts[], { sources }: SanitizedQuotaOptions): Omit<Run, 'at'>[] =>
  sources.outlet
    ? outlets.map(({ id, channel }) => ({ outlet: id, channel }))
    : [{ outlet: null, channel: null }]

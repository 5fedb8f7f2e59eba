// What a project may decide about the quota plugin, and what it gets when it decides nothing.
import type { CollectionConfig, Config, Payload, PayloadRequest } from 'payload'
import { type Rights, rightsFor } from '../access/rights.ts'
import { type ActorOf, staffOf } from '../access/roles.ts'
import { choicesTableOf, enumOf, tableOf } from '../database/tables.ts'
import { findSources, type Relation, type RelationName, type Sources } from './sources.ts'

/**
 * What the ledger is to hold for a document after this save.
 * keep: as it was · none: nothing · live: only what its live edition consumed · reserved: that, and the
 * slots of the planned time · consumed: the slots of the time it runs
 */
export type Occupancy = 'keep' | 'none' | 'live' | 'reserved' | 'consumed'

export type OccupancyArgs = {
  req: PayloadRequest
  data: Record<string, unknown>
  originalDoc: Record<string, unknown>
}

type Added = 'quotas' | 'slots' | 'checks'

export type QuotaOptions = {
  /** false keeps collections and fields, and enforces nothing: no hooks, no endpoints. Default true. */
  enabled?: boolean
  /** Slug of the collection whose documents are counted. Default `items`. */
  collection?: string
  /** Slugs of the collections the plugin adds. Default `quotas`, `quota-slots`, `quota-checks`. */
  slugs?: Partial<Record<Added, string>>
  /**
   * What rules may ask for: a collection, and the field by which a counted document points at it. Default:
   * `plans` by `plan`, `lines` by `line`, `tasks` by `task`, `events` by `event`, `organizations` by
   * `organization`, `outlets` by `outlets`. One whose collection or field is not there is left out.
   */
  relations?: Partial<Record<RelationName, Relation | null>>
  /** Field of the time a document is planned for. Default `publishAt`. */
  plannedAtField?: string
  /** How a draft is known that holds its slots ahead of its time. Default: `stage` is `scheduled`. */
  reservedWhile?: { field: string; value: string }
  /** Tells what a save means for the ledger, when it happens, and why a full bucket may overflow. Default: what
   * is published counts, what is not (or is in the trash) does not. */
  occupancy?: (args: OccupancyArgs) => {
    occupancy: Occupancy
    now: Date
    overrideReason?: string
    /** Whether the planned time is when a correction of a live document goes out, not when the document ran. */
    isPlanOfCorrection?: boolean
  }
  /** What a save would fill in of a new document, for the preview of one that is not saved. Default: nothing. */
  fillNew?: (args: { req: PayloadRequest; doc: Record<string, unknown> }) => Promise<Record<string, unknown>>
  /** Whether an outlet of this channel may have run a document before today. Default: every channel may. */
  recordsPastDates?: (channel: string) => boolean
  /** IANA zone of weeks and months where no plan names one. Default `UTC`. */
  timeZone?: string
  /** Who of the house is asking. Default: documents of `users`, by their `role` and `organization`. */
  actorOf?: ActorOf
  /** Who may do what with the collections the plugin adds. Default: the house reads, admins keep the rules. */
  access?: Partial<Record<Added, Rights>>
  /** Changes the collections the plugin adds, for example by further fields. */
  overrides?: Partial<Record<Added, (collection: CollectionConfig) => CollectionConfig>>
  /** Days before the end of a period from which what is owed is "due". Default 14. */
  dueWithinDays?: number
}

type Decided = Required<
  Pick<
    QuotaOptions,
    | 'enabled'
    | 'collection'
    | 'occupancy'
    | 'fillNew'
    | 'recordsPastDates'
    | 'timeZone'
    | 'actorOf'
    | 'dueWithinDays'
  >
>

export type SanitizedQuotaOptions = Decided & {
  /** Whether the document's own status decides, because the project did not say what a save means. */
  followsStatus: boolean
  slugs: Record<Added, string>
  access: Record<Added, Rights>
  overrides: NonNullable<QuotaOptions['overrides']>
  plannedAtField: string
  sources: Sources
  /** Names in the database of what the plugin adds. */
  tables: {
    quotas: string
    slots: string
    checks: string
    slotState: string
    kinds: string
    eventKinds: string
    per: string
  }
}

export const sanitizeOptions = (config: Config, given: QuotaOptions): SanitizedQuotaOptions => {
  const slugs = { quotas: 'quotas', slots: 'quota-slots', checks: 'quota-checks', ...given.slugs }
  const actorOf = given.actorOf ?? staffOf
  const rights = rightsFor(actorOf)
  const collection = given.collection ?? 'items'
  const plannedAtField = given.plannedAtField ?? 'publishAt'
  return {
    enabled: given.enabled ?? true,
    collection,
    followsStatus: given.occupancy === undefined,
    slugs,
    occupancy: given.occupancy ?? occupancyOfStatus,
    fillNew: given.fillNew ?? (async ({ doc }) => doc),
    recordsPastDates: given.recordsPastDates ?? (() => true),
    timeZone: given.timeZone ?? 'UTC',
    actorOf,
    access: { quotas: rights.keptByAdmins, slots: rights.records, checks: rights.secret, ...given.access },
    overrides: given.overrides ?? {},
    dueWithinDays: given.dueWithinDays ?? 14,
    plannedAtField,
    sources: findSources({
      config,
      collection,
      relations: { ...RELATIONS_BY_DEFAULT, ...given.relations },
      plannedAtField,
      reservedWhile: given.reservedWhile ?? { field: 'stage', value: 'scheduled' },
    }),
    tables: {
      quotas: tableOf(slugs.quotas),
      slots: tableOf(slugs.slots),
      checks: tableOf(slugs.checks),
      slotState: enumOf(slugs.slots, 'state'),
      kinds: choicesTableOf(slugs.quotas, 'kinds'),
      eventKinds: choicesTableOf(slugs.quotas, 'eventKinds'),
      per: choicesTableOf(slugs.quotas, 'per'),
    },
  }
}

const KEPT = 'loaQuota'
type Kept = Record<string, SanitizedQuotaOptions>

/** The configuration's `custom` with these options in it, so that code beside the plugin can ask for them. */
export const rememberOptions = (config: Config, options: SanitizedQuotaOptions): Config['custom'] => ({
  ...config.custom,
  [KEPT]: { ...(config.custom?.[KEPT] as Kept | undefined), [options.slugs.quotas]: options },
})

/**
 * The options a plugin runs with, for a worker or a rule of the project's own.
 * @param slug of the collection of rules, when the project has the plugin more than once
 * @throws Error when the plugin is not there, or is switched off
 */
export const quotaOptionsIn = (
  { config }: Pick<Payload, 'config'>,
  slug = 'quotas',
): SanitizedQuotaOptions => {
  const found = (config.custom?.[KEPT] as Kept | undefined)?.[slug]
  if (!found) throw new Error(`quota: no plugin keeps its rules in "${slug}"`)
  return found
}

const RELATIONS_BY_DEFAULT: Record<RelationName, Relation> = {
  plan: { collection: 'plans', field: 'plan' },
  line: { collection: 'lines', field: 'line' },
  task: { collection: 'tasks', field: 'task' },
  event: { collection: 'events', field: 'event' },
  organization: { collection: 'organizations', field: 'organization' },
  outlet: { collection: 'outlets', field: 'outlets' },
}

// Without an approval workflow: what is published counts; a collection without drafts is always published. A
// draft says nothing yet: it may lie beside a published document (see `releaseWhatIsOff`).
const occupancyOfStatus: Decided['occupancy'] = ({ data, originalDoc }) => {
  const { _status: status, deletedAt } = { ...originalDoc, ...data }
  const now = new Date()
  if (deletedAt) return { occupancy: 'none', now }
  return { occupancy: status === undefined || status === 'published' ? 'consumed' : 'keep', now }
}

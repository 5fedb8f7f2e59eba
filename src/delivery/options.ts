// What a project may decide about the delivery plugin.
import type { CollectionConfig, PayloadRequest } from 'payload'
import { type Rights, rightsFor } from '../access/rights.ts'
import { type ActorOf, staffOf } from '../access/roles.ts'
import type { TargetPolicy } from './push/targetGuard.ts'
import type { DeliveredItem } from './schema.ts'

/** What a save means for portals: it goes (or stays) live, or off; undefined: they see nothing of it. */
export type Publication = {
  change: 'publish' | 'withdraw'
  now: Date
  note?: string
  /** When it ran on an outlet (identifier), where the project knows better than `publishAt` says. */
  ranAt?: (outlet: string) => Date | undefined
}

/**
 * What the edition for one outlet carries besides what is the same on all. Addresses of files are written with
 * `storedAddress`; a file is delivered as long as a live edition names it so.
 */
export type Variant = {
  item?: Partial<Pick<DeliveredItem, 'script' | 'screen' | 'citations' | 'programme'>>
  /** Until when it is on the play list of a station or the loop of a screen; never where nothing is said. */
  runsUntil?: Date
}

/** The collections that the plugin adds. */
export type Added = 'subscribers' | 'keys' | 'placements' | 'editions' | 'pushes' | 'receipts' | 'retrievals'

/** Names of the fields an edition is frozen from. */
export type FieldNames = {
  title: string
  slug: string
  kind: string
  summary: string
  /** Rich text (Lexical), or a text, whose lines become paragraphs. */
  body: string
  priority: string
  byline: string
  /** When it is to run, or ran; see `recordsPastDates`. */
  publishAt: string
  /** Relations, sent as the `code` of what they lead to; where that has no code, as its `slug` or identifier. */
  task: string
  line: string
  event: string
  themes: string
  /** Relation; its title is the byline where none is written. */
  organization: string
  /** Uploads of pictures. */
  cover: string
  attachments: string
}

/** Where editions lie: what the plugin writes and `createDeliveryApp` reads, so give both the same. */
export type DeliveryTables = {
  /**
   * Slugs of the collections that are added. Default `subscribers`, `subscriber-keys`, `placements`, `editions`,
   * `push-deliveries`, `receipts`, `retrievals`.
   */
  slugs?: Partial<Record<Added, string>>
  /**
   * The collection of outlets, and the relation (to one or several) of a document to those it runs on. An
   * outlet is known to portals by its `code`, else `slug`, else identifier. Default `outlets`, `outlets`.
   */
  outlets?: { collection?: string; field?: string }
}

export type DeliveryOptions = DeliveryTables & {
  /**
   * `false` adds the collections, so that the schema stays the same, and nothing else: nothing is frozen, no
   * key is made or opens anything. Default true.
   */
  enabled?: boolean
  /** Slug of the collection whose documents are delivered. Default `items`. */
  collection?: string
  /**
   * Where a document has the fields of an edition. Default: each by its own name. What the collection does
   * not have is delivered as null, an empty list or an empty text.
   */
  fields?: Partial<FieldNames>
  /** Who is behind a request. Default: users with `role`, `organization` and `name`. Admins keep subscribers. */
  actorOf?: ActorOf
  /** Rights on what is added. Default: admins keep subscribers and keys, people read the rest. */
  access?: Partial<Record<Added, Rights>>
  /** Changes a collection that is added, for fields of your own. `({ ...collection, fields: [...] })` */
  overrides?: Partial<Record<Added, (collection: CollectionConfig) => CollectionConfig>>
  /**
   * Whether a key logs in to Payload's own REST and GraphQL too. Default false: there, access that a
   * collection does not decide is open to any login, a portal's as well.
   */
  keysOpenPayload?: boolean
  /** What a save means for portals. Default: what is published (all, without drafts) is live. */
  publication?: (args: {
    req: PayloadRequest
    doc: Record<string, unknown>
    previousDoc: Record<string, unknown>
  }) => Publication | undefined | Promise<Publication | undefined>
  /**
   * Whether an outlet of this `channel` (empty where outlets have none) may have run an item before today;
   * then its `publishAt` is when it was published. Default: every channel may.
   */
  recordsPastDates?: (channel: string) => boolean
  /**
   * What differs from outlet to outlet, by their identifiers: scripts, what screens show. Asked once a publication.
   * Default: nothing differs.
   */
  variants?: (args: {
    req: PayloadRequest
    doc: Record<string, unknown>
    publishedAt: (outlet: string) => Date
  }) => Promise<Map<string, Variant>>
  /** Names of the `imageSizes` of pictures that an outlet of this `channel` is given too. Default: none. */
  renditions?: (channel: string) => readonly string[]
  /** Which addresses may be pushed to. Default: public ones, by https. */
  push?: TargetPolicy
  /** How many days a push that came to an end is kept on record; one that was given up stays. Default 90. */
  keepPushesDays?: number
}

type Tables = { slugs: Record<Added, string>; outlets: { collection: string; field: string } }

export type SanitizedDeliveryOptions = Tables & {
  isEnabled: boolean
  collection: string
  fields: FieldNames
  actorOf: ActorOf
  access: Record<Added, Rights>
  overrides: NonNullable<DeliveryOptions['overrides']>
  doKeysOpenPayload: boolean
  /** Undefined: the default, which asks the collection what it has. */
  publication: DeliveryOptions['publication']
  recordsPastDates: (channel: string) => boolean
  variants: NonNullable<DeliveryOptions['variants']>
  renditions: NonNullable<DeliveryOptions['renditions']>
  push: TargetPolicy
  keepPushesDays: number
}

/** The part of the options that reading needs. */
export const sanitizeTables = ({ slugs, outlets }: DeliveryTables): Tables => ({
  slugs: {
    subscribers: 'subscribers',
    keys: 'subscriber-keys',
    placements: 'placements',
    editions: 'editions',
    pushes: 'push-deliveries',
    receipts: 'receipts',
    retrievals: 'retrievals',
    ...slugs,
  },
  outlets: { collection: 'outlets', field: 'outlets', ...outlets },
})

export const sanitizeOptions = ({
  slugs,
  outlets,
  enabled = true,
  collection = 'items',
  fields,
  actorOf = staffOf,
  access,
  overrides = {},
  keysOpenPayload = false,
  publication,
  recordsPastDates = () => true,
  variants = async () => new Map(),
  renditions = () => [],
  push = {},
  keepPushesDays = 90,
}: DeliveryOptions): SanitizedDeliveryOptions => {
  const tables = sanitizeTables({ slugs, outlets })
  return {
    ...tables,
    isEnabled: enabled,
    collection,
    fields: { ...OWN_NAMES, ...fields },
    actorOf,
    access: { ...usualAccess({ actorOf, slug: tables.slugs.subscribers }), ...access },
    overrides,
    doKeysOpenPayload: keysOpenPayload,
    publication,
    recordsPastDates,
    variants,
    renditions,
    push,
    keepPushesDays,
  }
}

const OWN_NAMES: FieldNames = {
  title: 'title',
  slug: 'slug',
  kind: 'kind',
  summary: 'summary',
  body: 'body',
  priority: 'priority',
  byline: 'byline',
  publishAt: 'publishAt',
  task: 'task',
  line: 'line',
  event: 'event',
  themes: 'themes',
  organization: 'organization',
  cover: 'cover',
  attachments: 'attachments',
}

const usualAccess = ({ actorOf, slug }: { actorOf: ActorOf; slug: string }): Record<Added, Rights> => {
  const { keptByAdmins, secret, records } = rightsFor(actorOf)
  return {
    subscribers: {
      ...keptByAdmins,
      // a machine reads itself
      read: ({ req }) =>
        req.user?.collection === slug ? { id: { equals: req.user.id } } : actorOf(req)?.role === 'admin',
      unlock: keptByAdmins.update,
    },
    keys: secret,
    placements: records,
    editions: records,
    pushes: secret,
    receipts: records,
    retrievals: records,
  }
}

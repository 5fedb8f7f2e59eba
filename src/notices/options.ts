// What a project may decide about notices, and what it gets when it decides nothing.
import type { CollectionConfig, Config, Payload, PayloadRequest } from 'payload'
import type { Rights } from '../access/rights.ts'
import { type ActorOf, staffOf } from '../access/roles.ts'
import { collectionIn, hasField, valueColumnOf } from '../database/tables.ts'
import type { Notice, NoticeKind, Way } from './kinds.ts'

export type NoticesOptions = {
  /** `false` keeps collection and fields, so that the schema stays, and tells nobody anything. Default true. */
  enabled?: boolean
  /** Slug of the collection that is added. Default `notices`. */
  slug?: string
  /** Slug of the collection of documents that notices are about. Default `items`. */
  collection?: string
  /** Slug of the collection of comments, with `item`, `text`, `mentions` and `author`; null: none. Default `comments`. */
  comments?: string | null
  /**
   * Slug of the collection of people. Default: the one that logs in to the admin panel. Whoever has `isDisabled` checked, where
   * there is such a field, is told nothing.
   */
  users?: string
  /** Tells who is asking. Default: people of `users` with `role` and `organization`. */
  actorOf?: ActorOf
  /** How somebody is told who has not chosen. Default: all on screen and by mail, but `approved` and `published` on screen. */
  defaults?: Partial<Record<NoticeKind, Way>>
  /** What a save of a document means for others; asked inside its transaction. Default: nothing. */
  occasions?: (args: { req: PayloadRequest; doc: Record<string, unknown> }) => Notice[] | Promise<Notice[]>
  /** Where a notice leads, below the admin route. Default: the document, else the first screen. */
  pathOf?: (notice: { kind: NoticeKind; item: string | null }) => string
  /** Changes the collection that is added. */
  override?: (collection: CollectionConfig) => CollectionConfig
}

export type SanitizedNoticesOptions = Required<Omit<NoticesOptions, 'override' | 'defaults' | 'enabled'>> &
  Pick<NoticesOptions, 'override'> & {
    isEnabled: boolean
    /** Column of the people that tells whose account is disabled; null where they have no field `isDisabled`. */
    disabledColumn: string | null
    defaults: Record<NoticeKind, Way>
    access: Rights
  }

export const sanitizeOptions = (given: NoticesOptions, config: Config): SanitizedNoticesOptions => {
  const { slug = 'notices', collection = 'items', comments = 'comments', actorOf = staffOf } = given
  const users = given.users ?? config.admin?.user ?? 'users'
  const people = collectionIn(config, users)
  return {
    isEnabled: given.enabled ?? true,
    slug,
    collection,
    comments,
    users,
    disabledColumn: people && hasField(people, 'isDisabled') ? valueColumnOf('isDisabled') : null,
    actorOf,
    defaults: { ...USUAL, ...given.defaults },
    occasions: given.occasions ?? (() => []),
    pathOf: given.pathOf ?? (({ item }) => (item ? `/collections/${collection}/${item}` : '')),
    override: given.override,
    access: {
      // each reads what is for him on screen; the plugin alone writes
      read: ({ req }) => {
        const staff = actorOf(req)
        return staff ? { recipient: { equals: staff.id }, onScreen: { equals: true } } : false
      },
      create: () => false,
      update: () => false,
      delete: () => false,
    },
  }
}

/** Key of `config.custom` under which the plugin keeps its options. */
export const CUSTOM = 'loaNotices'

/** @throws Error when the plugin is not there */
export const noticesOptionsIn = ({ config }: Pick<Payload, 'config'>): SanitizedNoticesOptions => {
  const found = config.custom?.[CUSTOM] as SanitizedNoticesOptions | undefined
  if (!found) throw new Error('notices: the plugin is not in the configuration')
  return found
}

const USUAL: Record<NoticeKind, Way> = {
  submitted: 'both',
  returned: 'both',
  approved: 'screen',
  published: 'screen',
  stuck: 'both',
  mentioned: 'both',
  due: 'both',
  overdue: 'both',
}

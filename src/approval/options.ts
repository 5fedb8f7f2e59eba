// What a project may decide about the approval plugin, and what it gets when it decides nothing.
import type { CollectionConfig, Config, Field, Payload, PayloadRequest } from 'payload'
import type { OrganizationSource } from '../access/organizations.ts'
import { type Rights, rightsFor } from '../access/rights.ts'
import { type ActorOf, staffOf } from '../access/roles.ts'
import { collectionIn, hasField, namedFieldsOf, titleFieldOf, valueColumnOf } from '../database/tables.ts'
import type { Refusal } from '../errors/index.ts'
import { WORKFLOW_FIELDS } from './fields.ts'
import type { Attempt, Verb } from './transitions/transition.ts'

/** A rule of the project itself that a transition must meet; see `hooks/` of the application. */
export type Condition = (attempt: Attempt) => Refusal[] | Promise<Refusal[]>

/** The relation to where a document will run, and the relation from there to its owner. */
export type Placement = { field: string; collection: string; owner: string }

type Change = (collection: CollectionConfig) => CollectionConfig

export type ApprovalOptions = {
  /** `false` keeps fields and collections, so that the schema stays, and adds nothing that acts. Default true. */
  enabled?: boolean
  /** Slug of the collection whose documents need approval; it must have drafts. Default `items`. */
  collection?: string
  /** Slugs of the collections the plugin adds. Default `audit-log` and `comments`. */
  slugs?: { auditLog?: string; comments?: string }
  /** Slug of the collection of people. Default: the one that logs in to the admin panel. */
  users?: string
  /** Tells who of the house is asking. Default: people of `users` with the fields `role` and `organization`. */
  actorOf?: ActorOf
  /**
   * The tree of organisations, and the field by which a document belongs to one. Default: the collection
   * `organizations` with `parent`, and the field `organization`, where the configuration has them. Without
   * (null) everybody is in scope everywhere.
   */
  organizations?: (OrganizationSource & { field: string }) | null
  /**
   * Where a document will run: the owner says yes too. Default: the field `outlets`, and `organization` of
   * the collection `outlets`, where the configuration has them; null asks nobody else.
   */
  placement?: Placement | null
  /**
   * Fields that approval binds to; a change of one needs a new approval. Default: all fields of the
   * collection but `author`, `publishAt`, `deletedAt` and the plugin's own.
   */
  contentFields?: string[]
  /**
   * Organisations (identifiers) whose approvers say yes too, after the unit's own and each by another person:
   * the second step of an approval. Default: none.
   */
  furtherApprovers?: (args: { req: PayloadRequest; doc: Record<string, unknown> }) => Promise<string[]>
  /**
   * Where a request comes from, as the log keeps it. Default: nothing is kept, since which header tells it depends on
   * the proxies before the server, and what anybody may write proves nothing.
   */
  addressOf?: (req: PayloadRequest) => string | null
  /** Further conditions by verb. */
  conditions?: Partial<Record<Verb, Condition[]>>
  /** What the list of actions asks besides: what would be refused only while saving, such as a full quota. */
  foreseen?: Partial<Record<Verb, Condition[]>>
  /** Changes the fields the plugin adds. */
  fields?: (args: { defaultFields: Field[] }) => Field[]
  /** Changes the collections the plugin adds. */
  overrides?: { auditLog?: Change; comments?: Change }
  /** Who may do what with them. Default: staff comment, approvers and admins read the log, nobody changes either. */
  access?: { auditLog?: Rights; comments?: Rights }
}

export type SanitizedApprovalOptions = Required<
  Pick<
    ApprovalOptions,
    | 'enabled'
    | 'collection'
    | 'users'
    | 'actorOf'
    | 'contentFields'
    | 'furtherApprovers'
    | 'addressOf'
    | 'conditions'
    | 'foreseen'
    | 'overrides'
  >
> &
  Pick<ApprovalOptions, 'fields'> & {
    slugs: { auditLog: string; comments: string }
    access: { auditLog: Rights; comments: Rights }
    organizations: (OrganizationSource & { field: string }) | null
    placement: Placement | null
    /** The field a document is called by, which the log keeps. */
    titleField: string
    /** Column of the name of a person. */
    nameField: string
    /** Whether documents name their author; without, whoever made one counts as its author. */
    hasAuthor: boolean
    /** Whether the collection has Payload's trash. */
    hasTrash: boolean
  }

/** @throws Error when the configuration has no such collection, or it has no drafts. */
export const sanitizeOptions = (given: ApprovalOptions, config: Config): SanitizedApprovalOptions => {
  const { collection: slug = 'items', actorOf = staffOf, organizations, placement } = given
  const collection = collectionIn(config, slug)
  if (!collection) throw new Error(`approval: the configuration has no collection '${slug}'`)
  if (typeof collection.versions !== 'object' || !collection.versions.drafts)
    throw new Error(`approval: the collection '${slug}' has no drafts; give it versions: { drafts: true }`)
  const rights = rightsFor(actorOf)
  const users = given.users ?? config.admin?.user ?? 'users'
  return {
    enabled: given.enabled ?? true,
    collection: slug,
    slugs: { auditLog: 'audit-log', comments: 'comments', ...given.slugs },
    users,
    actorOf,
    organizations: organizations === undefined ? usualOrganizations({ config, collection }) : organizations,
    placement: placement === undefined ? usualPlacement({ config, collection }) : placement,
    contentFields: given.contentFields ?? contentOf(collection),
    furtherApprovers: given.furtherApprovers ?? (async () => []),
    addressOf: given.addressOf ?? (() => null),
    conditions: given.conditions ?? {},
    foreseen: given.foreseen ?? {},
    fields: given.fields,
    overrides: given.overrides ?? {},
    access: { auditLog: rights.audit, comments: rights.added, ...given.access },
    titleField: titleFieldOf(collection),
    nameField: valueColumnOf(titleFieldOf(collectionIn(config, users))),
    hasAuthor: hasField(collection, 'author'),
    hasTrash: collection.trash === true,
  }
}

/** Key of `config.custom` under which the plugin keeps its options, by collection: code finds them by the request. */
export const CUSTOM = 'loaApproval'

/** The options of the plugin that guards this collection. */
export const optionsOf = (payload: Payload, collection = 'items'): SanitizedApprovalOptions => {
  const all = payload.config.custom?.[CUSTOM] as Record<string, SanitizedApprovalOptions> | undefined
  const found = all?.[collection]
  if (!found) throw new Error(`No approval plugin guards the collection '${collection}'`)
  return found
}

const usualOrganizations = ({ config, collection }: { config: Config; collection: CollectionConfig }) =>
  hasField(collectionIn(config, 'organizations'), 'parent') && hasField(collection, 'organization')
    ? { collection: 'organizations', parent: 'parent', field: 'organization' }
    : null

const usualPlacement = ({ config, collection }: { config: Config; collection: CollectionConfig }) =>
  hasField(collectionIn(config, 'outlets'), 'organization') && hasField(collection, 'outlets')
    ? { field: 'outlets', collection: 'outlets', owner: 'organization' }
    : null

// Who wrote it and when it is to run are checked apart from the text.
const UNBOUND = new Set<string>([...WORKFLOW_FIELDS, 'author', 'publishAt', 'deletedAt'])

const contentOf = ({ fields }: CollectionConfig): string[] =>
  namedFieldsOf(fields)
    .filter(({ name, type }) => !UNBOUND.has(name) && type !== 'join' && type !== 'ui')
    .map(({ name }) => name)

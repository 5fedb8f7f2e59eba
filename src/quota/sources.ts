// Where the plugin finds what its rules look at: asked once of the configuration, so that statements name only
// tables and columns that are there. What a project does not have is null, and no rule can ask for it.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionConfig, Config, OptionObject, SelectField } from 'payload'
import type { Statement } from '../database/statement.ts'
import {
  choicesOf,
  collectionIn,
  columnOf,
  hasField,
  namedFieldsOf,
  tableOf,
  titleFieldOf,
  valueColumnOf,
  versionsTableOf,
} from '../database/tables.ts'

type Choices = SelectField['options']

/** A collection the counted documents point at, and the field they do it with. */
export type Relation = { collection: string; field: string }
export const RELATIONS = ['plan', 'line', 'task', 'event', 'organization', 'outlet'] as const
export type RelationName = (typeof RELATIONS)[number]

/** A related collection as statements need it; `code` and `name` are columns of its table. */
export type Related = Relation & { table: string; code: string; name: string }

export type Sources = {
  /** The counted documents. */
  counted: {
    collection: string
    table: string
    /** Table of the versions, where drafts and what is scheduled lie; null without drafts. */
    versions: string | null
    title: string
    hasTrash: boolean
    hasKind: boolean
    /** Column of the time it is planned for. */
    plannedAt: string | null
    /** Column and value by which a draft is known that holds its slots already. */
    reserved: { column: string; value: string } | null
    kinds: Choices | null
  }
  plan: (Related & { timeZone: string | null }) | null
  line: Related | null
  task: Related | null
  organization: Related | null
  /** `kind` and `startsAt` are there when events can be counted themselves. */
  event:
    | (Related & {
        kinds: Choices | null
        startsAt: string | null
        /** Column that says that the date is not settled yet. */
        isProvisional: string | null
        plan: string | null
        organization: string | null
      })
    | null
  outlet:
    | (Related & {
        isMany: boolean
        channels: Choices | null
        opensOn: string | null
        closesOn: string | null
        /** What the outlet belongs to and closes with. */
        owner: { column: string; table: string; opensOn: string | null; closesOn: string | null } | null
      })
    | null
}

/** What the configuration has of what the options name. */
export const findSources = ({
  config,
  collection,
  relations,
  plannedAtField,
  reservedWhile,
}: {
  config: Config
  collection: string
  relations: Record<RelationName, Relation | null>
  plannedAtField: string
  reservedWhile: { field: string; value: string }
}): Sources => {
  const counted = collectionIn(config, collection)
  if (!counted) throw new Error(`quota: there is no collection "${collection}" to count`)
  const find = (name: RelationName): { related: Related; of: CollectionConfig } | null => {
    const relation = relations[name]
    const of = relation && collectionIn(config, relation.collection)
    if (!of || !hasField(counted, relation.field)) return null
    const title = valueColumnOf(titleFieldOf(of))
    const related = {
      ...relation,
      table: tableOf(relation.collection),
      code: hasField(of, 'code') ? 'code' : 'id',
      name: title,
    }
    return { related, of }
  }
  const only = (name: RelationName) => find(name)?.related ?? null
  const value = (of: CollectionConfig, field: string) => (hasField(of, field) ? valueColumnOf(field) : null)
  const relation = (of: CollectionConfig, field: string) => (hasField(of, field) ? columnOf(field) : null)

  const plan = find('plan')
  const event = find('event')
  const outlet = find('outlet')
  const { versions } = counted
  const hasDrafts = typeof versions === 'object' && Boolean(versions.drafts)
  const isReservable = choicesOf(counted, reservedWhile.field)?.some(
    (one) => (typeof one === 'string' ? one : one.value) === reservedWhile.value,
  )
  return {
    counted: {
      collection,
      table: tableOf(collection),
      versions: hasDrafts ? versionsTableOf(collection) : null,
      title: valueColumnOf(titleFieldOf(counted)),
      hasTrash: Boolean(counted.trash),
      hasKind: hasField(counted, 'kind'),
      plannedAt: value(counted, plannedAtField),
      reserved:
        hasDrafts && isReservable
          ? { column: valueColumnOf(reservedWhile.field), value: reservedWhile.value }
          : null,
      kinds: choicesOf(counted, 'kind') ?? null,
    },
    plan: plan && { ...plan.related, timeZone: value(plan.of, 'timeZone') },
    line: only('line'),
    task: only('task'),
    organization: only('organization'),
    event: event && {
      ...event.related,
      kinds: choicesOf(event.of, 'kind') ?? null,
      startsAt: value(event.of, 'startsAt'),
      isProvisional: value(event.of, 'isProvisional'),
      plan: plan && relation(event.of, 'plan'),
      organization: relation(event.of, 'organization'),
    },
    outlet: outlet && {
      ...outlet.related,
      isMany: isMany(counted, outlet.related.field),
      channels: choicesOf(outlet.of, 'channel') ?? null,
      opensOn: value(outlet.of, 'opensOn'),
      closesOn: value(outlet.of, 'closesOn'),
      owner: ownerOf(config, outlet.of),
    },
  }
}

/** The choices as they stand in the source, for a filter of a rule on them. */
export const sameChoices = (choices: Choices): Choices =>
  choices.map(
    (one): OptionObject =>
      typeof one === 'string' ? { label: one, value: one } : { label: one.label, value: one.value },
  )

/** A column of an alias, or `null` where the project has no such thing. */
export const column = (alias: string, name: string | null | undefined): Statement =>
  name ? sql`${sql.identifier(alias)}.${sql.identifier(name)}` : sql`null`

const isMany = (counted: CollectionConfig, name: string) => {
  const field = namedFieldsOf(counted.fields).find((one) => one.name === name)
  return field !== undefined && 'hasMany' in field && Boolean(field.hasMany)
}

const ownerOf = (config: Config, outlets: CollectionConfig) => {
  const field = namedFieldsOf(outlets.fields).find((one) => one.name === 'organization')
  if (field?.type !== 'relationship' || typeof field.relationTo !== 'string' || field.hasMany) return null
  const of = collectionIn(config, field.relationTo)
  if (!of) return null
  const value = (name: string) => (hasField(of, name) ? valueColumnOf(name) : null)
  return {
    column: columnOf(field.name),
    table: tableOf(field.relationTo),
    opensOn: value('opensOn'),
    closesOn: value('closesOn'),
  }
}

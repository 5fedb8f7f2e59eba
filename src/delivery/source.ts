// What the configuration has of what an edition is frozen from: asked once, so that the statements name only
// columns that are there.
import type { CollectionConfig, Config, Option } from 'payload'
import {
  choicesOf,
  collectionIn,
  hasField,
  namedFieldsOf,
  tableOf,
  titleFieldOf,
  valueColumnOf,
} from '../database/tables.ts'
import type { FieldNames, SanitizedDeliveryOptions } from './options.ts'

/** A relation of the document: table and columns of what it leads to. */
export type Relation = { field: string; table: string; code: string; title: string }

/**
 * Uploads of the document; `alt` and `credit` are columns, null where the files have no such field. `sizes` are the
 * names of the renditions that are made of each.
 */
export type Uploads = {
  field: string
  table: string
  alt: string | null
  credit: string | null
  sizes: string[]
}

export type Source = {
  table: string
  /** Whether only what is published counts, and whether what lies in the trash does not. */
  hasDrafts: boolean
  hasTrash: boolean
  /** `channel` is a column, null where outlets have none. */
  outlets: Relation & { channel: string | null }
  relations: Record<'task' | 'line' | 'event' | 'themes' | 'organization', Relation | null>
  uploads: Record<'cover' | 'attachments', Uploads | null>
  /** What a document's kind can be; undefined where it is a text, or not there. */
  kinds: Option[] | undefined
  fields: FieldNames
}

/**
 * @throws Error when the delivered collection, its outlets or the relation between them are not configured:
 *   without outlets nobody could be told apart, and everybody would read everything
 */
export const sourceOf = ({
  config,
  options: { collection: slug, outlets, fields },
}: {
  config: Config
  options: SanitizedDeliveryOptions
}): Source => {
  const collection = collectionIn(config, slug)
  if (!collection) throw new Error(`delivery: there is no collection "${slug}" to deliver`)
  const outletCollection = collectionIn(config, outlets.collection)
  if (!outletCollection)
    throw new Error(`delivery: there is no collection "${outlets.collection}" of outlets`)
  for (const one of [collection, outletCollection])
    if (!isUsual(one)) throw new Error(`delivery: "${one.slug}" has identifiers or a table name of its own`)
  const isLocalized = Boolean(config.localization)
  const relation = (field: string) => relationOf({ config, collection, field, isLocalized })
  const placed = relation(outlets.field)
  if (!placed || placed.table !== tableOf(outlets.collection))
    throw new Error(
      `delivery: "${slug}" needs a relation "${outlets.field}" to "${outlets.collection}" and nothing else`,
    )
  const uploads = (field: string) => uploadsOf({ config, collection, field, isLocalized })
  return {
    table: tableOf(slug),
    hasDrafts: typeof collection.versions === 'object' && Boolean(collection.versions.drafts),
    hasTrash: Boolean((collection as { trash?: boolean }).trash),
    outlets: {
      ...placed,
      channel: columnIn({ collection: outletCollection, names: ['channel'], isLocalized }),
    },
    relations: {
      task: relation(fields.task),
      line: relation(fields.line),
      event: relation(fields.event),
      themes: relation(fields.themes),
      organization: relation(fields.organization),
    },
    uploads: { cover: uploads(fields.cover), attachments: uploads(fields.attachments) },
    kinds: kindsOf({ collection, field: fields.kind }),
    fields,
  }
}

const kindsOf = ({
  collection,
  field,
}: {
  collection: CollectionConfig
  field: string
}): Option[] | undefined => {
  const found = namedFieldsOf(collection.fields).find(({ name }) => name === field)
  // of several kinds at once no list could be made
  if (found && 'hasMany' in found && found.hasMany) return undefined
  return choicesOf(collection, field)?.map((option) =>
    typeof option === 'string' ? { value: option, label: option } : option,
  )
}

type Asked = { config: Config; collection: CollectionConfig; field: string; isLocalized: boolean }

const relationOf = ({ config, collection, field, isLocalized }: Asked): Relation | null => {
  const target = targetOf({ config, collection, field })
  if (!target) return null
  const column = (names: string[]) => columnIn({ collection: target, names, isLocalized }) ?? 'id'
  return {
    field,
    table: tableOf(target.slug),
    code: column(['code', 'slug']),
    title: column([titleFieldOf(target), 'name', 'title']),
  }
}

const uploadsOf = ({ config, collection, field, isLocalized }: Asked): Uploads | null => {
  const target = targetOf({ config, collection, field })
  if (!target?.upload) return null
  const column = (name: string) => columnIn({ collection: target, names: [name], isLocalized })
  const { imageSizes = [] } = target.upload === true ? {} : target.upload
  // as columns they have names that are made of theirs
  const sizes = imageSizes.map(({ name }) => name).filter((name) => /^[a-zA-Z]+$/.test(name))
  return { field, table: tableOf(target.slug), alt: column('alt'), credit: column('credit'), sizes }
}

/** The one collection that a relation leads to; a relation to several kinds of documents is none for us. */
const targetOf = ({ config, collection, field }: Omit<Asked, 'isLocalized'>) => {
  const found = namedFieldsOf(collection.fields).find(({ name }) => name === field)
  if (found?.type !== 'relationship' && found?.type !== 'upload') return undefined
  const target = typeof found.relationTo === 'string' ? collectionIn(config, found.relationTo) : undefined
  return target && isUsual(target) ? target : undefined
}

/** Whether the table and its identifiers are what the adapter makes of every collection. */
const isUsual = (collection: CollectionConfig) => !hasField(collection, 'id') && !collection.dbName

/** The column of the first of these fields that has a value of its own in the collection's table. */
const columnIn = ({
  collection,
  names,
  isLocalized,
}: {
  collection: CollectionConfig
  names: string[]
  isLocalized: boolean
}): string | null => {
  const fields = namedFieldsOf(collection.fields)
  const found = names.find((name) => {
    const field = hasField(collection, name) ? fields.find((one) => one.name === name) : undefined
    if (!field || !PLAIN.has(field.type) || ('virtual' in field && field.virtual)) return false
    const isMany = 'hasMany' in field && field.hasMany
    return !isMany && !(isLocalized && 'localized' in field && field.localized)
  })
  return found === undefined ? null : valueColumnOf(found)
}

const PLAIN = new Set(['text', 'textarea', 'email', 'number', 'select', 'radio'])

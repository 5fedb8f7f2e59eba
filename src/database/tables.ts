// Names of the tables behind collections, and what a collection of the configuration has: for the few raw
// statements, which may name only what is there.
import type { CollectionConfig, Config, Field, SelectField } from 'payload'

/** The table of a collection, as Payload names it. */
export const tableOf = (collection: string): string => snake(collection)

/** The table of a collection's versions. */
export const versionsTableOf = (collection: string): string => `_${snake(collection)}_v`

/** The table of a field's several relations, or of its several choices. */
export const relationsTableOf = (collection: string): string => `${tableOf(collection)}_rels`
export const choicesTableOf = (collection: string, field: string): string =>
  `${tableOf(collection)}_${snake(field)}`

/** The type of a select field's values. */
export const enumOf = (collection: string, field: string): string =>
  `enum_${tableOf(collection)}_${snake(field)}`

/** The column of a field with a value of its own. */
export const valueColumnOf = (field: string): string => snake(field)

/** The column of a relation to one document. */
export const columnOf = (field: string): string => `${snake(field)}_id`

const snake = (name: string) =>
  name.replaceAll('-', '_').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** The collection of this slug, or undefined where the configuration has none (so far: plugins may add more). */
export const collectionIn = (config: Pick<Config, 'collections'>, slug: string) =>
  config.collections?.find((collection) => collection.slug === slug)

/** All fields of a collection that have a name at its top level: rows, tabs without name and the like are followed into. */
export const namedFieldsOf = (fields: Field[]): Extract<Field, { name: string }>[] =>
  fields.flatMap((field) => {
    if (field.type === 'tabs')
      return field.tabs.flatMap((tab) => ('name' in tab && tab.name ? [] : namedFieldsOf(tab.fields)))
    if ('name' in field && field.name) return [field as Extract<Field, { name: string }>]
    return 'fields' in field && Array.isArray(field.fields) ? namedFieldsOf(field.fields) : []
  })

/** Whether a collection is there and has a field of this name. */
export const hasField = (collection: CollectionConfig | undefined, name: string): boolean =>
  collection !== undefined && namedFieldsOf(collection.fields).some((field) => field.name === name)

/** What a select field of a collection offers; undefined where there is no such field. */
export const choicesOf = (collection: CollectionConfig | undefined, name: string) => {
  const field = collection && namedFieldsOf(collection.fields).find((one) => one.name === name)
  return field?.type === 'select' ? (field as SelectField).options : undefined
}

/** The field a document of this collection is called by. */
export const titleFieldOf = (collection: CollectionConfig | undefined): string => {
  const named = collection?.admin?.useAsTitle
  if (named && hasField(collection, named)) return named
  return hasField(collection, 'title') ? 'title' : 'id'
}

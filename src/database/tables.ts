// Names of the tables behind collections, for the few raw statements.

/** The table of a collection, as Payload names it. */
export const tableOf = (collection: string): string => snake(collection)

/** The table of a collection's versions. */
export const versionsTableOf = (collection: string): string => `_${snake(collection)}_v`

/** The column of a relation to one document. */
export const columnOf = (field: string): string => `${snake(field)}_id`

const snake = (name: string) =>
  name.replaceAll('-', '_').replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

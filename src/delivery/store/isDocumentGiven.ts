import { prepared, type Store } from './names.ts'
import { documentRows, isOfTheirPlans, isSettled, isShown, taxonomyShape } from './taxonomyShape.ts'

/**
 * Whether the file is a document of an event that these outlets are given: see `findTaxonomy`.
 *
 * @param slug of the collection of events
 */
export const isDocumentGiven = (store: Store, slug: string) => {
  const shapeOf = taxonomyShape(store, slug)
  const { placements } = store.names
  return async ({ name, outlets }: { name: string; outlets: string[] }): Promise<boolean> => {
    const shape = await shapeOf()
    const documents = shape && documentRows(shape)
    if (!documents) return false
    const ofTheirPlans = isOfTheirPlans({ shape, placements, outlets: '$2' })
    const conditions = [
      'd.name = $1',
      ...isSettled(shape),
      ...isShown({ as: 't', columns: shape.columns }),
      ...(ofTheirPlans ? [ofTheirPlans] : []),
    ]
    const { rowCount } = await store.pool.query({
      ...prepared(`select 1 from (${documents}) d join ${shape.table} t on t.id = d.parent_id
        where ${conditions.join(' and ')} limit 1`),
      values: ofTheirPlans ? [name, outlets] : [name],
    })
    return (rowCount ?? 0) > 0
  }
}

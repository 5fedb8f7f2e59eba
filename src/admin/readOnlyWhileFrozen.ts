// Why this exists: a text that waits or is approved looks like what it is, read-only, before somebody types
// into it in vain. The gate itself is `keepWorkflow` of the approval plugin, which refuses every such save.
import type { Access, CollectionConfig, Field, FieldAccess, Where } from 'payload'
import { idOf, staffOf } from '../access/roles.ts'
import { whyFrozen } from '../approval/whyFrozen.ts'

/**
 * Gives every field an access rule that tells the screen, and only the screen, whether it can be changed
 * now. Payload asks the same rule when a document is saved; there it says what it said before.
 */
export const readOnlyWhileFrozen = ({ fields, access }: Pick<CollectionConfig, 'fields' | 'access'>) => {
  const withRule = (field: Field): Field => {
    if (field.type === 'ui') return field
    if (field.type === 'tabs')
      return {
        ...field,
        tabs: field.tabs.map((tab) => ({ ...tab, fields: tab.fields.map(withRule) })),
      } as Field
    if (!('name' in field)) {
      return 'fields' in field && Array.isArray(field.fields)
        ? ({ ...field, fields: field.fields.map(withRule) } as Field)
        : field
    }
    const { access: own = {} } = field as { access?: { update?: FieldAccess } }
    return {
      ...field,
      access: { ...own, update: onScreen({ field: own.update, all: access?.update }) },
    } as Field
  }
  return fields.map(withRule)
}

const onScreen =
  ({ field = () => true, all = () => true }: { field?: FieldAccess; all?: Access }): FieldAccess =>
  async (args) => {
    // a save names the fields beside this one, the screen's question does not
    const isSave = 'siblingData' in args
    const doc = args.doc as Record<string, unknown> | undefined
    if (isSave || !doc?.id) return field(args)
    const staff = staffOf(args.req)
    const frozen = whyFrozen({
      stage: String(doc.stage),
      author: idOf(doc.author),
      submittedBy: idOf(doc.submittedBy),
      user: staff?.id,
    })
    if (frozen) return false
    // a field with a rule of its own no longer inherits the collection's
    const where = await all({ req: args.req, id: String(doc.id), data: doc })
    return (where === true || (where !== false && satisfies({ doc, where }))) && field(args)
  }

/** Whether a document meets a condition of the access table; what is not understood counts as met. */
const satisfies = ({ doc, where }: { doc: Record<string, unknown>; where: Where }): boolean =>
  Object.entries(where).every(([key, condition]) => {
    const all = condition as Where[]
    if (key === 'and') return all.every((one) => satisfies({ doc, where: one }))
    if (key === 'or') return all.some((one) => satisfies({ doc, where: one }))
    const { equals, in: among } = condition as { equals?: unknown; in?: unknown[] }
    const value = idOf(doc[key])
    if (among) return among.includes(value)
    return equals === undefined || equals === value
  })

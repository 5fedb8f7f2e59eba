// The quota of an item that is not saved yet is that of the item a save would make of it.
import type { CollectionBeforeValidateHook, PayloadRequest } from 'payload'
import { fillOwnOrganization } from './fillOwnOrganization.ts'
import { fillRunningPlan } from './fillRunningPlan.ts'

type Doc = Record<string, unknown>

/** A new item with the plan and the organisation that a save fills in. */
export const fillUnsaved = async ({ req, doc }: { req: PayloadRequest; doc: Doc }): Promise<Doc> => {
  const fill = (hook: CollectionBeforeValidateHook, data: Doc) =>
    hook({ data, operation: 'create', req } as Parameters<CollectionBeforeValidateHook>[0])
  return (await fill(fillOwnOrganization, await fill(fillRunningPlan, doc))) as Doc
}

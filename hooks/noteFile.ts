// What was found out about a file is kept beside it: its hash, how long it plays, and whether the library has it
// already. The same photograph is sent in by three units: the one that is there can be used, and both may stay,
// because credit and licence can differ.
import type { CollectionBeforeValidateHook } from 'payload'
import { FACTS } from './takeFileByContent.ts'

export const noteFile: CollectionBeforeValidateHook = async ({ data, originalDoc, req }) => {
  const facts = req.context[FACTS] as { hash: string; seconds: number | null } | undefined
  if (!(facts && req.file)) return data
  const { docs } = await req.payload.find({
    collection: 'media',
    where: {
      and: [
        { hash: { equals: facts.hash } },
        ...(originalDoc?.id ? [{ id: { not_equals: originalDoc.id } }] : []),
      ],
    },
    sort: 'createdAt',
    limit: 1,
    depth: 0,
    overrideAccess: true,
    req,
  })
  return { ...data, ...facts, duplicateOf: docs[0]?.id ?? null }
}

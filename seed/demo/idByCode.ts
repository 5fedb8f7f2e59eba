// What the demo's files name by code, as identifiers.
import type { PayloadRequest } from 'payload'

export type Coded = 'lines' | 'tasks' | 'themes' | 'events' | 'outlets' | 'organizations' | 'programmes'

export const idByCode = async ({
  req,
  collection,
  code,
}: {
  req: PayloadRequest
  collection: Coded
  code: string
}) => {
  const { docs } = await req.payload.find({
    collection,
    where: { code: { equals: code } },
    limit: 1,
    depth: 0,
    overrideAccess: true,
    req,
  })
  if (!docs[0]) throw new Error(`${collection}: no ${code}`)
  return String(docs[0].id)
}

// one after the other: a transaction has one connection
export const idsByCode = async ({
  req,
  collection,
  codes,
}: {
  req: PayloadRequest
  collection: Coded
  codes: string[]
}) => {
  const ids: string[] = []
  for (const code of codes) ids.push(await idByCode({ req, collection, code }))
  return ids
}

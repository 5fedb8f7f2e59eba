import type { PayloadRequest } from 'payload'

/** How many pushes were given up, or have failed and will be tried again. Index: (state, due_at). */
export const countFailedPushes = async (req: PayloadRequest): Promise<number> => {
  const { totalDocs } = await req.payload.count({
    collection: 'push-deliveries',
    where: {
      or: [{ state: { equals: 'dead' } }, { state: { equals: 'waiting' }, attempt: { greater_than: 0 } }],
    },
    overrideAccess: false,
    req,
  })
  return totalDocs
}

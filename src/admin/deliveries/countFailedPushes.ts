import type { PayloadRequest } from 'payload'

/** How many pushes were given up and wait for somebody to send them again. Index: (state, due_at). */
export const countFailedPushes = async (req: PayloadRequest): Promise<number> => {
  const { totalDocs } = await req.payload.count({
    collection: 'push-deliveries',
    where: { state: { equals: 'dead' } },
    overrideAccess: false,
    req,
  })
  return totalDocs
}

// What was held is confirmed, as somebody of the department would have done: a provisional event counts for nothing.
import type { PayloadRequest } from 'payload'

/** @param req in the name of whoever keeps the calendar */
export const confirmEvents = async ({ req, now }: { req: PayloadRequest; now: Date }) => {
  const { docs } = await req.payload.find({
    collection: 'events',
    where: { isProvisional: { equals: true }, startsAt: { less_than: now.toISOString() } },
    sort: 'startsAt',
    pagination: false,
    depth: 0,
    overrideAccess: true,
    req,
  })
  for (const { id } of docs)
    await req.payload.update({
      collection: 'events',
      id,
      data: { isProvisional: false },
      depth: 0,
      overrideAccess: true,
      req,
    })
}

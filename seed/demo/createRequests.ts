// The log of the press, about items by their key in the demo.
import type { PayloadRequest } from 'payload'
import { GUIDE } from './createGuidance.ts'
import type { DemoNewsroom } from './demoFiles.ts'
import { idByCode } from './idByCode.ts'
import { lexicalOf } from './lexicalOf.ts'

export const createRequests = async ({
  req,
  newsroom: { requests },
  made,
  moment,
}: {
  req: PayloadRequest
  newsroom: DemoNewsroom
  made: Map<string, string>
  moment: (at: string) => Date
}) => {
  const organization = await idByCode({ req, collection: 'organizations', code: GUIDE })
  const instant = (at: string | undefined) => at && moment(at).toISOString()
  for (const { receivedAt, dueAt, answeredAt, reply, item, event, ...data } of requests)
    await req.payload.create({
      collection: 'press-requests',
      data: {
        ...data,
        organization,
        receivedAt: instant(receivedAt),
        dueAt: instant(dueAt),
        answeredAt: instant(answeredAt),
        reply: reply && (await lexicalOf({ req, markdown: reply })),
        item: item && made.get(item),
        event: event && (await idByCode({ req, collection: 'events', code: event })),
      } as never,
      depth: 0,
      overrideAccess: true,
      req,
    })
}

// Who is named in a comment learns of it, in the comment's own transaction. The title of a document is told only to
// who may read it; the comment itself is meant for him.
import { type CollectionAfterChangeHook, createLocalReq, type PayloadRequest } from 'payload'
import { idOf } from '../../access/roles.ts'
import { titleFieldOf } from '../../database/tables.ts'
import type { SanitizedNoticesOptions } from '../options.ts'
import { addNotices } from '../store/addNotices.ts'

export const tellMentioned =
  (options: SanitizedNoticesOptions): CollectionAfterChangeHook =>
  async ({ doc, req, operation }) => {
    const item = idOf(doc.item)
    const author = idOf(doc.author)
    if (operation !== 'create' || !item) return doc
    const mentioned = ((doc.mentions ?? []) as unknown[]).flatMap((one) => idOf(one) ?? [])
    for (const recipient of new Set(mentioned)) {
      if (recipient === author) continue
      const title = await titleFor({ req, reader: recipient, item, options })
      const notice = {
        kind: 'mentioned' as const,
        topic: `comment:${doc.id}`,
        recipients: [recipient],
        item: title === undefined ? undefined : item,
        title,
        text: String(doc.text ?? ''),
        actor: options.actorOf(req)?.name,
      }
      await addNotices({ req, notices: [notice] })
    }
    return doc
  }

const titleFor = async ({
  req,
  reader,
  item,
  options: { users, collection },
}: {
  req: PayloadRequest
  reader: string
  item: string
  options: SanitizedNoticesOptions
}): Promise<string | undefined> => {
  const user = await req.payload.findByID({
    collection: users as 'users',
    id: reader,
    depth: 0,
    disableErrors: true,
    overrideAccess: true,
    req,
  })
  if (!user) return undefined
  const asReader = await createLocalReq(
    { user: { ...user, collection: users } as never, req: { transactionID: req.transactionID } as never },
    req.payload,
  )
  const { docs } = await req.payload.find({
    collection: collection as 'items',
    where: { id: { equals: item } },
    draft: true,
    limit: 1,
    depth: 0,
    pagination: false,
    overrideAccess: false,
    req: asReader,
  })
  const field = titleFieldOf(req.payload.collections[collection as 'items']?.config as never)
  return docs[0] && String((docs[0] as unknown as Record<string, unknown>)[field] ?? '')
}

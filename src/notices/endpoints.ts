// What the bell asks: the reader's own notices, and that they have been read.
import { addDataAndFileToRequest, type CollectionSlug, type Endpoint, type PayloadRequest } from 'payload'
import { z } from 'zod'
import { identifiersOf } from '../database/identifiers.ts'
import { invalid, refuse } from '../errors/index.ts'
import type { NoticeDetails, NoticeKind } from './kinds.ts'
import type { SanitizedNoticesOptions } from './options.ts'
import { markRead } from './store/markRead.ts'

/** A notice as its reader gets it; `path` leads to what it is about, `createdAt` and `readAt` are ISO 8601 in UTC. */
export type NoticeToRead = {
  id: string
  kind: NoticeKind
  title: string | null
  text: string | null
  actor: string | null
  details: NoticeDetails | null
  path: string
  createdAt: string
  readAt: string | null
}

const reading = z.object({ ids: z.array(z.string()).max(200).optional() })

/**
 * `GET /mine?limit=` answers `{ unread, notices }`, newest first. `POST /read` `{ ids? }` marks these, or all, as read:
 * `{ read }`.
 */
export const noticeEndpoints = (options: SanitizedNoticesOptions): Endpoint[] => [
  {
    path: '/mine',
    method: 'get',
    handler: async (req) => {
      requireReader({ req, options })
      const asked = Number(req.query?.limit ?? 20)
      if (!Number.isInteger(asked) || asked < 1 || asked > 200) throw invalid({ req, path: 'limit' })
      const collection = options.slug as CollectionSlug
      const own = { collection, overrideAccess: false, req } as const
      const { docs } = await req.payload.find({ ...own, limit: asked, depth: 0, pagination: false })
      const { totalDocs } = await req.payload.count({ ...own, where: { readAt: { exists: false } } })
      const notices = (docs as unknown as StoredNotice[]).map((doc) => toRead({ doc, req, options }))
      return Response.json(
        { unread: totalDocs, notices },
        { headers: { 'Cache-Control': 'private, no-store' } },
      )
    },
  },
  {
    path: '/read',
    method: 'post',
    handler: async (req) => {
      const reader = requireReader({ req, options })
      await addDataAndFileToRequest(req)
      const parsed = reading.safeParse(req.data ?? {})
      if (!parsed.success || parsed.data.ids?.some((id) => !identifiersOf(req).isValid(id)))
        throw invalid({ req, path: 'ids' })
      const read = await markRead({ req, slug: options.slug, reader, ids: parsed.data.ids })
      return Response.json({ read })
    },
  },
]

const requireReader = ({
  req,
  options,
}: {
  req: PayloadRequest
  options: SanitizedNoticesOptions
}): string => {
  const staff = options.actorOf(req)
  if (!staff) throw refuse({ req, code: 'forbidden' })
  return staff.id
}

type StoredNotice = Omit<NoticeToRead, 'path' | 'id'> & { id: string | number; item?: string | number | null }

const toRead = ({
  doc: { id, kind, title, text, actor, details, createdAt, readAt, item },
  req,
  options,
}: {
  doc: StoredNotice
  req: PayloadRequest
  options: SanitizedNoticesOptions
}): NoticeToRead => ({
  id: String(id),
  kind,
  title: title ?? null,
  text: text ?? null,
  actor: actor ?? null,
  details: details ?? null,
  path: `${req.payload.config.routes.admin}${options.pathOf({ kind, item: item ? String(item) : null })}`,
  createdAt,
  readAt: readAt ?? null,
})

'use client'
import { useAuth, useConfig, useDocumentInfo } from '@payloadcms/ui'
import { whyFrozen } from '../../approval/whyFrozen.ts'
import { STAGES, type Stage } from '../stages.ts'

/** The item on this page as it was last saved; the form beside it may hold newer text. */
export type Item = {
  /** Undefined until the first save. */
  id?: string
  stage: Stage
  live: boolean
  /** Whether it has ever been published. */
  wasPublished: boolean
  /** Whether it lies in the trash, where nothing can be done with it but to restore it. */
  isTrashed: boolean
  revision: string
  publishAt?: string
  timeZone: string
  lastComment?: string
  /** Changes with every save and every transition. */
  version: string
  /** Key below `errors` of the translations when this reader cannot change the text now. */
  frozen?: ReturnType<typeof whyFrozen>
  /** The API's address of this item, with the path that follows it. */
  address: (path: string) => string
}

export const useItem = (): Item => {
  const { id, data, collectionSlug } = useDocumentInfo()
  const { user } = useAuth()
  const { routes } = useConfig().config
  const stage = STAGES.find((one) => one === data?.stage) ?? 'draft'
  return {
    id: id === undefined ? undefined : String(id),
    stage,
    live: data?.live === true,
    wasPublished: Boolean(data?.publishedAt),
    isTrashed: Boolean(data?.deletedAt),
    revision: String(data?.revision ?? ''),
    publishAt: data?.publishAt ?? undefined,
    timeZone: data?.publishAt_tz ?? 'Asia/Ho_Chi_Minh',
    lastComment: data?.lastComment ?? undefined,
    version: `${data?.stage} ${data?.updatedAt}`,
    frozen: whyFrozen({
      stage,
      author: idOf(data?.author),
      submittedBy: idOf(data?.submittedBy),
      user: user ? String(user.id) : undefined,
    }),
    address: (path) => `${routes.api}/${collectionSlug}/${id}/${path}`,
  }
}

const idOf = (value: unknown): string | undefined => {
  if (value && typeof value === 'object' && 'id' in value) return String(value.id)
  return typeof value === 'string' ? value : undefined
}

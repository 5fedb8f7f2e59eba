// Freezing: what a portal will see of an item, made once at publishing.
import { convertLexicalToHTML } from '@payloadcms/richtext-lexical/html'
import { convertLexicalToPlaintext } from '@payloadcms/richtext-lexical/plaintext'
import { storedAddress } from './addresses.ts'
import type { DeliveredItem, DeliveredMedia } from './schema.ts'

export type Picture = {
  filename?: string | null
  mimeType?: string | null
  width?: number | null
  height?: number | null
  alt: string
  credit?: string | null
}

/** The codes of what an item points at; null where it points at nothing. */
export type Codes = {
  task: string | null
  line: string | null
  event: string | null
  themes: string[]
  organization: string
  organizationName: string
}

/** Everything of an edition that is the same on every outlet. */
export type Content = Omit<DeliveredItem, 'edition' | 'outlet' | 'publishedAt' | 'updatedAt' | 'changeNote'>

export const contentOfItem = ({
  doc,
  codes,
  cover,
  attachments,
}: {
  doc: Record<string, unknown>
  codes: Codes
  cover: Picture | null
  attachments: Picture[]
}): Content => {
  const { organizationName, ...taxonomy } = codes
  const body = doc.body as Parameters<typeof convertLexicalToHTML>[0]['data'] | null | undefined
  const pictures = [...(cover ? [cover] : []), ...attachments].flatMap((one) => deliveredPicture(one) ?? [])
  return {
    id: String(doc.id),
    title: String(doc.title),
    slug: String(doc.slug ?? ''),
    kind: doc.kind as DeliveredItem['kind'],
    summary: doc.summary ? String(doc.summary) : null,
    html: body ? convertLexicalToHTML({ data: body, disableContainer: true }) : '',
    text: body ? convertLexicalToPlaintext({ data: body }).trim() : '',
    ...taxonomy,
    priority: (doc.priority as DeliveredItem['priority']) ?? 'normal',
    cover: cover ? deliveredPicture(cover) : null,
    media: pictures,
    byline: doc.byline ? String(doc.byline) : organizationName,
  }
}

const deliveredPicture = ({
  filename,
  mimeType,
  width,
  height,
  alt,
  credit,
}: Picture): DeliveredMedia | null =>
  filename && mimeType
    ? {
        url: storedAddress(filename),
        width: width ?? 0,
        height: height ?? 0,
        mimeType,
        alt,
        credit: credit ?? null,
      }
    : null

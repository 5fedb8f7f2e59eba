// Freezing: what a portal will see of an item, made once at publishing.
import { convertLexicalToHTML } from '@payloadcms/richtext-lexical/html'
import { convertLexicalToPlaintext } from '@payloadcms/richtext-lexical/plaintext'
import { storedAddress } from './addresses.ts'
import type { FieldNames } from './options.ts'
import type { DeliveredItem, DeliveredMedia } from './schema.ts'

export type Picture = {
  filename?: string | null
  mimeType?: string | null
  width?: number | null
  height?: number | null
  alt: string
  credit?: string | null
}

/** The codes of what an item points at; null (or empty) where it points at nothing. */
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
  fields,
  codes,
  cover,
  attachments,
}: {
  doc: Record<string, unknown>
  fields: FieldNames
  codes: Codes
  cover: Picture | null
  attachments: Picture[]
}): Content => {
  const { organizationName, ...taxonomy } = codes
  const text = (field: string) => String(doc[field] ?? '')
  const pictures = [...(cover ? [cover] : []), ...attachments].flatMap((one) => deliveredPicture(one) ?? [])
  return {
    id: String(doc.id),
    title: text(fields.title),
    slug: text(fields.slug),
    kind: text(fields.kind),
    summary: text(fields.summary) || null,
    ...bodyOf(doc[fields.body]),
    ...taxonomy,
    priority: text(fields.priority) || 'normal',
    cover: cover ? deliveredPicture(cover) : null,
    media: pictures,
    byline: text(fields.byline) || organizationName,
  }
}

type RichText = Parameters<typeof convertLexicalToHTML>[0]['data']

const bodyOf = (body: unknown): { html: string; text: string } => {
  if (typeof body === 'string') return { html: paragraphsOf(body), text: body.trim() }
  if (!body) return { html: '', text: '' }
  const data = body as RichText
  return {
    html: convertLexicalToHTML({ data, disableContainer: true }),
    text: convertLexicalToPlaintext({ data }).trim(),
  }
}

const paragraphsOf = (text: string): string =>
  text
    .split(/\r?\n+/)
    .filter((line) => line.trim())
    .map((line) => `<p>${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')}</p>`)
    .join('')

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

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
  /** By name; a rendition that was not made has no file. */
  renditions?: Record<string, Pick<Picture, 'filename' | 'mimeType' | 'width' | 'height'>>
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
  return {
    id: String(doc.id),
    title: text(fields.title),
    slug: text(fields.slug),
    kind: text(fields.kind),
    summary: text(fields.summary) || null,
    ...bodyOf(doc[fields.body]),
    ...taxonomy,
    priority: text(fields.priority) || 'normal',
    ...deliveredPictures({ cover, attachments }),
    byline: text(fields.byline) || organizationName,
  }
}

/** @param renditions names of those that the outlet is given */
export const deliveredPictures = ({
  cover,
  attachments,
  renditions = [],
}: {
  cover: Picture | null
  attachments: Picture[]
  renditions?: readonly string[]
}): Pick<DeliveredItem, 'cover' | 'media'> => {
  const delivered = (picture: Picture) => deliveredPicture(picture, renditions)
  return {
    cover: cover ? delivered(cover) : null,
    media: [...(cover ? [cover] : []), ...attachments].flatMap((one) => delivered(one) ?? []),
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

const deliveredPicture = (
  { alt, credit, renditions = {}, ...file }: Picture,
  wanted: readonly string[],
): DeliveredMedia | null => {
  const whole = deliveredFile(file)
  if (!whole) return null
  const made = wanted.flatMap((name) => {
    const rendition = renditions[name] && deliveredFile(renditions[name])
    return rendition ? [[name, rendition] as const] : []
  })
  return {
    ...whole,
    alt,
    credit: credit ?? null,
    ...(made.length > 0 ? { renditions: Object.fromEntries(made) } : {}),
  }
}

const deliveredFile = ({
  filename,
  mimeType,
  width,
  height,
}: Pick<Picture, 'filename' | 'mimeType' | 'width' | 'height'>) =>
  filename && mimeType
    ? { url: storedAddress(filename), width: width ?? 0, height: height ?? 0, mimeType }
    : null

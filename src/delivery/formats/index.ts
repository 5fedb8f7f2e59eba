// In which form one item is sent: by `?format=`, else by `Accept`, else as JSON.
import { parseAccept } from 'hono/utils/accept'
import { deliveryError } from '../errors.ts'
import { type DeliveredItem, itemQuery } from '../schema.ts'
import { withoutEmpty } from '../withoutEmpty.ts'
import { htmlOf, textOf } from './documents.ts'
import { ninjsOf } from './ninjs.ts'

/** The forms of an item and their media types; ninjs has none of its own that is registered. */
export const FORMATS = {
  json: 'application/json',
  ninjs: 'application/vnd.iptc.ninjs+json',
  html: 'text/html',
  text: 'text/plain',
} as const satisfies Record<NonNullable<ReturnType<typeof itemQuery.parse>['format']>, string>
export type Format = keyof typeof FORMATS

/**
 * An `Accept` that none of the forms meets gives JSON, which RFC 9110 (12.5.1) allows in place of 406: HTTP
 * clients send what they like, and their programmers expect JSON.
 * @throws 400 for a format that is none
 */
export const formatOf = ({ query, accept }: { query: Record<string, string>; accept?: string }): Format => {
  const parsed = itemQuery.safeParse(withoutEmpty(query))
  if (!parsed.success) throw deliveryError(400, 'invalid', { path: 'format' })
  if (parsed.data.format) return parsed.data.format
  const wanted = parseAccept(accept ?? '')
    .filter(({ q }) => q > 0)
    .sort((one, other) => other.q - one.q)
  for (const { type } of wanted) {
    // `*/*` and `text/*` are answered by the first that fits
    const found = FORMAT_NAMES.find((name) => isMet({ range: type.toLowerCase(), type: FORMATS[name] }))
    if (found) return found
  }
  return 'json'
}

const FORMAT_NAMES = Object.keys(FORMATS) as Format[]

const isMet = ({ range, type }: { range: string; type: string }): boolean =>
  range === '*/*' || range === type || (range.endsWith('/*') && type.startsWith(range.slice(0, -1)))

/** The JSON of an item, with absolute addresses, in another form. */
export const represent = ({
  format,
  body,
  base,
}: {
  format: Format
  body: string
  /** Address of the API without a slash at the end. */
  base: string
}): { body: string; type: string } => {
  const type = `${FORMATS[format]}; charset=utf-8`
  if (format === 'json') return { body, type }
  const item: DeliveredItem = JSON.parse(body)
  if (format === 'html') return { body: htmlOf({ item }), type }
  if (format === 'text') return { body: textOf({ item }), type }
  return { body: JSON.stringify(ninjsOf({ item, uri: `${base}/items/${item.id}` })), type }
}

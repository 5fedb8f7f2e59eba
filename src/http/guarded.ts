// Why this exists: what comes before Payload's own care for errors. It reads a body of any size into memory, and an
// address or an overridden method that is malformed ends as an exception of the server instead of an answer.

import { languageOfRequest } from '../delivery/language.ts'
import { type ErrorCode, STATUS } from '../errors/index.ts'
import { words } from '../i18n/index.ts'
import { createLogger } from '../log/logger.ts'
import { MAX_UPLOAD_BYTES } from '../media/limits.ts'
import { isBoundedQuery } from './isBoundedQuery.ts'
import { isUnknownAddress } from './isUnknownAddress.ts'
import { dataHeaders } from './securityHeaders.ts'

/** Bytes that one request may bring: of files, and of anything else. A long item is some hundred kilobytes. */
const MOST = { files: MAX_UPLOAD_BYTES + 1_000_000, data: 5_000_000 }

const logger = createLogger('cms')

type Handler<Rest extends unknown[]> = (request: Request, ...rest: Rest) => Promise<Response>

/**
 * A route handler behind limits, with the headers of every answer.
 * @param isSecure whether browsers reach it by https
 */
export const guarded =
  <Rest extends unknown[]>(handler: Handler<Rest>, { isSecure }: { isSecure: boolean }): Handler<Rest> =>
  async (request, ...rest) => {
    const answer = await answerOf(handler, request, rest)
    const own = Object.entries(dataHeaders({ isSecure })).filter(([name]) => !answer.headers.has(name))
    const headers = new Headers(answer.headers)
    for (const [name, value] of own) headers.set(name, value)
    return new Response(answer.body, { status: answer.status, statusText: answer.statusText, headers })
  }

const answerOf = async <Rest extends unknown[]>(handler: Handler<Rest>, request: Request, rest: Rest) => {
  const refuse = (code: ErrorCode, reason: string = code) => refusal({ request, code, reason })
  if (!isReadable(request.url)) return refuse('invalid', 'badAddress')
  const isGraphQL = new URL(request.url).pathname.endsWith('/graphql')
  try {
    const read = await withinLimit(request)
    if (!read) return refuse('too-large')
    const { request: checked, text } = read
    if (text && !isFit({ text, isGraphQL })) return refuse('invalid')
    const answer = await handler(checked, ...rest)
    if (isGraphQL) return withoutSuggestions(answer)
    return (await isUnknownAddress(answer)) ? withHeadersOf(answer, refuse('not-found')) : answer
  } catch (error) {
    // Payload reads the body of a request with an overridden method as JSON, unasked
    if (error instanceof SyntaxError) return refuse('invalid')
    logger.error(error)
    return refuse('internal')
  }
}

/** JSON is one object here, always; Payload fails over anything else. What is no JSON at all it tells itself. */
const isFit = ({ text, isGraphQL }: { text: string; isGraphQL: boolean }): boolean => {
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    return true
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body) || !isShallow(body, 0)) return false
  return !isGraphQL || isBoundedQuery((body as { query?: unknown }).query)
}

const isReadable = (url: string): boolean => {
  try {
    // the path is decoded once more by whoever looks for the route
    const path = decodeURIComponent(new URL(url).pathname)
    // Payload looks a collection up in an object, and takes what every object has (`constructor`) for one
    return (
      !path.includes('\u0000') &&
      !path
        .split('/')
        .slice(0, 3)
        .some((part) => part in Object.prototype)
    )
  } catch {
    return false
  }
}

// of the body of an item, which nests lists in lists, some twenty are used
const MOST_LEVELS = 100

const isShallow = (value: unknown, depth: number): boolean => {
  if (typeof value !== 'object' || value === null) return true
  return depth < MOST_LEVELS && Object.values(value).every((inner) => isShallow(inner, depth + 1))
}

/** The request with a body that fits, and its text where it is JSON; or null. No more is read than the limit. */
const withinLimit = async (request: Request): Promise<{ request: Request; text?: string } | null> => {
  const { body, headers, method, signal, url } = request
  if (!body) return { request }
  const type = (headers.get('content-type') ?? '').toLowerCase()
  const most = type.startsWith('multipart/') ? MOST.files : MOST.data
  const told = headers.get('content-length')
  if (told !== null && Number(told) > most) return null
  const isJson = type.startsWith('application/json')
  // the server of HTTP holds a sender to the length he tells
  if (told !== null && !isJson) return { request }
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > most) return null
    chunks.push(chunk)
  }
  const bytes = Buffer.concat(chunks)
  const again = new Request(url, { method, headers, signal, body: bytes })
  return { request: again, text: isJson ? bytes.toString() : undefined }
}

/** graphql-js proposes names of the schema to whoever mistypes one, also where introspection is off. */
const withoutSuggestions = async (answer: Response): Promise<Response> => {
  const text = await answer.text()
  // a query that was not run at all
  const told = text.startsWith('{"errors"') ? text.replaceAll(/ Did you mean [^?]*\?/g, '') : text
  const headers = new Headers(answer.headers)
  headers.delete('content-length')
  return new Response(told, { status: answer.status, headers })
}

/** Payload has set whose pages may read the answer. */
const withHeadersOf = ({ headers }: Response, { body, status }: Response): Response => {
  const kept = new Headers(headers)
  kept.delete('content-length')
  return new Response(body, { status, headers: kept })
}

const refusal = ({ request, code, reason }: { request: Request; code: ErrorCode; reason: string }) => {
  const message = words(`errors.${reason}`)[languageOfRequest(request.headers)]
  return Response.json({ errors: [{ message, data: { code } }] }, { status: STATUS[code] })
}

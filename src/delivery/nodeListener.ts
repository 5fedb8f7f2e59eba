// The fast way in: node:http's own request and response for what `hot.ts` answers. Hono's adapter makes a Request
// and a Response for each. Measured on the same pages, medians of three rounds on two busy cores: a list of 154 KB 6,200/s
// instead of 3,700/s, one item 40,600/s instead of 9,700/s, 304 31,600/s instead of 20,300/s.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { REQUEST_ID, requestIdOf } from '../log/requestId.ts'
import type { RequestLine } from '../log/requestLines.ts'
import type { Hot } from './hot.ts'
import type { Answer } from './represent.ts'

/** Larger bodies go on to the app unread. In bytes. */
const MAX_BODY = 64_000

/**
 * Each request has its id (`x-request-id`), sent back with the answer, and a line in the log. One that asks whether anything
 * is new and hears 304 has neither, unless it brought an id or `LOG_LEVEL` is `debug`: portals do nothing more often, it
 * is counted in the metrics, and id and line took a third of what such an answer costs.
 * @param fallback answers whatever `hot` does not
 * @param onAnswered told of each answer of `hot`, with its time in seconds
 * @param writeLine null: none are written
 * @param isStopping whether connections are to be closed after their answer
 */
export const nodeListenerOf = ({
  hot,
  graphql,
  fallback,
  onAnswered,
  writeLine,
  isEachWritten,
  isStopping,
}: {
  hot: Hot
  /** Path of GraphQL, whose small bodies are read here. */
  graphql: string
  fallback: RequestListener
  onAnswered: (answer: { route: string; status: number; seconds: number }) => void
  writeLine: ((line: RequestLine) => void) | null
  /** Whether also what brought nothing new has its line. */
  isEachWritten: boolean
  isStopping: () => boolean
}): RequestListener => {
  const finish = (request: IncomingMessage, response: ServerResponse, begun: number, answer: Answer) => {
    const isGivenUp = response.destroyed
    const given = request.headers[REQUEST_ID]
    const isQuiet = answer.status === 304 && given === undefined && !isEachWritten
    const requestId = isQuiet ? null : identify(request)
    write({ answer, response, requestId, isHead: request.method === 'HEAD', isStopping: isStopping() })
    const { route, status } = answer
    const ms = performance.now() - begun
    onAnswered({ route, status, seconds: ms / 1000 })
    if (requestId === null) return
    const { method = '', url = '' } = request
    writeLine?.({ requestId, method, url, status, ms, isGivenUp })
  }
  const fallBack = (request: IncomingMessage, response: ServerResponse, begun: number) => {
    const requestId = identify(request)
    response.setHeader(REQUEST_ID, requestId)
    if (writeLine)
      response.once('close', () => {
        const { method = '', url = '' } = request
        const { statusCode: status, writableFinished } = response
        const ms = performance.now() - begun
        writeLine({ requestId, method, url, status, ms, isGivenUp: !writableFinished })
      })
    fallback(request, response)
  }
  const go = (request: IncomingMessage, response: ServerResponse, begun: number, body?: Buffer) => {
    const { method = '', url = '', headers, socket } = request
    const answered = hot({ method, url, headers, remoteAddress: socket.remoteAddress, body })
    if (answered === null) fallBack(request, response, begun)
    else if (answered instanceof Promise)
      answered.then(
        (answer) => finish(request, response, begun, answer),
        () => response.destroy(),
      )
    else finish(request, response, begun, answered)
  }
  return (request, response) => {
    const begun = performance.now()
    if (request.method !== 'POST' || request.url !== graphql) return go(request, response, begun)
    if (!(Number(request.headers['content-length']) <= MAX_BODY)) return go(request, response, begun)
    void bodyOf(request).then((body) => go(request, response, begun, body), ignore)
  }
}

/** The id of a request, from now on among its headers too, where traces find it. */
const identify = ({ headers }: IncomingMessage): string => {
  const id = requestIdOf(headers[REQUEST_ID])
  headers[REQUEST_ID] = id
  return id
}

const write = ({
  answer: { status, headers, body },
  response,
  requestId,
  isHead,
  isStopping,
}: {
  answer: Answer
  response: ServerResponse
  /** Null: none is sent. */
  requestId: string | null
  isHead: boolean
  isStopping: boolean
}) => {
  const more = requestId === null ? [] : [REQUEST_ID, requestId]
  if (isStopping) more.push('Connection', 'close')
  response.writeHead(status, more.length === 0 ? headers : [...headers, ...more])
  if (isHead || body.length <= 1) return response.end(isHead ? undefined : body[0])
  // one system call for all pieces
  response.cork()
  for (const piece of body) response.write(piece)
  response.end()
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  // where Hono's adapter looks for a body that was read before it
  return Object.assign(request, { rawBody: body }).rawBody
}

// the caller went away in the middle of it
const ignore = () => undefined

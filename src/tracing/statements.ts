// One span for each statement of a connection. Values are bound and not part of its text, so none of them is told.
import { type Context, type Span, SpanKind, SpanStatusCode, type Tracer } from '@opentelemetry/api'
import type { ClientBase } from 'pg'

/** As much of a statement as is told, in characters. */
const LONGEST = 2000

/** @param parent the request or task that asks; a statement without one is not told */
export const followStatementsWith =
  ({ tracer, parent }: { tracer: Tracer; parent: () => Context | undefined }) =>
  (client: ClientBase) => {
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    const follow = (...args: unknown[]): unknown => {
      const context = parent()
      const text = textOf(args[0])
      if (!context || text === undefined) return query(...args)
      const attributes = { 'db.system.name': 'postgresql', 'db.query.text': text.slice(0, LONGEST) }
      const span = tracer.startSpan(nameOf(text), { kind: SpanKind.CLIENT, attributes }, context)
      const last = args.at(-1)
      if (typeof last === 'function') {
        const told = (error: unknown, result: unknown) => {
          end(span, error)
          return last(error, result)
        }
        return query(...args.slice(0, -1), told)
      }
      const answer = query(...args)
      if (answer instanceof Promise)
        answer.then(
          () => end(span),
          (error) => end(span, error ?? true),
        )
      else span.end()
      return answer
    }
    client.query = follow as ClientBase['query']
  }

/** Undefined for what is no statement but an object that runs itself (cursors, copies). */
const textOf = (asked: unknown): string | undefined => {
  if (typeof asked === 'string') return asked
  const { text, submit } = (asked ?? {}) as { text?: unknown; submit?: unknown }
  return typeof text === 'string' && typeof submit !== 'function' ? text : undefined
}

const nameOf = (text: string): string => /^[\s(]*(\w+)/.exec(text)?.[1]?.toLowerCase() ?? 'statement'

const end = (span: Span, error?: unknown) => {
  if (error) {
    span.setStatus({ code: SpanStatusCode.ERROR })
    const { code } = error as { code?: unknown }
    if (typeof code === 'string') span.setAttribute('db.response.status_code', code)
  }
  span.end()
}

// Whose slots changed in a request.
import type { PayloadRequest } from 'payload'

/** Key on `req.context`. */
const CHANGED = 'loaSlotsChanged'

type Asking = { req: Pick<PayloadRequest, 'context'>; id: string }

/** Remembers that slots of a document or event were given back, changed or taken. */
export const mark = ({ req, id }: Asking) => {
  req.context[CHANGED] ??= new Set()
  const marked = req.context[CHANGED] as Set<string>
  marked.add(id)
}

export const isMarked = ({ req, id }: Asking): boolean =>
  ((req.context[CHANGED] as Set<string> | undefined) ?? new Set()).has(id)

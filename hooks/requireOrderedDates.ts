// What ends before it begins can never be met, and no report would show why.
import type { CollectionBeforeValidateHook } from 'payload'
import { invalid } from '../src/errors/index.ts'

/** Refuses a document whose date `to` lies before its date `from`; either may be empty. */
export const requireOrderedDates =
  ({ from, to }: { from: string; to: string }): CollectionBeforeValidateHook =>
  ({ data, originalDoc, req }) => {
    const first = data?.[from] ?? originalDoc?.[from]
    const last = data?.[to] ?? originalDoc?.[to]
    if (first && last && Date.parse(last) < Date.parse(first))
      throw invalid({ req, path: to, reason: 'dateOrder' })
    return data
  }

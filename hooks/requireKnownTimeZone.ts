// A time zone that does not exist would make every bucket of the plan fail later; refuse it here.
import type { CollectionBeforeValidateHook } from 'payload'
import { invalid } from '../src/errors/index.ts'

export const requireKnownTimeZone: CollectionBeforeValidateHook = ({ data, req }) => {
  const timeZone: unknown = data?.timeZone
  if (timeZone !== undefined && !isTimeZone(timeZone))
    throw invalid({ req, path: 'timeZone', reason: 'timeZone' })
  return data
}

const isTimeZone = (value: unknown) => {
  try {
    return typeof value === 'string' && Boolean(new Intl.DateTimeFormat('en', { timeZone: value }))
  } catch {
    return false
  }
}

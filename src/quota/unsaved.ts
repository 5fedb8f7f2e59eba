// What a form may say of a document that is not saved yet: the fields that counting looks at, and nothing else.
import type { PayloadRequest } from 'payload'
import { idOf } from '../access/roles.ts'
import { identifiersOf } from '../database/identifiers.ts'
import { invalid } from '../errors/index.ts'
import type { SanitizedQuotaOptions } from './options.ts'
import { RELATIONS } from './sources.ts'

type Doc = Record<string, unknown>

/**
 * Relations as identifiers (populated or not), the kind as text, the planned time as ISO 8601; null for what is
 * empty. A field that is not given is left out.
 * @throws Refusal `invalid` with the path of what cannot be understood
 */
export const unsavedValues = ({
  req,
  options: { sources, plannedAtField },
  given,
}: {
  req: PayloadRequest
  options: SanitizedQuotaOptions
  given: Doc
}): Doc => {
  const { isValid } = identifiersOf(req)
  const identifier = (path: string, value: unknown): string => {
    const id = idOf(value)
    if (!isValid(id)) throw invalid({ req, path, reason: 'badIdentifier' })
    return id
  }
  const values: Doc = {}
  for (const name of RELATIONS) {
    const field = sources[name]?.field
    if (!field || !(field in given)) continue
    const value = given[field]
    if (Array.isArray(value)) {
      if (value.length > MOST) throw invalid({ req, path: field })
      values[field] = value.map((one) => identifier(field, one))
    } else values[field] = isEmpty(value) ? null : identifier(field, value)
  }
  if ('kind' in given) values.kind = String(given.kind ?? '').slice(0, 100)
  if (plannedAtField in given) {
    const value = given[plannedAtField]
    const at = isEmpty(value) ? null : new Date(String(value))
    if (at && Number.isNaN(at.getTime())) throw invalid({ req, path: plannedAtField, reason: 'instant' })
    values[plannedAtField] = at?.toISOString() ?? null
  }
  return values
}

// more outlets than any house has
const MOST = 1000

const isEmpty = (value: unknown) => value === undefined || value === null || value === ''

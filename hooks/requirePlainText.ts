// Why this exists: PostgreSQL cannot store a NUL character and Payload stumbles over keys such as
// `constructor`; both would end as an error 500 instead of telling the sender what is wrong.
import type { CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { invalid } from '../src/errors/index.ts'

export const requirePlainText: CollectionBeforeOperationHook = ({ args, req }) => {
  if ('data' in args && args.data) check({ value: args.data, path: '', depth: 0, req })
  return args
}

const MAX_DEPTH = 60
const DANGEROUS = new Set(['constructor', '__proto__', 'prototype'])

const check = ({
  value,
  path,
  depth,
  req,
}: {
  value: unknown
  path: string
  depth: number
  req: PayloadRequest
}) => {
  if (depth > MAX_DEPTH) throw invalid({ req, path, reason: 'tooDeep' })
  if (typeof value === 'string') {
    if (value.includes('\u0000') || !value.isWellFormed())
      throw invalid({ req, path, reason: 'badCharacter' })
  } else if (Array.isArray(value)) {
    value.forEach((inner, index) => {
      check({ value: inner, path: `${path}.${index}`, depth: depth + 1, req })
    })
  } else if (value && typeof value === 'object' && !(value instanceof Date) && !Buffer.isBuffer(value)) {
    for (const [key, inner] of Object.entries(value)) {
      if (DANGEROUS.has(key)) throw invalid({ req, path: path ? `${path}.${key}` : key, reason: 'badKey' })
      check({ value: inner, path: path ? `${path}.${key}` : key, depth: depth + 1, req })
    }
  }
}

// Why this exists: Payload takes an e-mail for a text before it validates it, and fails over a number or an object.
import type { CollectionBeforeOperationHook } from 'payload'
import { invalid } from '../src/errors/index.ts'

export const requireTextEmail: CollectionBeforeOperationHook = ({ args, req }) => {
  const { email } = ((args as { data?: object }).data ?? {}) as { email?: unknown }
  if (email === undefined || email === null || typeof email === 'string') return args
  throw invalid({ req, path: 'email', reason: 'notText' })
}

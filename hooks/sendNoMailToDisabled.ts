// Why this exists: somebody who left gets no link to set a new password, which would be refused to him anyhow. The answer is
// the one that everybody gets.
import type { CollectionBeforeOperationHook } from 'payload'

export const sendNoMailToDisabled: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (operation !== 'forgotPassword') return args
  const { email } = ((args as { data?: { email?: string } }).data ?? {}) as { email?: string }
  const { totalDocs } = await req.payload.count({
    collection: 'users',
    where: { email: { equals: email?.toLowerCase().trim() ?? '' }, isDisabled: { equals: true } },
    overrideAccess: true,
    req,
  })
  return totalDocs > 0 ? { ...args, disableEmail: true } : args
}

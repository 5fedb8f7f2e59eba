// Why this exists: somebody who left is kept as the author of what he wrote, and gets in no more. Runs after the password was
// compared, so the answer and the time it takes are those of a wrong one.
import { AuthenticationError, type CollectionBeforeLoginHook } from 'payload'

export const refuseDisabled: CollectionBeforeLoginHook = ({ req, user }) => {
  if (user.isDisabled) throw new AuthenticationError(req.t)
  return user
}

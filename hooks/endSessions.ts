// Why this exists: an account that is disabled is out at once, not when its session would have ended.
import type { CollectionBeforeChangeHook } from 'payload'

export const endSessions: CollectionBeforeChangeHook = ({ data }) =>
  data.isDisabled ? { ...data, sessions: [] } : data

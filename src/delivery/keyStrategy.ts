// The key that opens the delivery API opens Payload's REST and GraphQL too.
import type { AuthStrategy } from 'payload'
import { keyIn } from './key.ts'
import { findSubscriber } from './store/findSubscriber.ts'

export const keyStrategy: AuthStrategy = {
  name: 'loa-key',
  authenticate: async ({ headers, payload }) => {
    const key = keyIn(headers)
    if (!key) return { user: null }
    const { pool } = payload.db as unknown as { pool: import('pg').Pool }
    const found = await findSubscriber({ pool, key })
    if (!found) return { user: null }
    const subscriber = await payload.findByID({
      collection: 'subscribers',
      id: found.id,
      depth: 0,
      overrideAccess: true,
      joins: false,
    })
    return { user: { ...subscriber, collection: 'subscribers', _strategy: 'loa-key' } }
  },
}

// The key that opens the delivery API opens Payload's REST and GraphQL too.
import type { AuthStrategy } from 'payload'
import { keyIn } from './key.ts'
import type { SanitizedDeliveryOptions } from './options.ts'
import { type Recorder, recorderOf } from './recording/recorder.ts'
import { findSubscriber } from './store/findSubscriber.ts'
import { namesOf } from './store/names.ts'

export const keyStrategy = ({ slugs, outlets }: SanitizedDeliveryOptions): AuthStrategy => {
  const names = namesOf({ slugs, outlets })
  const collection = slugs.subscribers as 'subscribers'
  let recorder: Recorder | undefined
  return {
    name: 'loa-key',
    authenticate: async ({ headers, payload }) => {
      const key = keyIn(headers, slugs.subscribers)
      if (!key) return { user: null }
      const { pool } = payload.db as unknown as { pool: import('pg').Pool }
      const found = await findSubscriber({ pool, names })(key)
      if (!found) return { user: null }
      recorder ??= recorderOf({ pool, tables: { slugs, outlets } })
      recorder.noteUse(found.keyId)
      const subscriber = await payload.findByID({
        collection,
        id: found.id,
        depth: 0,
        overrideAccess: true,
        joins: false,
      })
      return { user: { ...subscriber, collection, _strategy: 'loa-key' } as never }
    },
  }
}

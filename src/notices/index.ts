// Notices: people learn what happened to their items and what is owed, on screen and by mail, as each has chosen.
import type { CollectionConfig, Config, Plugin } from 'payload'
import { noticesCollection } from './collection.ts'
import { choiceFields } from './fields.ts'
import { dropNotices } from './hooks/dropNotices.ts'
import { tellMentioned } from './hooks/tellMentioned.ts'
import { tellOccasions } from './hooks/tellOccasions.ts'
import { CUSTOM, type NoticesOptions, type SanitizedNoticesOptions, sanitizeOptions } from './options.ts'

export type { NoticeToRead } from './endpoints.ts'
export type { Notice, OwedSlot } from './kinds.ts'
export { createMailSender } from './mail/sender.ts'
export type { NoticesOptions } from './options.ts'
export { addNotices } from './store/addNotices.ts'
export { closeNotices } from './store/closeNotices.ts'

/**
 * Adds the notices, what each user chooses about them, and the hooks that tell. Place it after the approval plugin,
 * whose comments it reads. Needs PostgreSQL.
 */
export const notices =
  (given: NoticesOptions = {}): Plugin =>
  (config: Config): Config => {
    const options = sanitizeOptions(given, config)
    const added = noticesCollection(options)
    const collections = (config.collections ?? []).map((collection) => withHooks({ collection, options }))
    return {
      ...config,
      collections: [...collections, options.override?.(added) ?? added],
      custom: { ...config.custom, [CUSTOM]: options },
    }
  }

const withHooks = ({
  collection,
  options,
}: {
  collection: CollectionConfig
  options: SanitizedNoticesOptions
}): CollectionConfig => {
  const { slug, hooks = {} } = collection
  const { isEnabled, users, comments } = options
  if (slug === users) {
    const beforeDelete = [...(hooks.beforeDelete ?? []), dropNotices(options)]
    return {
      ...collection,
      fields: [...collection.fields, ...choiceFields(options)],
      hooks: { ...hooks, beforeDelete },
    }
  }
  if (!isEnabled || (slug !== options.collection && slug !== comments)) return collection
  const tell = slug === comments ? tellMentioned(options) : tellOccasions(options)
  return { ...collection, hooks: { ...hooks, afterChange: [...(hooks.afterChange ?? []), tell] } }
}

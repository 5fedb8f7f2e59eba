// A subscriber that goes takes its keys along; a key without a subscriber would keep it from going.
import type { CollectionBeforeDeleteHook, CollectionSlug } from 'payload'
import type { SanitizedDeliveryOptions } from '../options.ts'

export const dropKeys =
  ({ slugs }: SanitizedDeliveryOptions): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    await req.payload.delete({
      collection: slugs.keys as CollectionSlug,
      where: { subscriber: { equals: id } },
      depth: 0,
      overrideAccess: true,
      req,
    })
  }

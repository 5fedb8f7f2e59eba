// Portals build their addresses from the slug; an editor should never have to type one.
import type { CollectionBeforeValidateHook } from 'payload'
import { slugOf } from '../src/slug.ts'

export const fillSlug: CollectionBeforeValidateHook = ({ data, originalDoc }) => {
  if (!data) return data
  // once live the address stays, even if the title is corrected
  if (originalDoc?.live) return { ...data, slug: originalDoc.slug }
  const wanted = data.slug || (data.title ? slugOf(String(data.title)) : originalDoc?.slug)
  return { ...data, slug: wanted ? slugOf(String(wanted)) : wanted }
}

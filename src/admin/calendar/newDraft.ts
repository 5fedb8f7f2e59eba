import { formatAdminURL } from 'payload/shared'

/** What a new draft can be opened with; identifiers, and an instant in ISO 8601. */
export type DraftValues = {
  plan?: string
  line?: string | null
  task?: string | null
  event?: string | null
  outlets?: string[]
  publishAt?: string
}

/** Address of the screen of a new item, with values filled in. */
export const newDraft = ({ adminRoute, values }: { adminRoute: string; values: DraftValues }): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    const text = Array.isArray(value) ? value.join(',') : value
    if (text) query.set(name, text)
  }
  return `${formatAdminURL({ adminRoute, path: '/collections/items/create' })}?${query}`
}

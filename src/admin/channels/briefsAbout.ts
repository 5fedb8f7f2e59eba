// Which briefs bind an item: those in force on what it is about, of its own organisation and those that guide it.

/** An organisation as it is read with those above it: each a document, the last an identifier. */
export type Guided = { id: string; parent?: Guided | string | null }

/** What is asked for it: as many levels as one request gives. */
export const guidedAddress = (organization: string): string =>
  `/api/organizations/${organization}?depth=3&select[parent]=true`

/** Identifiers of it and of those above it. */
export const guidesOf = (organization: Guided | string | null | undefined): string[] => {
  if (!organization) return []
  if (typeof organization === 'string') return [organization]
  return [organization.id, ...guidesOf(organization.parent)]
}

/** As many as stand beside a text; how many more there are is told. */
const SHOWN = 5

/** @param about what the item points at, by name of the field of a brief: `theme`, `task`, `line` */
export const briefsAddress = ({
  about,
  guides,
}: {
  about: readonly (readonly [string, string])[]
  guides: readonly string[]
}): string => {
  const query = new URLSearchParams({
    limit: String(SHOWN),
    depth: '1',
    'where[and][0][_status][equals]': 'published',
    'where[and][1][organization][in]': guides.join(','),
    'populate[organizations][name]': 'true',
  })
  about.forEach(([name, id], n) => {
    query.set(`where[and][2][or][${n}][${name}][equals]`, id)
  })
  for (const name of ['title', 'messages', 'avoid', 'figures', 'figuresAsOf', 'contact', 'organization'])
    query.set(`select[${name}]`, 'true')
  return `/api/briefs?${query}`
}

// What a plan file does to the database, entry by entry, as people read it: codes instead of identifiers.

/** How many entries of one list were made, changed, left as they are, or given a closing date. */
export type Tally = { created: number; updated: number; unchanged: number; closed: number }
export type Outcome = keyof Tally

/** A value as it is shown: dates as `YYYY-MM-DD`, moments in ISO 8601, relations by code. */
export type Shown = string | number | boolean | Shown[] | null
export type FieldChange = { field: string; before: Shown; after: Shown }

/** What became of one entry. `list` is the file's, `name` what the entry is called. */
export type Change = { list: string; code: string; name: string; outcome: Outcome; fields: FieldChange[] }

/** Outcomes counted by list, in the order of `lists`. */
export const tallied = ({
  lists,
  changes,
}: {
  lists: string[]
  changes: Change[]
}): Record<string, Tally> => {
  const tallies: Record<string, Tally> = Object.fromEntries(
    lists.map((list) => [list, { created: 0, updated: 0, unchanged: 0, closed: 0 }]),
  )
  for (const { list, outcome } of changes) {
    const tally = tallies[list]
    if (tally) tally[outcome] += 1
  }
  return tallies
}

/** @param codeOf the code behind an identifier, undefined for what is none */
export const shown = ({
  field,
  value,
  codeOf,
}: {
  field: string
  value: unknown
  codeOf: (id: string) => string | undefined
}): Shown => {
  if (value === null || value === undefined) return null
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((one) => shown({ field, value: one, codeOf }))
  // the parts of a theme
  if (typeof value === 'object') return String((value as { title?: unknown }).title ?? '')
  const text = String(value)
  // a calendar date is stored as noon UTC
  if (isDayField(field)) return text.slice(0, 10)
  return codeOf(text) ?? text
}

/** Fields that hold a calendar date are called by it: `startsOn`, `closesOn`. */
export const isDayField = (field: string): boolean => field.endsWith('On')

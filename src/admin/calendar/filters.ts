// The filters of the calendar: codes in the address, so that a view can be shared; identifiers in the queries.
import { STAGES, type Stage } from '../../approval/stages.ts'
import type { Named, Names } from './names.ts'

export const FILTERS = ['outlet', 'organization', 'task', 'line', 'stage'] as const
export type FilterName = (typeof FILTERS)[number]

/** The filters as they stand in the address. */
export type FilterCodes = Partial<Record<FilterName, string>>

/** The same, found. */
export type Filters = {
  outlet?: Named
  organization?: Named
  task?: Named
  line?: Named
  stage?: Stage
}

type Query = Record<string, unknown>

/** @returns the codes that an address names; empty ones, as a form sends them, are none */
export const codesIn = (query: Query): FilterCodes =>
  Object.fromEntries(
    FILTERS.flatMap((name) => {
      const value = query[name]
      return typeof value === 'string' && value !== '' ? [[name, value]] : []
    }),
  )

/** @returns what the codes stand for, or the name of the first that stands for nothing */
export const findFilters = ({
  codes,
  names,
}: {
  codes: FilterCodes
  names: Names
}): { filters: Filters } | { invalid: FilterName } => {
  const filters: Filters = {}
  for (const name of FILTERS) {
    const code = codes[name]
    if (code === undefined) continue
    if (name === 'stage') {
      const stage = STAGES.find((one) => one === code)
      if (!stage) return { invalid: name }
      filters.stage = stage
    } else {
      const found = names[name].find((one) => one.code === code)
      if (!found) return { invalid: name }
      filters[name] = found
    }
  }
  return { filters }
}

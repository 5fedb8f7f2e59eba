// What is left empty was not asked for: `?limit=20&cursor=&task=` names two parameters that say nothing, and so do nulls of
// GraphQL.

export const withoutEmpty = <Value>(given: Record<string, Value>): Record<string, Value> =>
  Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== '' && value !== null && value !== undefined),
  )

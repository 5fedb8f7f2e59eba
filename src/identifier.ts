const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether a value can be the identifier of a document; PostgreSQL refuses anything else with an error. */
export const isIdentifier = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)

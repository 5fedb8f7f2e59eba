/** Header in which a request's id comes and goes. */
export const REQUEST_ID = 'x-request-id'

// what proxies make: UUIDs, ULIDs, hexadecimal; nothing that could forge a line or a header
const SANE = /^[\w.:-]{8,80}$/

/** The id a caller or a proxy gave, if it is a sane one, else a new one. */
export const requestIdOf = (given: string | string[] | undefined): string =>
  typeof given === 'string' && SANE.test(given) ? given : crypto.randomUUID()

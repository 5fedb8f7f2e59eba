// Editions are stored without a host, so that they stay true when the address of the API changes; the
// host is put in when they are sent.

/** The address of a file as it is stored in an edition. */
export const storedAddress = (name: string): string => `/media/${encodeURIComponent(name)}`

/**
 * Puts the API's base before every stored address. Works on the JSON text: a quotation mark inside a
 * string value is escaped there, so this pattern can only be the property itself.
 */
export const withBase = ({ body, base }: { body: string; base: string }): string =>
  body.replaceAll('"url":"/media/', () => `"url":"${base}/media/`)

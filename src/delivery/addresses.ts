// Editions are stored without a host, so that they stay true when the address of the API changes; the
// host is put in when they are sent.

/** The address of a file as it is stored in an edition. */
export const storedAddress = (name: string): string => `/media/${encodeURIComponent(name)}`

/**
 * Where a stored address begins in the JSON text; the API's base comes before the `/media/`. A quotation mark inside a
 * string value is escaped there, so this can only be the property itself.
 */
export const STORED_ADDRESS = '"url":"/media/'

/** Puts the API's base before every stored address of a JSON text. */
export const withBase = ({ body, base }: { body: string; base: string }): string =>
  body.replaceAll(STORED_ADDRESS, () => `"url":"${base}/media/`)

/**
 * Names of all files that an item has the address of, as `storedAddress` wrote it. Of what it cites only the file is one:
 * the address beside it was written by people, whatever it looks like.
 */
export const filesIn = ({ citations = [], ...own }: { citations?: { file?: unknown }[] }): string[] => {
  const found = JSON.stringify([own, citations.map(({ file }) => file)]).matchAll(/"url":"\/media\/([^"]+)"/g)
  return [...new Set([...found].flatMap(([, name = '']) => decoded(name)))]
}

/** Nothing where it is not what `storedAddress` writes. */
const decoded = (name: string): string[] => {
  try {
    return [decodeURIComponent(name)]
  } catch {
    return []
  }
}

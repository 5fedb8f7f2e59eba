// The origin behind which the world reaches a part: `DELIVERY_URL`, `PUBLIC_URL`. One function, so that the address in
// an item, in a feed and in a push is the same, whether it was written with a slash, a path or without.

/**
 * Scheme, host and port of an address; undefined where none is given.
 * @throws Error that names the variable which is no http or https address
 */
export const publicOrigin = (variable: Record<string, string | undefined>): string | undefined => {
  const [[name, value] = ['', '']] = Object.entries(variable)
  if (!value) return undefined
  const url = URL.canParse(value) ? new URL(value) : null
  if (!url || !/^https?:$/.test(url.protocol))
    throw new Error(`${name} is an address such as https://example.vn`)
  return url.origin
}

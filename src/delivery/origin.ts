// Where a caller reaches the API, for the addresses in what he is sent.

/**
 * The API's address as a caller of this `Host` sees it; null where that is no host. Hosts are remembered, the first few
 * hundred.
 */
export const originOf = ({
  host,
  publicUrl,
  basePath,
}: {
  host: string | undefined
  publicUrl: string | undefined
  basePath: string
}): string | null => {
  if (publicUrl !== undefined) return `${publicUrl}${basePath}`
  if (!host || host.length > 300) return null
  const known = origins.get(host)
  if (known !== undefined) return `${known}${basePath}`
  if (!URL.canParse(`http://${host}`)) return null
  const url = new URL(`http://${host}`)
  if (url.pathname !== '/' || url.search || url.hash || url.username) return null
  if (origins.size >= 500) origins.clear()
  origins.set(host, url.origin)
  return `${url.origin}${basePath}`
}

const origins = new Map<string, string>()

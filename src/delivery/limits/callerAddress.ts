// Who is calling, as far as the network tells: for limits on those who have no key.
import { isIP } from 'node:net'

/** What @hono/node-server gives beside a request; other servers give nothing of it. */
type NodeConnection = { incoming?: { socket?: { remoteAddress?: string } } }

/**
 * The address of a caller, or null where nothing trustworthy tells it. An IPv6 network of 64 bits counts as one.
 * @param env what the server gives beside the request
 * @param trustedProxies how many proxies stand before this server, each of which appends the address it sees to
 *   X-Forwarded-For; 0: that header is anybody's claim, and only the connection counts
 */
export const callerAddress = ({
  headers,
  env,
  trustedProxies,
}: {
  headers: Headers
  env: unknown
  trustedProxies: number
}): string | null => {
  const forwarded = (headers.get('x-forwarded-for') ?? '').split(',').map((one) => one.trim())
  // counted from the right: what stands further left was sent by the caller
  const told = trustedProxies > 0 ? forwarded.at(-trustedProxies) : undefined
  const address =
    told && isIP(told) ? told : (env as NodeConnection | undefined)?.incoming?.socket?.remoteAddress
  return address ? networkOf(address) : null
}

const networkOf = (address: string): string => {
  const plain = address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, '')
    .replace(/%.*$/, '')
  if (isIP(plain) !== 6) return plain
  const [before = '', after] = plain.split('::')
  const [left, right] = [before, after ?? ''].map((part) => part.split(':').filter(Boolean))
  const missing = after === undefined ? 0 : 8 - (left?.length ?? 0) - (right?.length ?? 0)
  const groups = [...(left ?? []), ...Array.from({ length: missing }, () => '0'), ...(right ?? [])]
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

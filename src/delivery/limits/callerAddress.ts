// Who is calling, as far as the network tells: for limits on those who have no key.
import { isIP } from 'node:net'

/**
 * The address of a caller, or null where nothing trustworthy tells it. An IPv6 network of 64 bits counts as one.
 * @param forwarded the header X-Forwarded-For
 * @param remoteAddress the other end of the connection, where the server tells it
 * @param trustedProxies how many proxies stand before this server, each of which appends the address it sees to
 *   X-Forwarded-For; 0: that header is anybody's claim, and only the connection counts
 */
export const callerAddress = ({
  forwarded,
  remoteAddress,
  trustedProxies,
}: {
  forwarded: string | null | undefined
  remoteAddress: string | undefined
  trustedProxies: number
}): string | null => {
  const passed = (forwarded ?? '').split(',').map((one) => one.trim())
  // counted from the right: what stands further left was sent by the caller
  const told = trustedProxies > 0 ? passed.at(-trustedProxies) : undefined
  const address = told && isIP(told) ? told : remoteAddress
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

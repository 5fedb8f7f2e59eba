// Who is calling, as far as the network tells: for limits on those who have no key, and for records of who did what.
import { isIP } from 'node:net'

type Told = {
  /** The header X-Forwarded-For. */
  forwarded: string | null | undefined
  /** The other end of the connection, where the server tells it. */
  remoteAddress: string | undefined
  /**
   * How many proxies stand before this server, each of which appends the address it sees to X-Forwarded-For; 0: that
   * header is anybody's claim, and only the connection counts.
   */
  trustedProxies: number
}

/** The address of a caller, or null where nothing trustworthy tells it. An IPv6 network of 64 bits counts as one. */
export const callerAddress = (told: Told): string | null => {
  const address = wholeAddress(told)
  return address === null ? null : networkOf(address)
}

/** The same as it is, of IPv6 too. */
export const wholeAddress = ({ forwarded, remoteAddress, trustedProxies }: Told): string | null => {
  const passed = (forwarded ?? '').split(',').map((one) => one.trim())
  // counted from the right: what stands further left was sent by the caller
  const told = trustedProxies > 0 ? passed.at(-trustedProxies) : undefined
  const address = told && isIP(told) ? told : remoteAddress
  return address ? plainly(address) : null
}

const plainly = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^::ffff:(?=\d+\.)/, '')
    .replace(/%.*$/, '')

const networkOf = (plain: string): string => {
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

// Why this exists: whoever may enter an address that our server calls could otherwise make it call its own
// network (OWASP: server-side request forgery). The name is resolved once, what it resolves to is checked, and
// that very address is connected to: a name that changes its answer in between (DNS rebinding) gains nothing.
import { promises as dns, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'

/** What a project allows beyond public addresses by https. */
export type TargetPolicy = {
  /** Public targets by http, without encryption. Default false. */
  allowHttp?: boolean
  /** Private, loopback and other special addresses, any port, http: a demo on one machine. Default false. */
  allowPrivateTargets?: boolean
}

/** Addresses of a host name, as `dns.lookup` with `all` gives them. */
export type Resolve = (hostname: string) => Promise<LookupAddress[]>

export type TargetProblem = 'bad-url' | 'bad-scheme' | 'has-credentials' | 'bad-port' | 'private-target'

/** A target that may not be called; `code` says why. */
export class TargetRefused extends Error {
  constructor(readonly code: TargetProblem) {
    super(code)
    this.name = 'TargetRefused'
  }
}

/** Where web servers listen; others may be anything (mail, databases). */
const PORTS = new Set(['', '80', '443', '8080', '8443'])

/**
 * The address as the platform reads it (WHATWG URL), which spells every number of an IPv4 host in decimal:
 * `0x7f.1`, `017700000001` and `2130706433` are all `127.0.0.1`.
 *
 * @throws TargetRefused for what can be told without asking DNS
 */
export const checkTarget = (text: string, policy: TargetPolicy): URL => {
  if (!URL.canParse(text)) throw new TargetRefused('bad-url')
  const url = new URL(text)
  const isPlain = url.protocol === 'http:'
  const mayBePlain = policy.allowHttp || policy.allowPrivateTargets
  if (url.protocol !== 'https:' && !(isPlain && mayBePlain)) throw new TargetRefused('bad-scheme')
  if (url.username || url.password) throw new TargetRefused('has-credentials')
  if (policy.allowPrivateTargets) return url
  if (!PORTS.has(url.port)) throw new TargetRefused('bad-port')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) && !isPublicAddress(host)) throw new TargetRefused('private-target')
  // RFC 6761, RFC 6762: names that never leave the machine or its network
  if (/(^|\.)(localhost|local|internal)\.?$/i.test(host)) throw new TargetRefused('private-target')
  return url
}

/**
 * Whether an address is one of the open internet. Of IPv6 only 2000::/3 is (IANA: global unicast), and there
 * none that carries an IPv4 address in it (6to4, Teredo); NAT64 and IPv4-mapped ones lie outside.
 */
export const isPublicAddress = (text: string): boolean => {
  // the library also reads `1.2.3` and the like
  if (!isIP(text)) return false
  const address = ipaddr.parse(text)
  if (address.range() !== 'unicast') return false
  return address.kind() === 'ipv4' || address.match(GLOBAL_UNICAST)
}

const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3') as [ipaddr.IPv6, number]

/** The `lookup` of a connection: it gets none but checked addresses. One special address among them refuses all. */
export const guardedLookup =
  ({ policy, resolve = systemResolve }: { policy: TargetPolicy; resolve?: Resolve }): LookupFunction =>
  (hostname, { all }, callback) => {
    const refuse = (error: Error) => callback(error, '', 0)
    resolve(hostname).then((found) => {
      const [first] = found
      if (!first) return refuse(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }))
      const isRefused = !policy.allowPrivateTargets && found.some(({ address }) => !isPublicAddress(address))
      if (isRefused) return refuse(new TargetRefused('private-target'))
      if (all) return callback(null, found)
      return callback(null, first.address, first.family)
    }, refuse)
  }

const systemResolve: Resolve = (hostname) => dns.lookup(hostname, { all: true })

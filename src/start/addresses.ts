// Where people find the cms and the delivery API: the summary of a start and demo.json say the same.
import { publicOrigin } from '../publicOrigin.ts'
import type { Configuration } from './configuration.ts'

export type Addresses = { cms: string; delivery: string }

/** Origins, without a slash at the end: those that are set, else the ports on the host that is listened on. */
export const addressesOf = ({
  host,
  port,
  deliveryPort,
  publicUrl,
  deliveryUrl,
}: Pick<Configuration, 'host' | 'port' | 'deliveryPort' | 'publicUrl' | 'deliveryUrl'>): Addresses => {
  const name = OWN_MACHINE.has(host) ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return {
    cms: publicOrigin({ PUBLIC_URL: publicUrl }) ?? `http://${name}:${port}`,
    delivery: publicOrigin({ DELIVERY_URL: deliveryUrl }) ?? `http://${name}:${deliveryPort}`,
  }
}

/** Hosts on which `localhost` finds what listens. */
const OWN_MACHINE = new Set(['localhost', '127.0.0.1', '0.0.0.0', '::', '::1'])

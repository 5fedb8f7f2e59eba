// The options of the plugin, for the sender, which runs beside it.
import type { Config, Payload } from 'payload'
import type { SanitizedDeliveryOptions } from '../options.ts'

const KEPT = 'loaDelivery'
type Kept = Record<string, SanitizedDeliveryOptions>

/** The configuration's `custom` with these options in it. */
export const rememberOptions = (config: Config, options: SanitizedDeliveryOptions): Config['custom'] => ({
  ...config.custom,
  [KEPT]: { ...(config.custom?.[KEPT] as Kept | undefined), [options.slugs.subscribers]: options },
})

/**
 * The options a plugin runs with.
 * @param subscribers slug of the collection of subscribers, when the project has the plugin more than once
 * @throws Error when the plugin is not there
 */
export const deliveryOptionsIn = (
  { config }: Pick<Payload, 'config'>,
  subscribers = 'subscribers',
): SanitizedDeliveryOptions => {
  const found = (config.custom?.[KEPT] as Kept | undefined)?.[subscribers]
  if (!found) throw new Error(`delivery: no plugin keeps its subscribers in "${subscribers}"`)
  return found
}

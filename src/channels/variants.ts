// What the edition of an item carries on each of its outlets, for the delivery plugin.
import type { DeliveryOptions } from '../delivery/index.ts'
import { onChannels } from './onChannels.ts'

export const variants: NonNullable<DeliveryOptions['variants']> = async ({ req, doc, publishedAt }) => {
  const found = await onChannels({ req, doc })
  return new Map(
    found.flatMap(({ channel: { freeze }, outlets, on }) =>
      freeze
        ? outlets.map(
            (outlet) => [outlet.id, freeze({ ...on, outlet, publishedAt: publishedAt(outlet.id) })] as const,
          )
        : [],
    ),
  )
}

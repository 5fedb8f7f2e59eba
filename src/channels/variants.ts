// What the edition of an item carries on each of its outlets, for the delivery plugin.
import { idOf } from '../access/roles.ts'
import type { DeliveryOptions, Variant } from '../delivery/index.ts'
import { onChannels } from './onChannels.ts'
import { sourcesOf, sourcesOn } from './sources.ts'

export const variants: NonNullable<DeliveryOptions['variants']> = async ({ req, doc, publishedAt }) => {
  const sources = await sourcesOf({ req, doc })
  const ids = [doc.outlets ?? []].flat().flatMap((one) => idOf(one) ?? [])
  const all = new Map<string, Variant>(ids.map((id) => [id, { item: sourcesOn({ sources, outlet: id }) }]))
  for (const { channel, outlets, on } of await onChannels({ req, doc, does: 'freeze' }))
    for (const outlet of channel.freeze ? outlets : []) {
      const own = channel.freeze?.({ ...on, outlet, publishedAt: publishedAt(outlet.id) })
      all.set(outlet.id, { ...own, item: { ...all.get(outlet.id)?.item, ...own?.item } })
    }
  return all
}

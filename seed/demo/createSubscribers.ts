// Subscribers, each with one key.
import type { PayloadRequest } from 'payload'
import { newKey } from '../../src/delivery/key.ts'
import type { DemoSubscriber } from './demoFiles.ts'
import { idsByCode } from './idByCode.ts'

export const createSubscribers = async ({
  req,
  subscribers,
}: {
  req: PayloadRequest
  subscribers: DemoSubscriber[]
}) => {
  const created: { outlet: string; key: string }[] = []
  for (const { code, name, outlets } of subscribers) {
    const ids = await idsByCode({ req, collection: 'outlets', codes: outlets })
    const subscriber = await req.payload.create({
      collection: 'subscribers',
      data: { code, name, outlets: ids },
      depth: 0,
      overrideAccess: true,
      req,
    })
    const { key, start, hash } = newKey()
    await req.payload.create({
      collection: 'subscriber-keys',
      data: { subscriber: subscriber.id, start, hash, label: 'demo' },
      depth: 0,
      overrideAccess: true,
      req,
    })
    created.push({ outlet: outlets[0] ?? code, key })
  }
  return created
}

// The gate before every request that Hono answers; see `admission.ts` for the rule.
import type { MiddlewareHandler } from 'hono'
import { deliveryError } from '../errors.ts'
import { keyIn } from '../key.ts'
import type { FoundSubscriber } from '../store/findSubscriber.ts'
import { type Admit, pairsOf } from './admission.ts'
import { callerAddress } from './callerAddress.ts'

/** What the gate leaves for those behind it. */
export type Admitted = { Variables: { key: string; subscriber: FoundSubscriber } }

/** @param subscribers slug of the collection; see `keyIn`. @throws 401 without a valid key, 429 when it is too much */
export const gate = ({
  subscribers,
  admit,
  trustedProxies,
}: {
  subscribers: string
  admit: Admit
  trustedProxies: number
}): MiddlewareHandler<Admitted> => {
  return async (context, next) => {
    const { headers } = context.req.raw
    const key = keyIn(headers, subscribers)
    if (!key) throw deliveryError(401, 'unauthenticated')
    const { remoteAddress } = (context.env as NodeConnection | undefined)?.incoming?.socket ?? {}
    const forwarded = headers.get('x-forwarded-for')
    const admission = await admit({
      key,
      address: () => callerAddress({ forwarded, remoteAddress, trustedProxies }),
    })
    context.set('key', key)
    context.set('subscriber', admission.subscriber)
    await next()
    for (const [name, value] of Object.entries(pairsOf(admission.headers))) context.header(name, value)
  }
}

/** What @hono/node-server gives beside a request; other servers give nothing of it. */
type NodeConnection = { incoming?: { socket?: { remoteAddress?: string } } }

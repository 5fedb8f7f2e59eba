// What no route answers: an address that is none, or one that is there and is asked in another way.
import type { Hono } from 'hono'
import type { Env } from '../app.ts'
import { DeliveryError, deliveryError } from '../errors.ts'

/**
 * To be called after all routes. OPTIONS tells what an address takes (RFC 9110, 9.3.7); any other method that it does not
 * take is 405 with `Allow` (15.5.6).
 */
export const otherwise = (app: Hono<Env>) =>
  app.all('*', (context) => {
    const { method, path } = context.req
    const taken = METHODS.filter((one) =>
      app.router.match(one, path)[0].some(([[, route]]) => route.method === one),
    )
    if (taken.length === 0) throw deliveryError(404, 'not-found')
    const allow = [...taken, ...(taken.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ')
    if (method === 'OPTIONS') return context.body(null, 204, { Allow: allow })
    throw new DeliveryError(405, 'method-not-allowed', {}, { Allow: allow })
  })

const METHODS = ['GET', 'POST']

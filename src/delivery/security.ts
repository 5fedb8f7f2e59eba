// Headers of every answer, said once for Hono and for the fast way around it.
import { Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

export const securityHeaders = secureHeaders({
  contentSecurityPolicy: { defaultSrc: ["'none'"], imgSrc: ["'self'"], frameAncestors: ["'none'"] },
  crossOriginResourcePolicy: 'cross-origin',
})

/** The same as a list of names and values in turns. */
export const securityHeaderList = async (): Promise<string[]> => {
  const bare = new Hono().use(securityHeaders).get('/', (context) => context.body(null))
  const { headers } = await bare.request('/')
  return [...headers].flat()
}

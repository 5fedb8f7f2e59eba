// The description of the API, for machines and for people. Open to everybody: nothing in it depends on a key.
import { createHash } from 'node:crypto'
import type { Hono } from 'hono'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import type { Env } from '../app.ts'
import { openApiOf } from '../openapi/document.ts'
import { pageOf } from '../openapi/page.ts'
import { STYLE } from '../openapi/style.ts'

/** To be called before the middleware that asks for a key. */
export const documentationRoutes = (app: Hono<Env>, { baseOf }: { baseOf: (url: string) => string }) => {
  const styleHash = createHash('sha256').update(STYLE).digest('base64')
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: [`'sha256-${styleHash}'`],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    crossOriginResourcePolicy: 'cross-origin',
  })
  const kept = { 'Cache-Control': 'public, no-cache' }

  app.get('/openapi.json', headers, etag(), (context) =>
    context.json(openApiOf({ base: baseOf(context.req.url) }), 200, {
      ...kept,
      // a browser's tool that shows it comes from elsewhere
      'Access-Control-Allow-Origin': '*',
    }),
  )
  app.get('/docs', headers, etag(), (context) =>
    context.html(pageOf(openApiOf({ base: baseOf(context.req.url) })), 200, kept),
  )
}

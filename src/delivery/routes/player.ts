// The player of screens. Open to everybody, as it holds nothing: what it shows it asks for with the key of the screen,
// which is typed in once or stands behind the `#` of the address, where no server and no log sees it.
import type { Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import { portalWords } from '../../i18n/portals/index.ts'
import type { Env } from '../app.ts'
import { languageOfRequest } from '../language.ts'
import { PLAYER_STYLE, playerPage } from '../player/page.ts'
import { SCRIPT, WORKER } from '../player/script.ts'

/** To be called before the middleware that asks for a key. */
export const playerRoutes = (app: Hono<Env>) => {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ['blob:'],
      mediaSrc: ['blob:'],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    referrerPolicy: 'no-referrer',
  })
  const send = (type: string, body: string) => (context: Context<Env>) =>
    context.body(body, 200, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'public, no-cache' })

  app.get('/player', headers, etag(), (context) => {
    const language = languageOfRequest(context.req.raw.headers)
    const page = playerPage({ words: portalWords(language).player, language })
    return context.html(page, 200, { 'Cache-Control': 'public, no-cache', Vary: 'Accept-Language' })
  })
  app.get('/player.js', headers, etag(), send('text/javascript', SCRIPT))
  app.get('/player.css', headers, etag(), send('text/css', PLAYER_STYLE))
  app.get('/player-worker.js', headers, etag(), send('text/javascript', WORKER))
}

// What a station broadcasts and what a screen shows: by day, in order, with the files.
import { createHash } from 'node:crypto'
import type { Hono, Context as HonoContext, MiddlewareHandler } from 'hono'
import { portalWords } from '../../i18n/portals/index.ts'
import { withBase } from '../addresses.ts'
import type { Env } from '../app.ts'
import { deliveryError } from '../errors.ts'
import { languageOfRequest } from '../language.ts'
import { loopOf } from '../loop.ts'
import { m3uOf, playlistOf } from '../playlist.ts'
import { VARY_BY_LANGUAGE } from '../represent.ts'
import { type DeliveredItem, playlistQuery } from '../schema.ts'
import type { findOutletNames } from '../store/findOutletNames.ts'
import type { findRunning } from '../store/findRunning.ts'
import { withoutEmpty } from '../withoutEmpty.ts'
import { SHEET_STYLE, sheetOf } from './sheet.ts'

type Context = {
  find: ReturnType<typeof findRunning>
  findNames: ReturnType<typeof findOutletNames>
  baseOf: (url: string) => string
  timeZoneNow: () => Promise<string>
}

/** The sheet's own style and nothing else; to be used before the headers of every answer. */
export const sheetPolicy: MiddlewareHandler = async (context, next) => {
  await next()
  if (context.res.status === 200) context.header('Content-Security-Policy', SHEET_POLICY)
}

const SHEET_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(SHEET_STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

export const runningRoutes = (app: Hono<Env>, { find, findNames, baseOf, timeZoneNow }: Context) => {
  type Asking = Pick<HonoContext<Env>, 'set' | 'var'> & { req: { url: string } }
  const running = async (context: Asking, since: Date): Promise<DeliveredItem[]> => {
    const { outlets } = context.var.subscriber
    const base = baseOf(context.req.url)
    const items: DeliveredItem[] = (await find({ outlets, since })).map((body) =>
      JSON.parse(withBase({ body, base })),
    )
    context.set(
      'shown',
      items.map(({ edition }) => edition),
    )
    return items
  }
  const playlist = async (context: Asking & { req: { query: () => Record<string, string> } }) => {
    const parsed = playlistQuery.safeParse(withoutEmpty(context.req.query()))
    if (!parsed.success) throw deliveryError(400, 'invalid', { path: 'date' })
    const { date } = parsed.data
    const now = new Date()
    // a day begins first at UTC+14
    const since = date === undefined ? now : new Date(new Date(date).getTime() - 14 * 60 * 60 * 1000)
    const items = await running(context, since)
    const isTold = date !== undefined || items.some(({ script }) => script)
    return playlistOf({ items, date, now, timeZone: isTold ? undefined : await timeZoneNow() })
  }

  app.get('/playlist.json', async (context) => context.json(await playlist(context)))
  app.get('/playlist.m3u', async (context) =>
    context.body(m3uOf(await playlist(context)), 200, { 'Content-Type': 'audio/x-mpegurl; charset=utf-8' }),
  )
  app.get('/playlist.html', async (context) => {
    const language = languageOfRequest(context.req.raw.headers)
    const [list, outletNames] = await Promise.all([
      playlist(context),
      findNames(context.var.subscriber.outlets),
    ])
    return context.html(
      sheetOf({ playlist: list, outletNames, words: portalWords(language).sheet, language }),
      200,
      { Vary: VARY_BY_LANGUAGE },
    )
  })
  app.get('/loop.json', async (context) => context.json(loopOf(await running(context, new Date()))))
}

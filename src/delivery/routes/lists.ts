// Feeds for programs that know nothing of us, the calendar, and what items are filed under.
import type { Hono } from 'hono'
import { portalWords } from '../../i18n/portals/index.ts'
import { withBase } from '../addresses.ts'
import type { Env } from '../app.ts'
import { deliveryError } from '../errors.ts'
import { calendarOf } from '../formats/calendar.ts'
import { atomOf, type Channel, jsonFeedOf, rssOf } from '../formats/feeds.ts'
import { languageOfRequest } from '../language.ts'
import { type Reader, textOf } from '../reading.ts'
import { VARY_BY_LANGUAGE } from '../represent.ts'
import { feedQuery } from '../schema.ts'
import type { Taxonomy } from '../store/findTaxonomy.ts'
import { sentTerm, TAXONOMIES, type Taxonomies } from '../taxonomies.ts'
import { withoutEmpty } from '../withoutEmpty.ts'

type Context = { reader: Reader; taxonomies: Taxonomies; baseOf: (url: string) => string }

export const listRoutes = (app: Hono<Env>, { reader, taxonomies, baseOf }: Context) => {
  for (const [address, { type, write }] of Object.entries(FEEDS))
    app.get(address, async (context) => {
      const parsed = feedQuery.safeParse(withoutEmpty(context.req.query()))
      if (!parsed.success)
        throw deliveryError(400, 'invalid', { path: parsed.error.issues[0]?.path.join('.') })
      const { editions } = await reader.editionsOf({ subscriber: context.var.subscriber, query: parsed.data })
      context.set(
        'shown',
        editions.map(({ number }) => Number(number)),
      )
      const base = baseOf(context.req.url)
      const { feedTitle: title, feedDescription: description } = portalWords(
        languageOfRequest(context.req.raw.headers),
      )
      const items = editions.map((edition) => JSON.parse(withBase({ body: textOf(edition), base })))
      return context.body(write({ items, title, description, base }), 200, {
        'Content-Type': `${type}; charset=utf-8`,
        Vary: VARY_BY_LANGUAGE,
      })
    })

  app.get('/events.ics', async (context) => {
    const { outlets } = context.var.subscriber
    const events = await taxonomies.events({ outlets, onlyTheirs: true })
    const { calendarName: name } = portalWords(languageOfRequest(context.req.raw.headers))
    return context.body(calendarOf({ events, name, base: baseOf(context.req.url) }), 200, {
      'Content-Type': 'text/calendar; charset=utf-8',
      Vary: VARY_BY_LANGUAGE,
    })
  })

  for (const which of Object.keys(TAXONOMIES) as Taxonomy[])
    app.get(`/${which}`, async (context) => {
      const base = baseOf(context.req.url)
      const found = await taxonomies[which]({ outlets: context.var.subscriber.outlets })
      return context.json({ [which]: found.map((term) => sentTerm({ which, term, base })) })
    })
}

const FEEDS: Record<string, { type: string; write: (channel: Channel) => string }> = {
  '/feed.rss': { type: 'application/rss+xml', write: rssOf },
  '/feed.atom': { type: 'application/atom+xml', write: atomOf },
  '/feed.json': { type: 'application/feed+json', write: (channel) => JSON.stringify(jsonFeedOf(channel)) },
}

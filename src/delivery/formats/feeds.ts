// The newest items as RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1. Nothing in them is the time of the request, so
// their ETags change only with what they hold.
import { Feed } from 'feed'
import type { DeliveredItem } from '../schema.ts'
import { clean, escapeHtml } from './clean.ts'

export type Channel = {
  items: DeliveredItem[]
  title: string
  description: string
  /** Address of the API without a slash at the end. */
  base: string
}

export const rssOf = (channel: Channel): string => {
  const feed = emptyFeed({ ...channel, self: `${channel.base}/feed.rss` })
  for (const item of channel.items)
    feed.addItem({
      ...entryOf(item, channel.base),
      title: clean(item.title),
      description: clean(item.summary ?? ''),
      // RSS wants an e-mail address for an author; Dublin Core has names
      extensions: item.byline ? [{ name: 'dc:creator', objects: { _text: clean(item.byline) } }] : [],
    })
  return feed.rss2()
}

export const atomOf = (channel: Channel): string => {
  const feed = emptyFeed({ ...channel, self: `${channel.base}/feed.atom` })
  for (const item of channel.items)
    feed.addItem({
      ...entryOf(item, channel.base),
      // the library writes them as HTML
      title: escapeHtml(item.title),
      description: escapeHtml(item.summary ?? ''),
      author: [{ name: clean(item.byline) || clean(item.outlet) }],
    })
  return feed.atom1()
}

/** https://www.jsonfeed.org/version/1.1/; the library knows version 1 only. */
export const jsonFeedOf = ({ items, title, description, base }: Channel) => ({
  version: 'https://jsonfeed.org/version/1.1',
  title,
  description,
  home_page_url: `${base}/docs`,
  feed_url: `${base}/feed.json`,
  language: 'vi',
  items: items.map((item) => ({
    id: addressOf(item, base),
    url: pageOf(item, base),
    title: item.title,
    ...(item.summary ? { summary: item.summary } : {}),
    content_html: item.html,
    ...(item.cover ? { image: item.cover.url } : {}),
    date_published: item.publishedAt,
    date_modified: item.updatedAt,
    ...(item.byline ? { authors: [{ name: item.byline }] } : {}),
    tags: tagsOf(item),
    language: 'vi',
  })),
})

const emptyFeed = ({ items, title, description, base, self }: Channel & { self: string }) =>
  new Feed({
    id: self,
    title: clean(title),
    description: clean(description),
    link: `${base}/docs`,
    feed: self,
    language: 'vi',
    generator: 'Loa',
    updated: new Date(Math.max(0, ...items.map(({ updatedAt }) => Date.parse(updatedAt)))),
  })

/** What RSS and Atom have in common. */
const entryOf = (item: DeliveredItem, base: string) => ({
  id: addressOf(item, base),
  guid: addressOf(item, base),
  link: pageOf(item, base),
  date: new Date(item.updatedAt),
  published: new Date(item.publishedAt),
  content: clean(item.html),
  category: tagsOf(item).map((name) => ({ name: clean(name), term: clean(name) })),
  // how many bytes it has is not frozen; 0 is what RSS readers take for unknown
  ...(item.cover ? { enclosure: { url: item.cover.url, type: item.cover.mimeType, length: 0 } } : {}),
})

const addressOf = ({ id }: DeliveredItem, base: string) => `${base}/items/${id}`
const pageOf = (item: DeliveredItem, base: string) => `${addressOf(item, base)}?format=html`
const tagsOf = ({ kind, task, line, themes }: DeliveredItem) =>
  [kind, task, line, ...themes].filter((tag): tag is string => Boolean(tag))

// An item as IPTC ninjs 3.1 (https://iptc.org/standards/ninjs/): what news agencies' systems read.
import type { DeliveredItem, DeliveredMedia } from '../schema.ts'

const SCHEMA = 'http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json'

// 1 is the most urgent, 5 is normal (IPTC NewsCodes, urgency)
const URGENCY: Record<string, number> = { urgent: 1, priority: 3 }

/** @param uri where the item is: the same for all its editions, which `version` tells apart */
export const ninjsOf = ({ item, uri }: { item: DeliveredItem; uri: string }) => {
  const { title, slug, kind, summary, html, text, task, line, themes, event, cover, media } = item
  const subjects = [
    ...themes.map((literal) => ({ rel: 'theme', literal })),
    ...(task ? [{ rel: 'task', literal: task }] : []),
    ...(line ? [{ rel: 'line', literal: line }] : []),
  ]
  return {
    uri,
    type: 'text' as const,
    representationType: 'full' as const,
    standard: { name: 'ninjs', version: '3.1', schema: SCHEMA },
    version: String(item.edition),
    firstCreated: item.publishedAt,
    versionCreated: item.updatedAt,
    pubStatus: 'usable' as const,
    urgency: URGENCY[item.priority] ?? 5,
    language: 'vi',
    title,
    headlines: [{ role: 'main', contentType: 'text/plain', value: title }],
    by: item.byline,
    ...(slug ? { slugline: slug } : {}),
    ...(kind ? { genres: [{ literal: kind }] } : {}),
    ...(summary ? { descriptions: [{ role: 'summary', contentType: 'text/plain', value: summary }] } : {}),
    bodies: [
      { role: 'main', contentType: 'text/html', value: html },
      { role: 'main', contentType: 'text/plain', ...countsOf(text), value: text },
    ],
    ...(subjects.length > 0 ? { subjects } : {}),
    ...(event ? { events: [{ literal: event }] } : {}),
    ...(item.organization ? { organisations: [{ rel: 'author', literal: item.organization }] } : {}),
    ...(item.changeNote ? { edNote: item.changeNote } : {}),
    altIds: [
      { role: 'item', value: item.id },
      { role: 'outlet', value: item.outlet },
    ],
    ...(media.length > 0
      ? { associations: media.map((one, index) => pictureOf({ one, cover, number: index + 1 })) }
      : {}),
  }
}

const countsOf = (text: string) => ({
  charCount: [...text].length,
  wordCount: text.split(/\s+/u).filter(Boolean).length,
})

const pictureOf = ({
  one: { url, width, height, mimeType, alt, credit },
  cover,
  number,
}: {
  one: DeliveredMedia
  cover: DeliveredMedia | null
  number: number
}) => ({
  name: `picture-${number}`,
  rel: cover?.url === url ? 'cover' : 'attachment',
  uri: url,
  type: 'picture' as const,
  ...(alt ? { descriptions: [{ role: 'alternative', contentType: 'text/plain', value: alt }] } : {}),
  ...(credit ? { by: credit } : {}),
  renditions: [
    {
      name: 'main',
      href: url,
      contentType: mimeType,
      // 0 is unknown
      ...(width > 0 && height > 0 ? { width, height } : {}),
    },
  ],
})

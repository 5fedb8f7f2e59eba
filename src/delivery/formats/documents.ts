// An item as a document of its own: HTML that any browser shows, or plain text to read out or to paste.
import type { DeliveredItem, DeliveredMedia } from '../schema.ts'
import { clean, escapeHtml } from './clean.ts'

/** A complete document in Vietnamese. `html` of an item is made by us at publishing; all else is escaped. */
export const htmlOf = ({ item }: { item: DeliveredItem }): string => {
  const { title, summary, html, cover, media, byline, publishedAt, updatedAt } = item
  const others = media.filter(({ url }) => url !== cover?.url)
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${escapeHtml(summary ?? '')}">
<meta name="author" content="${escapeHtml(byline)}">
<title>${escapeHtml(title)}</title>
</head>
<body>
<article>
<header>
<h1>${escapeHtml(title)}</h1>
<p>${byline ? `<span>${escapeHtml(byline)}</span> · ` : ''}${timeOf(publishedAt)}</p>
${summary ? `<p><strong>${escapeHtml(summary)}</strong></p>\n` : ''}</header>
${cover ? `${figureOf(cover)}\n` : ''}${clean(html)}
${others.map((one) => `${figureOf(one)}\n`).join('')}${item.changeNote ? `<footer><p>${timeOf(updatedAt)}: ${escapeHtml(item.changeNote)}</p></footer>\n` : ''}</article>
</body>
</html>
`
}

/** Title, summary, text and byline, parted by empty lines. */
export const textOf = ({ item: { title, summary, text, byline } }: { item: DeliveredItem }): string =>
  `${[title, summary, text, byline]
    .map((part) => clean(part ?? '').trim())
    .filter(Boolean)
    .join('\n\n')}\n`

const figureOf = ({ url, width, height, alt, credit }: DeliveredMedia): string => {
  const size = width > 0 && height > 0 ? ` width="${width}" height="${height}"` : ''
  const caption = credit ? `<figcaption>${escapeHtml(credit)}</figcaption>` : ''
  return `<figure><img src="${escapeHtml(url)}" alt="${escapeHtml(alt)}"${size}>${caption}</figure>`
}

// for readers in Vietnam; data carries UTC
const written = new Intl.DateTimeFormat('vi-VN', {
  dateStyle: 'short',
  timeStyle: 'short',
  timeZone: 'Asia/Ho_Chi_Minh',
})

const timeOf = (instant: string): string =>
  `<time datetime="${instant}">${written.format(new Date(instant))}</time>`

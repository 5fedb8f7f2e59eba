// The pages as text. Everything that comes from elsewhere is escaped; `html` alone is taken as it is: the API
// promises markup without scripts, and the site's policy would run none.
import type { Item, Media } from '../index.ts'
import { nameOf } from './store.ts'

type Frame = { name: string; isAway: boolean }

export const listPage = ({ items, ...frame }: Frame & { items: Item[] }): string => {
  const [lead, ...others] = items
  const list = lead
    ? `${leadCard(lead)}<ul class="list">${others.map((item) => `<li>${card(item)}</li>`).join('')}</ul>`
    : '<p class="empty">Chưa có tin, bài nào.</p>'
  return page({ ...frame, title: frame.name, main: `<h1 class="unseen">Tin mới</h1>${list}` })
}

export const itemPage = ({ item, ...frame }: Frame & { item: Item }): string => {
  const { title, summary, html, cover, media, changeNote } = item
  const others = media.filter(({ url }) => url !== cover?.url)
  const main = `<article>
<h1>${escaped(title)}</h1>
${facts(item)}
${changeNote ? `<p class="note">Đã sửa: ${escaped(changeNote)}</p>` : ''}
${summary ? `<p class="summary">${escaped(summary)}</p>` : ''}
${cover ? figure(cover) : ''}
<div class="body">${html}</div>
${others.map(figure).join('')}
</article>
<p><a href="/">Về trang đầu</a></p>`
  return page({ ...frame, title: `${title} · ${frame.name}`, main })
}

export const missingPage = (frame: Frame): string =>
  page({
    ...frame,
    title: `Không có trang này · ${frame.name}`,
    main: '<h1>Không có trang này</h1><p>Tin, bài không còn ở đây. <a href="/">Về trang đầu</a></p>',
  })

const page = ({ name, isAway, title, main }: Frame & { title: string; main: string }) => `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><a href="/">${escaped(name)}</a></header>
${isAway ? '<p class="away" role="status">Nguồn tin tạm gián đoạn. Trang vẫn hiển thị tin đã nhận.</p>' : ''}
<main>${main}</main>
</body>
</html>
`

const leadCard = (item: Item) => `<div class="lead">${card(item)}</div>`

const card = (item: Item) => {
  const { id, title, summary, cover } = item
  const href = `/tin/${encodeURIComponent(id)}`
  return `<div class="card">${cover ? `<a class="thumb" href="${href}" tabindex="-1" aria-hidden="true">${picture({ ...cover, alt: '' })}</a>` : ''}
<div><h2><a href="${href}">${escaped(title)}</a></h2>${facts(item)}${summary ? `<p>${escaped(summary)}</p>` : ''}</div></div>`
}

const facts = ({ publishedAt, byline, priority }: Item) =>
  `<p class="facts">${priority === 'urgent' ? '<strong>Khẩn</strong> · ' : ''}<time datetime="${escaped(publishedAt)}">${escaped(date(publishedAt))}</time>${byline ? ` · ${escaped(byline)}` : ''}</p>`

const date = (instant: string) =>
  new Intl.DateTimeFormat('vi-VN', {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Ho_Chi_Minh',
  }).format(new Date(instant))

const figure = (media: Media) =>
  `<figure>${picture(media)}${media.credit ? `<figcaption>${escaped(media.credit)}</figcaption>` : ''}</figure>`

const picture = ({ url, alt, width, height }: Media) =>
  `<img src="/anh/${encodeURIComponent(nameOf(url))}" alt="${escaped(alt)}" width="${Number(width)}" height="${Number(height)}">`

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

export const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --soft: #57606a; --line: #d8dee4; --page: #fff; --mark: #9a1b1f; --note: #fff4d6 }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --soft: #9aa4af; --line: #30363d; --page: #0f1419; --mark: #ff9a94; --note: #3a2f10 } }
* { box-sizing: border-box }
body { margin: 0; color: var(--text); background: var(--page); font: 1.0625rem/1.6 system-ui, sans-serif }
header { border-block-end: 3px solid var(--mark); padding: .9rem 1rem }
header a { color: var(--mark); font-weight: 700; font-size: 1.25rem; text-decoration: none }
header a, main { display: block; max-width: 66rem; margin-inline: auto }
main { padding-block: 1.25rem 3rem; width: calc(100% - 2rem) }
a { color: inherit; text-underline-offset: .2em }
h1, h2 { line-height: 1.25; margin: 0 0 .3rem; overflow-wrap: anywhere }
h2 { font-size: 1.15rem }
h2 a { text-decoration: none }
h2 a:hover { text-decoration: underline }
img { display: block; max-width: 100%; height: auto; border-radius: 4px; background: var(--line) }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.facts, figcaption { color: var(--soft); font-size: .9rem; margin: 0 0 .5rem }
.facts strong { color: var(--mark) }
.note, .away { background: var(--note); margin: 0 0 1rem; padding: .6rem 1rem }
.lead { padding-block-end: 1.25rem }
.lead h2 { font-size: 1.7rem }
.list { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1.25rem }
.list > li { max-inline-size: 32rem; border-block-start: 1px solid var(--line); padding-block-start: 1.25rem }
.card p { margin: 0 0 .4rem }
.thumb { display: block; margin-block-end: .6rem }
.thumb img { width: 100%; aspect-ratio: 16 / 9; object-fit: cover }
article { max-width: 44rem }
.summary { font-weight: 600 }
figure { margin: 1rem 0 }
.body :is(p, ul, ol, blockquote) { margin: 0 0 1rem; overflow-wrap: anywhere }
@media (min-width: 50rem) { .lead .card { display: grid; grid-template-columns: 3fr 2fr; gap: 1.5rem } }
`

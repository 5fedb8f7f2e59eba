// The play list on paper, for stations without a player: hours, order, and what is to be read out.

import type { PortalWords } from '../../i18n/portals/index.ts'
import { escapeHtml } from '../formats/clean.ts'
import type { DeliveredPlaylist } from '../schema.ts'

export const SHEET_STYLE = `
@page{size:A4;margin:18mm 16mm}
body{margin:0 auto;max-width:52rem;padding:1.5rem;color:#111;background:#fff;font:16px/1.55 "Times New Roman",Tinos,serif}
h1{font-size:1.5rem;margin:0}
header p{margin:.2rem 0 1rem;color:#333}
section{border-top:2px solid #111;padding:.8rem 0 1rem;break-inside:avoid-page}
h2{font-size:1.15rem;margin:0 0 .3rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;margin:0 0 .6rem;font-size:.95rem}
dt{font-weight:700}dd{margin:0;overflow-wrap:anywhere}
.class{border:1.5px solid #111;padding:0 .4rem;font-size:.9rem;margin-right:.4rem}
.script{white-space:pre-wrap;font-size:1.2rem;line-height:1.7}
@media print{body{padding:0;max-width:none}}
`

type Words = PortalWords['sheet']

/** @param outletNames by code; an outlet that is not among them stands there by its code */
export const sheetOf = ({
  playlist: { date, entries },
  outletNames,
  words,
  language,
}: {
  playlist: DeliveredPlaylist
  outletNames: ReadonlyMap<string, string>
  words: Words
  language: 'vi' | 'en'
}): string => {
  const day = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'vi-VN', {
    dateStyle: 'full',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`))
  const codes = [...new Set(entries.map(({ outlet }) => outlet))]
  const outlets = codes.map((code) => outletNames.get(code) ?? code).join(', ')
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(`${words.title} ${date}`)}</title>
<style>${SHEET_STYLE}</style>
</head>
<body>
<header><h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml([day, outlets].filter(Boolean).join(' · '))}</p></header>
${entries.map((entry) => sectionOf({ entry, words })).join('\n') || `<p>${escapeHtml(words.nothing)}</p>`}
</body>
</html>
`
}

const sectionOf = ({
  entry,
  words,
}: {
  entry: DeliveredPlaylist['entries'][number]
  words: Words
}): string => {
  const { order, title, priority, atOnce, times, repeats, seconds, audio, text, startsOn, endsOn } = entry
  const facts: [string, string][] = [
    [words.when, atOnce ? words.atOnce : times.join(' · ')],
    [words.repeats, String(repeats)],
    [words.length, lengthOf(seconds)],
    [words.days, `${dayOf(startsOn)} – ${dayOf(endsOn)}`],
    ...(audio ? [[words.recording, audio.url] as [string, string]] : []),
  ]
  const rows = facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`)
  const mark =
    priority === 'normal'
      ? ''
      : `<span class="class">${escapeHtml(words.classes[priority as 'urgent'] ?? priority)}</span>`
  return `<section>
<h2>${order}. ${mark}${escapeHtml(title)}</h2>
<dl>${rows.join('')}</dl>
<div class="script">${escapeHtml(text)}</div>
</section>`
}

const lengthOf = (seconds: number): string => {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

const dayOf = (date: string): string => date.split('-').reverse().join('/')

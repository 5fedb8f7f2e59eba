// The reply to a newsroom on paper: head of the issuing body as Decree 30/2020/NĐ-CP has it, question, answer, corrections.
// Where a person has to write, a sentence in brackets stands.
import { createHash } from 'node:crypto'
import { convertLexicalToHTML } from '@payloadcms/richtext-lexical/html'
import { escapeHtml } from '../delivery/formats/clean.ts'
import type { FormFoot, FormHead } from '../report/documents/officialForm.ts'

const STYLE = `
@page{size:A4;margin:20mm 15mm 20mm 30mm}
body{margin:0 auto;max-width:44rem;padding:1.5rem;color:#111;background:#fff;font:14pt/1.4 "Times New Roman",Tinos,serif}
header{display:grid;grid-template-columns:42% 58%;text-align:center;font-size:12pt}
header p,.title p{margin:0 0 .2rem}
header strong::after{content:"";display:block;width:40%;margin:.25rem auto;border-top:1px solid #111}
header .superior{text-transform:uppercase}
header .issuer,header .country{text-transform:uppercase;font-weight:700}
.title{text-align:center;font-weight:700;margin:1.6rem 0 1rem}
h2{font-size:14pt;margin:1rem 0 .3rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem .8rem;margin:0}
dt{font-weight:700}dd{margin:0;overflow-wrap:anywhere}
.asked{white-space:pre-wrap;overflow-wrap:anywhere;margin:0}
footer{display:grid;grid-template-columns:45% 55%;margin-top:2rem;break-inside:avoid}
.recipients{font-size:11pt}.recipients p{margin:0}
.recipients p:first-child{font-size:12pt;font-weight:700;font-style:italic}
.signature{text-align:center;font-weight:700}
.signature p{margin:0 0 4rem}
@media print{body{padding:0;max-width:none}}
`

/** The style of the sheet and nothing else: no script, no picture, no other address. */
export const SHEET_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

/** What the sheet says, whatever it is written as. */
export type PressSheet = {
  language: 'vi' | 'en'
  head: FormHead
  /** Kind and subject. */
  title: string[]
  /** Names and values of what is known about the request. */
  facts: [string, string][]
  question: { heading: string; text: string } | null
  /** `text` as the editor of texts keeps it; null where there is none yet. */
  reply: { heading: string; text: ReplyText | null }
  files: { heading: string; names: string[] } | null
  corrections: { heading: string; lines: [string, string][] } | null
  foot: FormFoot
}

type ReplyText = Parameters<typeof convertLexicalToHTML>[0]['data']

export const pressSheetOf = ({
  language,
  head,
  title,
  facts,
  question,
  reply,
  files,
  corrections,
  foot: { recipients, signer },
}: PressSheet): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title.join(': '))}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<div>${head.superior ? `<p class="superior">${escapeHtml(head.superior)}</p>` : ''}<strong class="issuer">${escapeHtml(head.issuer)}</strong><p>${escapeHtml(head.number)}</p></div>
<div><p class="country">${escapeHtml(head.country)}</p><strong>${escapeHtml(head.motto)}</strong><p><i>${escapeHtml(head.placeAndDate)}</i></p></div>
</header>
<div class="title">${title.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</div>
<dl>${termsOf(facts)}</dl>
${question ? `<h2>${escapeHtml(question.heading)}</h2><p class="asked">${escapeHtml(question.text)}</p>` : ''}
<h2>${escapeHtml(reply.heading)}</h2>
${reply.text ? convertLexicalToHTML({ data: reply.text, disableContainer: true }) : ''}
${files ? `<h2>${escapeHtml(files.heading)}</h2><ul>${files.names.map((name) => `<li>${escapeHtml(name)}</li>`).join('')}</ul>` : ''}
${corrections ? `<h2>${escapeHtml(corrections.heading)}</h2><dl>${termsOf(corrections.lines)}</dl>` : ''}
<footer>
<div class="recipients"><p>${escapeHtml(recipients.title)}</p>${recipients.lines.map((one) => `<p>${escapeHtml(one)}</p>`).join('')}</div>
<div class="signature"><p>${escapeHtml(signer)}</p></div>
</footer>
</body>
</html>
`

const termsOf = (terms: [string, string][]) =>
  terms.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`).join('')

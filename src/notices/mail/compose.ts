// What a mail says: its subject, plain text, and the same as simple HTML, in the language of who gets it.
import { say } from '../../i18n/index.ts'
import type { OwedSlot } from '../kinds.ts'
import type { ClaimedMail } from '../store/claimMails.ts'

export type Mail = { subject: string; text: string; html: string }

/** @param address what the notice leads to, as a browser opens it; `settings` where its reader chooses otherwise */
export const composeMail = ({
  mail,
  address,
  settings,
}: {
  mail: Pick<ClaimedMail, 'kind' | 'title' | 'text' | 'actor' | 'details' | 'language'>
  address: string
  settings: string
}): Mail => {
  const { kind, title, text, actor, details, language } = mail
  const tell = (key: string, values: Record<string, string | number> = {}) =>
    say({ i18n: { language } as never }, `notices.${key}`, values)
  const total = details?.total ?? 0
  const day = details?.day ? details.day.split('-').reverse().join('/') : ''
  const named = title || tell('untitled')
  const values = { title: named, count: total, day, actor: actor || tell('house') }
  const subject = oneLine(tell(`subject.${kind}`, values))
  const opening = tell(`sentence.${kind}`, values)
  const slots = (details?.slots ?? []).map((slot) => slotLine({ slot, language, tell }))
  const more = total - slots.length
  if (more > 0) slots.push(tell('more', { count: more }))
  const open = tell(slots.length > 0 ? 'openBoard' : 'open')
  const footer = tell('footer')

  const plain = [
    opening,
    ...(text ? [`“${text}”`] : []),
    ...(slots.length > 0 ? [slots.map((line) => `- ${line}`).join('\n')] : []),
    `${open}:\n${address}`,
    `--\n${footer}\n${settings}`,
  ].join('\n\n')
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>
<body style="font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#1a1a1a;max-width:40rem">
<p>${escaped(opening)}</p>
${text ? `<blockquote style="margin:0 0 1em;padding:0 0 0 12px;border-left:4px solid #b8860b;white-space:pre-line">${escaped(text)}</blockquote>` : ''}
${slots.length > 0 ? `<ul>${slots.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>` : ''}
<p><a href="${escaped(address)}" style="color:#0b57d0">${escaped(open)}</a></p>
<hr style="border:0;border-top:1px solid #ccc">
<p style="font-size:13px;color:#555">${escaped(footer)} <a href="${escaped(settings)}" style="color:#0b57d0">${escaped(tell('settings'))}</a></p>
</body></html>`
  return { subject, text: plain, html }
}

const slotLine = ({
  slot: { quota, place, period, missing },
  language,
  tell,
}: {
  slot: OwedSlot
  language: 'vi' | 'en'
  tell: (key: string, values: Record<string, string | number>) => string
}) => [quota, place, period[language], tell('missing', { count: missing })].filter(Boolean).join(' · ')

// a header of its own would begin at the end of a line
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim().slice(0, 200)

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)

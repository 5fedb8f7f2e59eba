// `GET /api/press-requests/:id/sheet[?format=html|docx]`: the reply as a page to be printed, or as a file to go on with, for
// whoever may read the request.
import type { Endpoint, PayloadRequest } from 'payload'
import { staffOf } from '../access/roles.ts'
import { invalid, refuse } from '../errors/index.ts'
import { languageOf, say } from '../i18n/index.ts'
import { isIdentifier } from '../identifier.ts'
import { letterhead } from '../letterhead.ts'
import { calendarDateIn } from '../quota/calendar.ts'
import { attachment } from '../report/contentDisposition.ts'
import { type PressSheet, pressSheetOf, SHEET_POLICY } from './sheet.ts'

export const sheetEndpoint: Omit<Endpoint, 'root'> = {
  path: '/:id/sheet',
  method: 'get',
  handler: async (req) => {
    if (!staffOf(req)) throw refuse({ req, code: 'forbidden' })
    const id = String(req.routeParams?.id)
    const format = req.query?.format ?? 'html'
    if (format !== 'html' && format !== 'docx') throw invalid({ req, path: 'format' })
    if (!isIdentifier(id)) throw refuse({ req, code: 'not-found' })
    const doc = await req.payload.findByID({
      collection: 'press-requests',
      id,
      depth: 1,
      overrideAccess: false,
      req,
    })
    const sheet = await sheetFor({ req, doc: doc as never })
    return format === 'docx' ? fileOf({ req, sheet }) : pageOf(sheet)
  },
}

const PRIVATE = { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' }

const pageOf = (sheet: PressSheet) =>
  new Response(pressSheetOf(sheet), {
    headers: {
      ...PRIVATE,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': SHEET_POLICY,
    },
  })

const fileOf = async ({ req, sheet }: { req: PayloadRequest; sheet: PressSheet }) => {
  // its library is loaded when somebody asks for it
  const { pressSheetDocxOf } = await import('./sheetDocx.ts')
  return new Response(new Uint8Array(await pressSheetDocxOf(sheet)), {
    headers: {
      ...PRIVATE,
      'Content-Type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'Content-Disposition': attachment(`${say(req, 'pressRequests.fileName')}.docx`),
    },
  })
}

type Doc = {
  kind: string
  subject: string
  newsroom?: string | null
  contact?: string | null
  question?: string | null
  receivedAt: string
  dueAt?: string | null
  answeredAt?: string | null
  spokesperson?: string | null
  reply?: PressSheet['reply']['text']
  files?: ({ filename?: string | null; alt?: string | null } | string)[] | null
  corrections?: { text: string; at?: string | null }[] | null
  organization: { id: string; code: string; name: string }
}

const sheetFor = async ({ req, doc }: { req: PayloadRequest; doc: Doc }): Promise<PressSheet> => {
  const words = (key: string, values = {}) => say(req, `pressRequests.${key}`, values)
  const letter = (key: string, values = {}) => say(req, `report.${key}`, values)
  const language = languageOf(req)
  const moment = (instant: string) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'vi-VN', {
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: ZONE,
    }).format(new Date(instant))
  const {
    superior,
    issuer = doc.organization.name,
    place,
  } = await letterhead({ req, issuer: doc.organization })
  const answered = doc.answeredAt ? new Date(doc.answeredAt) : new Date()
  const year = calendarDateIn({ instant: answered, timeZone: ZONE }).slice(0, 4)
  const facts: [string, string | null | undefined][] = [
    [words('newsroom'), doc.newsroom],
    [words('contact'), doc.contact],
    [words('receivedAt'), moment(doc.receivedAt)],
    [words('dueAt'), doc.dueAt && moment(doc.dueAt)],
    [words('answeredAt'), doc.answeredAt ? moment(doc.answeredAt) : words('notAnswered')],
    [words('spokesperson'), doc.spokesperson],
  ]
  const names = (doc.files ?? []).flatMap((file) =>
    typeof file === 'string' ? [] : [[file.alt, file.filename].filter(Boolean).join(' · ')],
  )
  const corrections = (doc.corrections ?? []).map(({ text, at }): [string, string] => [
    at ? moment(at) : '',
    text,
  ])
  return {
    language,
    head: {
      superior: superior ?? '',
      issuer: issuer ?? doc.organization.name,
      number: words('number'),
      country: letter('country'),
      motto: letter('motto'),
      placeAndDate: letter('placeAndDate', { place: place ?? letter('place'), year }),
    },
    title: [words(`kindOptions.${doc.kind}`).toLocaleUpperCase('vi'), doc.subject],
    facts: facts.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])),
    question: doc.question ? { heading: words('question'), text: doc.question } : null,
    reply: { heading: words('reply'), text: doc.reply ?? null },
    files: names.length > 0 ? { heading: words('files'), names } : null,
    corrections: corrections.length > 0 ? { heading: words('corrections'), lines: corrections } : null,
    foot: {
      recipients: {
        title: letter('recipients'),
        lines: [...(doc.newsroom ? [`- ${doc.newsroom};`] : []), letter('recipientsFile')],
      },
      signer: letter('signer'),
      signerName: letter('signerName'),
    },
  }
}

/** In which moments are entered: see `moment` in src/planFields.ts. */
const ZONE = 'Asia/Ho_Chi_Minh'

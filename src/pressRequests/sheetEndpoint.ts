// `GET /api/press-requests/:id/sheet`: the reply as a page to be printed, for whoever may read the request.
import { convertLexicalToHTML } from '@payloadcms/richtext-lexical/html'
import type { Endpoint, PayloadRequest } from 'payload'
import { staffOf } from '../access/roles.ts'
import { refuse } from '../errors/index.ts'
import { languageOf, say } from '../i18n/index.ts'
import { isIdentifier } from '../identifier.ts'
import { letterhead } from '../letterhead.ts'
import { pressSheetOf, SHEET_POLICY } from './sheet.ts'

export const sheetEndpoint: Omit<Endpoint, 'root'> = {
  path: '/:id/sheet',
  method: 'get',
  handler: async (req) => {
    if (!staffOf(req)) throw refuse({ req, code: 'forbidden' })
    const id = String(req.routeParams?.id)
    if (!isIdentifier(id)) throw refuse({ req, code: 'not-found' })
    const doc = await req.payload.findByID({
      collection: 'press-requests',
      id,
      depth: 1,
      overrideAccess: false,
      req,
    })
    return new Response(await sheetFor({ req, doc: doc as never }), {
      headers: {
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': SHEET_POLICY,
        'Cache-Control': 'private, no-store',
        'X-Content-Type-Options': 'nosniff',
      },
    })
  },
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
  reply?: Parameters<typeof convertLexicalToHTML>[0]['data'] | null
  files?: ({ filename?: string | null; alt?: string | null } | string)[] | null
  corrections?: { text: string; at?: string | null }[] | null
  organization: { id: string; code: string; name: string }
}

const sheetFor = async ({ req, doc }: { req: PayloadRequest; doc: Doc }): Promise<string> => {
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
  const year = new Date(doc.answeredAt ?? Date.now()).getFullYear()
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
  return pressSheetOf({
    language,
    head: {
      superior: superior ?? '',
      issuer: issuer ?? doc.organization.name,
      country: letter('country'),
      motto: letter('motto'),
      placeAndDate: letter('placeAndDate', { place: place ?? letter('place'), year }),
    },
    title: [words(`kindOptions.${doc.kind}`).toLocaleUpperCase('vi'), doc.subject],
    facts: facts.flatMap(([name, value]) => (value ? [[name, value] as [string, string]] : [])),
    question: doc.question ? { heading: words('question'), text: doc.question } : null,
    reply: {
      heading: words('reply'),
      html: doc.reply ? convertLexicalToHTML({ data: doc.reply, disableContainer: true }) : '',
    },
    files: names.length > 0 ? { heading: words('files'), names } : null,
    corrections: corrections.length > 0 ? { heading: words('corrections'), lines: corrections } : null,
    signer: letter('signer'),
  })
}

/** In which moments are entered: see `moment` in src/planFields.ts. */
const ZONE = 'Asia/Ho_Chi_Minh'

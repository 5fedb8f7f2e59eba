// `GET /leader/<secret>`: an answer that stands alone. No script, nothing from elsewhere, nothing to be found by.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { createLocalReq, type Payload, type PayloadRequest } from 'payload'
import type { ReactNode } from 'react'
import { filterRows, guidesAll, scopeOf } from '../admin/plan/filter.ts'
import { readProved } from '../admin/plan/proved.ts'
import { readPlanState } from '../admin/plan/readPlan.ts'
import { callerAddress } from '../delivery/limits/callerAddress.ts'
import { tokenBuckets } from '../delivery/limits/tokenBuckets.ts'
import { environment } from '../environment.ts'
import { dataHeaders } from '../http/securityHeaders.ts'
import { type Language, languageOf, say } from '../i18n/index.ts'
import { findLink } from './findLink.ts'
import { LeaderPage } from './LeaderPage.tsx'
import { readResults } from './readResults.ts'

/** Pages a minute from one address; where no proxy tells it, from all together. */
const PER_ADDRESS = 60
const TOGETHER = 600

const buckets = tokenBuckets()

/**
 * @returns 200 with the page, 404 for a secret that opens nothing (also one that did), 429 when it is too much
 */
export const serveLeader = async ({
  payload,
  request,
  secret,
}: {
  payload: Payload
  request: Request
  secret: string
}): Promise<Response> => {
  const req = await requestIn({ payload, language: languageIn(request) })
  const address = callerAddress({
    forwarded: request.headers.get('x-forwarded-for'),
    remoteAddress: undefined,
    trustedProxies: Number(process.env.TRUSTED_PROXIES) || 0,
  })
  const { isAllowed, retryAfter } = buckets.take({
    name: address ?? '',
    limit: address ? PER_ADDRESS : TOGETHER,
  })
  if (!isAllowed)
    return plain({ req, words: 'tooMany', status: 429, headers: { 'Retry-After': String(retryAfter) } })
  const link = await findLink({ req, secret })
  const state = link && (await readPlanState({ req, code: link.plan, now: new Date() }))
  if (!link || !state) return plain({ req, words: 'notFound', status: 404 })
  const isWhole = guidesAll(link.organization, state.names)
  const filter = isWhole ? {} : { organization: link.organization }
  const rows = filterRows({ rows: state.rows, filter, names: state.names })
  const [proved, results] = await Promise.all([
    readProved({ req, plan: state.plan.id, ...scopeOf({ filter, names: state.names }) }),
    readResults({ req, state, rows }),
  ])
  return answer({
    req,
    title: say(req, 'leader.title'),
    status: 200,
    body: (
      <LeaderPage
        isWhole={isWhole}
        link={link}
        proved={proved}
        req={req}
        results={results}
        rows={rows}
        state={state}
      />
    ),
  })
}

const plain = ({
  req,
  words,
  status,
  headers,
}: {
  req: PayloadRequest
  words: 'notFound' | 'tooMany'
  status: number
  headers?: Record<string, string>
}) => {
  const title = say(req, `leader.${words}`)
  const body = (
    <main className="loa-screen">
      <h1 className="loa-head__title">{title}</h1>
      <p>{say(req, `leader.${words}Help`)}</p>
    </main>
  )
  return answer({ req, title, status, body, headers })
}

const answer = async ({
  req,
  title,
  status,
  body,
  headers = {},
}: {
  req: PayloadRequest
  title: string
  status: number
  body: ReactNode
  headers?: Record<string, string>
}) => {
  // Next refuses this import where it is not dynamic, since a page of its own never needs it
  const { renderToStaticMarkup } = await import('react-dom/server')
  const head = renderToStaticMarkup(
    <>
      <meta charSet="utf-8" />
      <meta content="width=device-width, initial-scale=1" name="viewport" />
      <meta content="light dark" name="color-scheme" />
      <title>{`${title} · Loa`}</title>
    </>,
  )
  const html = `<!doctype html><html lang="${languageOf(req)}"><head>${head}<style>${await styles()}</style></head><body>${renderToStaticMarkup(body)}</body></html>`
  const isSecure = environment().publicUrl.startsWith('https:')
  return new Response(html, { status, headers: { ...dataHeaders({ isSecure }), ...HEADERS, ...headers } })
}

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Cache-Control': 'private, no-store',
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
}

const SHEETS = ['leader/leader.css', 'admin/frame/frame.css', 'admin/plan/plan.css', 'admin/board/board.css']

/** The style of the screens, over Payload's colours; read once. */
const styles = (): Promise<string> => {
  read ??= Promise.all(
    SHEETS.map((sheet) =>
      readFile(path.join(/* turbopackIgnore: true */ process.cwd(), 'src', sheet), 'utf8'),
    ),
  ).then((sheets) => sheets.join('\n'))
  return read
}

let read: Promise<string> | undefined

/** As the address asks (`?lang=en`), else as the browser does, else Vietnamese. */
const languageIn = (request: Request): Language => {
  const asked = new URL(request.url).searchParams.get('lang')
  if (asked === 'en' || asked === 'vi') return asked
  return /^en\b/i.test(request.headers.get('accept-language') ?? '') ? 'en' : 'vi'
}

/** A request of nobody, in a language: what the functions that read want. */
const requestIn = async ({ payload, language }: { payload: Payload; language: Language }) => {
  const req = await createLocalReq({}, payload)
  return Object.assign(req, { i18n: { ...req.i18n, language } }) as PayloadRequest
}

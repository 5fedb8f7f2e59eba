// The requests that portals repeat, answered without the objects of the Web standard: `/items`, `/items/:id` and `/changes`
// by GET and HEAD. It shares pages, keys and errors with `app.ts`, and leaves to it whatever is out of the ordinary.
import type { IncomingHttpHeaders } from 'node:http'
import { languageOfRequest, toBody } from './errors.ts'
import type { DeliveryGraphQL } from './graphql.ts'
import type { Admission, Admit } from './limits/admission.ts'
import { callerAddress } from './limits/callerAddress.ts'
import type { Pages, StoredPage } from './pages.ts'
import type { Recorder } from './recording/recorder.ts'
import { type Answer, represent, VARY } from './represent.ts'
import { securityHeaderList } from './security.ts'
import type { FoundSubscriber } from './store/findSubscriber.ts'

/** `body`: the whole of it, where one was read. */
export type HotRequest = {
  method: string
  url: string
  headers: IncomingHttpHeaders
  /** The other end of the connection. */
  remoteAddress: string | undefined
  body?: Buffer
}

/** Null: not one of these requests; ask the app. */
export type Hot = (request: HotRequest) => Answer | Promise<Answer> | null

export const hotOf = ({
  basePath,
  baseOf,
  pages,
  admit,
  trustedProxies,
  noteFetched,
  graphql,
}: {
  basePath: string
  /** The API's address as the caller of this `Host` knows it; null where that is none. */
  baseOf: (host: string | undefined) => string | null
  pages: Pages
  admit: Admit
  trustedProxies: number
  noteFetched: Recorder['noteFetched']
  graphql: DeliveryGraphQL
}): Hot => {
  let security: string[] = []
  void securityHeaderList().then((list) => {
    security = list
  })
  const items = `${basePath}/items`
  const changes = `${basePath}/changes`

  const routeOf = (path: string, search: string, { accept }: IncomingHttpHeaders) => {
    if (path === items) return { name: '/items', page: (asked: Asked) => pages.items({ ...asked, search }) }
    if (path === changes && !search.includes('wait'))
      return { name: '/changes', page: (asked: Asked) => pages.changes({ ...asked, search }) }
    const isPlain = search === '' && (accept === undefined || /^(\*\/\*|application\/json)$/.test(accept))
    const id = path.startsWith(`${items}/`) ? path.slice(items.length + 1) : ''
    if (isPlain && /^[\da-zA-Z-]{1,40}$/.test(id))
      return { name: '/items/:id', page: (asked: Asked) => pages.item({ ...asked, id }) }
    return null
  }

  const graphqlRoute = ({ path, headers, body }: { path: string } & Pick<HotRequest, 'headers' | 'body'>) =>
    path === `${basePath}/graphql` && body
      ? {
          name: '/graphql',
          page: ({ base, ...asked }: Asked) =>
            graphql({
              ...asked,
              base,
              request: { headers: headersOf(headers), text: body.toString('utf8') },
            }),
        }
      : null

  return ({ method, url, headers, remoteAddress, body }) => {
    if (!['GET', 'HEAD', 'POST'].includes(method) || !url.startsWith(basePath) || security.length === 0)
      return null
    const cut = url.indexOf('?')
    const search = cut < 0 ? '' : url.slice(cut + 1)
    const path = cut < 0 ? url : url.slice(0, cut)
    const route = method === 'POST' ? graphqlRoute({ path, headers, body }) : routeOf(path, search, headers)
    const [, key] = /^Bearer (loa_[\w-]{43})$/.exec(headers.authorization ?? '') ?? []
    const base = baseOf(headers.host)
    if (!route || !key || !base) return null

    const refused = (error: unknown) => refusalOf({ error, headers, route: route.name, security })
    const finish = (page: StoredPage | Response, { subscriber, headers: more }: Admission) => {
      if (page instanceof Response)
        return answerOf({ response: page, route: route.name, security: [...more, ...security] })
      const answer = represent({
        page,
        route: route.name,
        accepted: headers['accept-encoding'] as string | undefined,
        ifNoneMatch: method === 'POST' ? undefined : headers['if-none-match'],
        more: [...more, ...security],
      })
      if (isSent(answer) && method !== 'HEAD')
        noteFetched({ subscriber: subscriber.id, editions: page.editions })
      return answer
    }
    const show = (admission: Admission) => {
      const page = route.page({ key, subscriber: admission.subscriber, base })
      return page instanceof Promise ? page.then((one) => finish(one, admission)) : finish(page, admission)
    }
    // in one go while everything is in memory, by promises where anything has to be asked
    try {
      const forwarded = headers['x-forwarded-for'] as string | undefined
      const admission = admit({ key, address: callerAddress({ forwarded, remoteAddress, trustedProxies }) })
      const answered = admission instanceof Promise ? admission.then(show) : show(admission)
      return answered instanceof Promise ? answered.catch(refused) : answered
    } catch (error) {
      return refused(error)
    }
  }
}

/** Whether content goes out: whoever is told that he has it already fetches nothing. */
const isSent = (answer: Answer | Promise<Answer>) => answer instanceof Promise || answer.status === 200

type Asked = { key: string; subscriber: FoundSubscriber; base: string }

const refusalOf = ({
  error,
  headers,
  route,
  security,
}: {
  error: unknown
  headers: IncomingHttpHeaders
  route: string
  security: string[]
}): Answer => {
  const language = languageOfRequest(new Headers({ 'accept-language': headers['accept-language'] ?? '' }))
  const { status, body, headers: own } = toBody({ error, language })
  const bytes = Buffer.from(JSON.stringify(body))
  const usual = ['Content-Type', 'application/json', 'Content-Length', String(bytes.length), 'Vary', VARY]
  return { status, headers: [...usual, ...Object.entries(own).flat(), ...security], body: [bytes], route }
}

const headersOf = (given: IncomingHttpHeaders): Headers =>
  new Headers(
    Object.entries(given).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' ? [[name, value]] : [],
    ),
  )

const answerOf = async ({
  response,
  route,
  security,
}: {
  response: Response
  route: string
  security: string[]
}): Promise<Answer> => {
  const body = Buffer.from(await response.arrayBuffer())
  const own = [...response.headers].filter(([name]) => !['content-length', 'vary'].includes(name)).flat()
  return {
    status: response.status,
    headers: [...own, 'Content-Length', String(body.length), 'Vary', VARY, ...security],
    body: [body],
    route,
  }
}

/**
 * The API's address as a caller of this `Host` sees it; null where that is no host. Hosts are remembered, the first few
 * hundred.
 */
export const originOf = ({
  host,
  publicUrl,
  basePath,
}: {
  host: string | undefined
  publicUrl: string | undefined
  basePath: string
}): string | null => {
  if (publicUrl !== undefined) return `${publicUrl}${basePath}`
  if (!host || host.length > 300) return null
  const known = origins.get(host)
  if (known !== undefined) return `${known}${basePath}`
  if (!URL.canParse(`http://${host}`)) return null
  const url = new URL(`http://${host}`)
  if (url.pathname !== '/' || url.search || url.hash || url.username) return null
  if (origins.size >= 500) origins.clear()
  origins.set(host, url.origin)
  return `${url.origin}${basePath}`
}

const origins = new Map<string, string>()

// The requests that portals repeat, answered without the objects of the Web standard: `/items`, `/items/:id` and `/changes`
// by GET and HEAD. It shares pages, keys and errors with `app.ts`, and leaves to it whatever is out of the ordinary.
import type { IncomingHttpHeaders } from 'node:http'
import { languageOfRequest, toBody } from './errors.ts'
import type { DeliveryGraphQL } from './graphql.ts'
import type { Admission, Admit } from './limits/admission.ts'
import { callerAddress } from './limits/callerAddress.ts'
import type { Ask, Pages, StoredPage } from './pages.ts'
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

type Context = {
  basePath: string
  /** The API's address as the caller of this `Host` knows it; null where that is none. */
  baseOf: (host: string | undefined) => string | null
  pages: Pages
  admit: Admit
  trustedProxies: number
  noteFetched: Recorder['noteFetched']
  graphql: DeliveryGraphQL
}

// Every request of a portal that looks whether anything is new comes through here, and what it costs is what there is to
// win: nothing is parsed twice, and no function is made anew for a request whose answer is in memory.
export const hotOf = ({
  basePath,
  baseOf,
  pages,
  admit,
  trustedProxies,
  noteFetched,
  graphql,
}: Context): Hot => {
  let security: string[] = []
  void securityHeaderList().then((list) => {
    security = list
  })
  const routes = routesOf({ basePath, pages })
  const graphqlPath = `${basePath}/graphql`
  const keyIn = keysOf()
  const asks = asksOf()

  const finish = (
    { headers, method }: HotRequest,
    route: string,
    { subscriber, headers: more }: Admission,
    page: StoredPage | Response,
  ): Answer | Promise<Answer> => {
    const beside = more.length === 0 ? security : [...more, ...security]
    if (page instanceof Response) return answerOf({ response: page, route, security: beside })
    const answer = represent({
      page,
      route,
      accepted: headers['accept-encoding'] as string | undefined,
      ifNoneMatch: method === 'POST' ? undefined : headers['if-none-match'],
      more: beside,
    })
    if (method !== 'HEAD' && isSent(answer))
      noteFetched({ subscriber: subscriber.id, editions: page.editions })
    return answer
  }

  const show = (
    request: HotRequest,
    { name, ask }: Route,
    key: string,
    base: string,
    admission: Admission,
  ): Answer | Promise<Answer> => {
    const { subscriber } = admission
    const page = ask
      ? asks({ subscriber, base, url: request.url, make: ask })()
      : graphql({
          key,
          subscriber,
          base,
          request: { headers: headersOf(request.headers), text: request.body?.toString('utf8') ?? '' },
        })
    return page instanceof Promise
      ? page.then((one) => finish(request, name, admission, one))
      : finish(request, name, admission, page)
  }

  const routeOf = ({ method, url, headers, body }: HotRequest): Route | null => {
    if (method === 'GET' || method === 'HEAD') return routes(url, headers.accept)
    return method === 'POST' && body && url === graphqlPath ? GRAPHQL : null
  }

  return (request) => {
    const { headers, remoteAddress } = request
    const route = security.length === 0 ? null : routeOf(request)
    const key = route && keyIn(headers.authorization)
    const base = key && baseOf(headers.host)
    if (!route || !key || !base) return null
    // in one go while everything is in memory, by promises where anything has to be asked
    try {
      const admission = admit({
        key,
        address: () => {
          const forwarded = headers['x-forwarded-for'] as string | undefined
          return callerAddress({ forwarded, remoteAddress, trustedProxies })
        },
      })
      const answered =
        admission instanceof Promise
          ? admission.then((one) => show(request, route, key, base, one))
          : show(request, route, key, base, admission)
      return answered instanceof Promise
        ? answered.catch((error) => refusalOf({ error, headers, route: route.name, security }))
        : answered
    } catch (error) {
      return refusalOf({ error, headers, route: route.name, security })
    }
  }
}

type AskOf = (args: { subscriber: FoundSubscriber; base: string }) => Ask

/** Without `ask`: GraphQL. */
type Route = { name: string; ask?: AskOf }

const GRAPHQL: Route = { name: '/graphql' }

/** So many of what was read out of requests is kept, of so many characters each. */
const MOST = 1000
const LONGEST = 500

/** What an address asks for, remembered by its text. */
const routesOf = ({ basePath, pages }: Pick<Context, 'basePath' | 'pages'>) => {
  const items = `${basePath}/items`
  const changes = `${basePath}/changes`
  const known = new Map<string, { route: Route; isPlain: boolean } | null>()
  const read = (url: string) => {
    const cut = url.indexOf('?')
    const search = cut < 0 ? '' : url.slice(cut + 1)
    const path = cut < 0 ? url : url.slice(0, cut)
    const route = (name: string, ask: AskOf, isPlain = false) => ({ route: { name, ask }, isPlain })
    if (path === items) return route('/items', (asked) => pages.items({ ...asked, search }))
    if (path === changes && !search.includes('wait'))
      return route('/changes', (asked) => pages.changes({ ...asked, search }))
    const id = path.startsWith(`${items}/`) ? path.slice(items.length + 1) : ''
    if (cut < 0 && /^[\da-zA-Z-]{1,40}$/.test(id))
      return route('/items/:id', (asked) => pages.item({ ...asked, id }), true)
    return null
  }
  return (url: string, accept: string | undefined): Route | null => {
    let found = known.get(url)
    if (found === undefined) {
      found = read(url)
      if (known.size >= MOST) known.clear()
      if (url.length <= LONGEST) known.set(url, found)
    }
    // other forms of an item are asked for by `Accept`
    if (!found || (found.isPlain && accept !== undefined && !/^(\*\/\*|application\/json)$/.test(accept)))
      return null
    return found.route
  }
}

/** The key in `Authorization: Bearer KEY`, remembered by its text; other ways to send one are not ours. */
const keysOf = () => {
  const known = new Map<string, string>()
  return (authorization = ''): string | undefined => {
    const already = known.get(authorization)
    if (already) return already
    const [, key] = /^Bearer (loa_[\w-]{43})$/.exec(authorization) ?? []
    if (!key) return undefined
    if (known.size >= MOST) known.clear()
    known.set(authorization, key)
    return key
  }
}

/** What a subscriber asks for by an address, made ready once for as long as he is remembered. */
const asksOf = () => {
  let known = new WeakMap<FoundSubscriber, Map<string, { base: string; ask: Ask }>>()
  let count = 0
  return ({
    subscriber,
    base,
    url,
    make,
  }: {
    subscriber: FoundSubscriber
    base: string
    url: string
    make: AskOf
  }): Ask => {
    const already = known.get(subscriber)?.get(url)
    if (already?.base === base) return already.ask
    const ask = make({ subscriber, base })
    if (url.length > LONGEST) return ask
    count += 1
    if (count > MOST) {
      known = new WeakMap()
      count = 0
    }
    const mine = known.get(subscriber) ?? new Map()
    known.set(subscriber, mine.set(url, { base, ask }))
    return ask
  }
}

/** Whether content goes out: whoever is told that he has it already fetches nothing. */
const isSent = (answer: Answer | Promise<Answer>) => answer instanceof Promise || answer.status === 200

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

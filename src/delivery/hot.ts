// The requests that portals repeat, answered without the objects of the Web standard: `/items`, `/items/:id` and `/changes`
// by GET and HEAD. It shares pages, keys and errors with `app.ts`, and leaves to it whatever is out of the ordinary.
import type { IncomingHttpHeaders } from 'node:http'
import { toBody } from './errors.ts'
import type { DeliveryGraphQL } from './graphql.ts'
import { asksOf, keysOf, type Route, routesOf } from './hotMemory.ts'
import { languageOfRequest } from './language.ts'
import type { Admission, Admit } from './limits/admission.ts'
import { callerAddress } from './limits/callerAddress.ts'
import type { Pages } from './pages.ts'
import type { Recorder } from './recording/recorder.ts'
import { type Answer, represent } from './represent.ts'
import { securityHeaderList } from './security.ts'
import type { StoredPage } from './storedPage.ts'

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

  // who was let in is told in an error too how often he may come back
  const refuse = ({ headers }: HotRequest, route: string, { headers: more }: Admission, error: unknown) =>
    refusalOf({ error, headers, route, more: [...more, ...security] })

  const showOrRefuse: typeof show = (request, route, key, base, admission) => {
    try {
      const answered = show(request, route, key, base, admission)
      return answered instanceof Promise
        ? answered.catch((error) => refuse(request, route.name, admission, error))
        : answered
    } catch (error) {
      return refuse(request, route.name, admission, error)
    }
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
      return admission instanceof Promise
        ? admission.then(
            (one) => showOrRefuse(request, route, key, base, one),
            (error) => refusalOf({ error, headers, route: route.name, more: security }),
          )
        : showOrRefuse(request, route, key, base, admission)
    } catch (error) {
      return refusalOf({ error, headers, route: route.name, more: security })
    }
  }
}

const GRAPHQL: Route = { name: '/graphql' }

/** Whether content goes out: whoever is told that he has it already fetches nothing. */
const isSent = (answer: Answer | Promise<Answer>) => answer instanceof Promise || answer.status === 200

const refusalOf = ({
  error,
  headers,
  route,
  more,
}: {
  error: unknown
  headers: IncomingHttpHeaders
  route: string
  more: string[]
}): Answer => {
  const language = languageOfRequest(new Headers({ 'accept-language': headers['accept-language'] ?? '' }))
  const { status, body, headers: own } = toBody({ error, language })
  const bytes = Buffer.from(JSON.stringify(body))
  const usual = ['Content-Type', 'application/json', 'Content-Length', String(bytes.length)]
  return { status, headers: [...usual, ...Object.entries(own).flat(), ...more], body: [bytes], route }
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
  const own = [...response.headers].filter(([name]) => name !== 'content-length').flat()
  return {
    status: response.status,
    headers: [...own, 'Content-Length', String(body.length), ...security],
    body: [body],
    route,
  }
}

// Starts Payload on a database of its own and calls its route handlers in process: real PostgreSQL, real
// handlers, no server in between.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Payload } from 'payload'
import type { Role } from '../../src/access/roles.ts'
import { type Contents, freshDatabase } from './database.ts'

export type Answer<Body = Record<string, unknown>> = { status: number; body: Body; headers: Headers }

export type Call = {
  /** A token of `login`, or a whole Authorization header. */
  as?: string
  body?: unknown
  headers?: Record<string, string>
}

type DemoFile = {
  accounts: { role: Role; email: string; password: string; organization: string }[]
  subscribers: { outlet: string; key: string }[]
}

export type Loa = Awaited<ReturnType<typeof startLoa>>

/** @param contents what the database holds; see `freshDatabase` */
export const startLoa = async ({ contents }: { contents: Contents }) => {
  const { url, dataDir } = await freshDatabase(contents)
  process.env.DATABASE_URL = url
  process.env.DATA_DIR = dataDir
  const { getPayload, handleEndpoints } = await import('payload')
  const { default: config } = await import('../../payload.config.ts')
  const { guarded } = await import('../../src/http/guarded.ts')
  const payload: Payload = await getPayload({ config })
  const demo: DemoFile =
    contents === 'none'
      ? { accounts: [], subscribers: [] }
      : JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8'))

  const request = ({
    method,
    address,
    as,
    body,
    headers = {},
  }: Call & { method: string; address: string }) => {
    const isText = typeof body === 'string'
    return new Request(new URL(address, 'http://localhost:3000'), {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(as ? { authorization: as.includes(' ') ? as : `JWT ${as}` } : {}),
        ...headers,
      },
      body: body === undefined ? undefined : isText ? body : JSON.stringify(body),
    })
  }

  /** What the route of REST does with a request. */
  const respond = guarded((one: Request) => handleEndpoints({ config, request: one }), { isSecure: false })

  const rest = async <Body = any>(
    method: string,
    address: string,
    call: Call = {},
  ): Promise<Answer<Body>> => {
    return read<Body>(await respond(request({ method, address, ...call })))
  }

  const graphql = async <Body = any>(
    query: string,
    call: Call & { variables?: object } = {},
  ): Promise<Answer<Body>> => {
    const { GRAPHQL_POST } = await import('@payloadcms/next/routes')
    const { variables, ...others } = call
    const body = { query, variables }
    return read<Body>(
      await guarded(GRAPHQL_POST(config), { isSecure: false })(
        request({ method: 'POST', address: '/api/graphql', ...others, body }),
      ),
    )
  }

  const tokens = new Map<string, string>()
  /** Logs in as the n-th account of this role and organisation, and returns its token. */
  const login = async (role: Role, organization: string, index = 0): Promise<string> => {
    const account = demo.accounts.filter((one) => one.role === role && one.organization === organization)[
      index
    ]
    if (!account) throw new Error(`no ${role} ${index} at ${organization}`)
    const { email, password } = account
    const known = tokens.get(email)
    if (known) return known
    const { body } = await rest('POST', '/api/users/login', { body: { email, password } })
    tokens.set(email, body.token)
    return body.token
  }

  /** The key of the demo's subscriber for an outlet. */
  const keyOf = (outlet: string): string => {
    const found = demo.subscribers.find((one) => one.outlet === outlet)
    if (!found) throw new Error(`no subscriber for ${outlet}`)
    return found.key
  }

  /** Identifier of a plan document by its code. */
  const idOf = async (
    collection: 'lines' | 'tasks' | 'outlets' | 'events' | 'organizations' | 'plans' | 'quotas' | 'themes',
    code: string,
  ): Promise<string> => {
    const { docs } = await payload.find({ collection, where: { code: { equals: code } }, depth: 0, limit: 1 })
    if (!docs[0]) throw new Error(`${collection}: no ${code}`)
    return String(docs[0].id)
  }

  return {
    payload,
    config,
    databaseUrl: url,
    dataDir,
    respond,
    rest,
    graphql,
    login,
    keyOf,
    idOf,
    stop: () => payload.destroy(),
  }
}

const read = async <Body>(response: Response): Promise<Answer<Body>> => {
  const text = await response.text()
  let body: unknown = text
  try {
    body = JSON.parse(text)
  } catch {
    // not every answer is JSON
  }
  return { status: response.status, body: body as Body, headers: response.headers }
}

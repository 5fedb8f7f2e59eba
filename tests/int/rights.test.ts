// Every address of the running configuration × every kind of caller, against the table in tests/helpers/rights.ts.
// What lets a caller in is real; only the work behind it is stopped by a hook of the test, so that nothing changes
// and any collection can be tried without knowing its fields.
import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import type { GraphQLField, GraphQLInputType, GraphQLSchema } from 'graphql'
import { formatNames, type SanitizedCollectionConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refuse } from '../../src/errors/index.ts'
import { deliveryOf } from '../helpers/delivery.ts'
import { type Answer, type Loa, startLoa } from '../helpers/loa.ts'
import {
  BODIES,
  COLLECTIONS,
  COLUMNS,
  type Column,
  DELIVERY,
  ENDPOINTS,
  GRAPHQL,
  type Operation,
  QUERIES,
  ROUTES,
} from '../helpers/rights.ts'
import { codeOf, type Steps, stepsOf } from '../helpers/steps.ts'

const NOWHERE = '01890000-0000-7000-8000-000000000000'

let loa: Loa
let steps: Steps
const callers = {} as Record<Column, string | undefined>
/** The document of each collection that is asked about, and the newest version of it. */
const samples = new Map<string, string>()
const versions = new Map<string, string>()
let schema: GraphQLSchema
let collections: SanitizedCollectionConfig[]

beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  for (const column of ['reporter', 'editor', 'approver', 'admin'] as const)
    callers[column] = await steps.token(`${column}@so-tttt`)
  callers.subscriber = `Bearer ${loa.keyOf('portal-dinh-hoa')}`
  callers.foreign = await steps.token('editor@ubnd-dinh-hoa')
  callers.disabled = await tokenOfSomebodyWhoLeft()
  collections = loa.payload.config.collections
  await makeSamples()
  stopBehindTheGate()
  await loa.graphql('{ __typename }')
  // the one that has just answered
  schema = (globalThis as unknown as { _payload_graphql: { graphql: { schema: GraphQLSchema } } })
    ._payload_graphql.graphql.schema
})
afterAll(() => loa.stop())

const tokenOfSomebodyWhoLeft = async (): Promise<string> => {
  const body = {
    email: 'da-nghi@loa.example',
    password: 'bốn con trâu qua sông',
    name: 'Đã nghỉ',
    role: 'admin',
  }
  const as = callers.admin
  const { doc } = (await loa.rest('POST', '/api/users', { as, body })).body
  const { token } = (await loa.rest('POST', '/api/users/login', { body })).body
  const { status } = await loa.rest('PATCH', `/api/users/${doc.id}`, { as, body: { isDisabled: true } })
  if (status !== 200 || !token) throw new Error('nobody left')
  return token
}

const makeSamples = async () => {
  const draft = await steps.draft('reporter@so-tttt', { title: 'Bản nháp của Sở' })
  await loa.rest('POST', '/api/comments', {
    as: callers.reporter,
    body: { item: draft.id, text: 'Góp ý' },
  })
  // of the department, neither in force nor answered
  for (const [slug, data] of [
    ['briefs', { title: 'Định hướng thử', messages: 'Một thông điệp', _status: 'draft' }],
    ['press-requests', { kind: 'statement', subject: 'Phát ngôn thử' }],
  ] as const) {
    const { status } = await loa.rest('POST', `/api/${slug}`, { as: callers.editor, body: data })
    if (status !== 201) throw new Error(`no ${slug}`)
  }
  const known: Record<string, string> = {
    briefs: `select id from briefs where title = 'Định hướng thử'`,
    'press-requests': `select id from press_requests where subject = 'Phát ngôn thử'`,
    items: `select '${draft.id}' as id`,
    events: `select e.id from events e join organizations o on o.id = e.organization_id where o.code = 'so-tttt' limit 1`,
    media: `select m.id from media m join organizations o on o.id = m.organization_id where o.code = 'so-tttt' limit 1`,
    users: `select id from users where email = 'reporter@ubnd-dinh-hoa.loa.example'`,
    subscribers: `select id from subscribers where code = 'portal-tinh'`,
    comments: `select id from comments where item_id = '${draft.id}' limit 1`,
    'subscriber-keys': `select k.id from subscriber_keys k join subscribers s on s.id = k.subscriber_id
      where s.code = 'portal-tinh' limit 1`,
    'audit-log': `select id from audit_log where item_id = '${(await steps.itemAt({ stage: 'submitted', kind: 'led', title: 'Có vết', outlets: [(await steps.newOutlet()).id] })).id}' limit 1`,
  }
  const admin = (await steps.requestOf('admin@so-tttt')).user
  const user = { relationTo: 'users', value: admin?.id }
  // not the one that the test saves, which would end its lock
  const [other] = await steps.query('select id from themes order by id desc limit 1')
  // what no demo has yet
  const made: Record<string, object> = {
    retrievals: { edition: 1 },
    receipts: { edition: 1, url: 'https://example.vn', publishedAt: new Date().toISOString() },
    'payload-locked-documents': { document: { relationTo: 'themes', value: other.id }, user },
    'payload-preferences': { key: 'thử', value: {}, user },
  }
  for (const { slug } of collections) {
    if (slug === 'payload-migrations') continue
    const [found] = await steps.query(known[slug] ?? `select id from "${slug.replaceAll('-', '_')}" limit 1`)
    const { id } = found ?? (made[slug] ? await create(slug, made[slug]) : await insertAny(slug))
    samples.set(slug, String(id))
  }
  for (const [slug, table] of [
    ['items', '_items_v'],
    ['briefs', '_briefs_v'],
  ] as const)
    versions.set(
      slug,
      (await steps.query(`select id from ${table} where parent_id = $1`, [samples.get(slug)]))[0].id,
    )
}

const create = (collection: string, data: object): Promise<{ id: string }> =>
  loa.payload.db.create({ collection, data } as never)

/** A row of a collection that nobody has filled: whatever its columns ask for. */
const insertAny = async (slug: string): Promise<{ id: string }> => {
  const table = slug.replaceAll('-', '_')
  const columns: { name: string; type: string; label: string | null }[] = await steps.query(
    `select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
            (select enumlabel from pg_enum where enumtypid = a.atttypid order by enumsortorder limit 1) as label
     from pg_attribute a where a.attrelid = $1::regclass and a.attnum > 0 and a.attnotnull and not a.atthasdef`,
    [`"${table}"`],
  )
  const id = randomUUID()
  const literalFor = ({ name, type, label }: (typeof columns)[number]) => {
    if (name === 'id') return `'${id}'`
    if (label) return `'${label}'`
    if (type === 'uuid') return 'gen_random_uuid()'
    if (type.startsWith('timestamp')) return 'now()'
    if (type === 'jsonb') return `'{}'`
    return /int|numeric|bool/.test(type) ? `0::${type}` : `'x'`
  }
  // what it would point at need not be there
  await steps.query(
    `begin; set local session_replication_role = replica;
     insert into "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')})
     values (${columns.map(literalFor).join(', ')}); commit`,
  )
  return { id }
}

/** What has passed access is answered with 409 in-use, and does nothing. */
const stopBehindTheGate = () => {
  for (const { slug, hooks } of collections) {
    if (slug === 'payload-migrations') continue
    const stop = ({ req }: { req: Parameters<typeof refuse>[0]['req'] }) => {
      throw refuse({ req, code: 'in-use' })
    }
    hooks.beforeValidate.unshift(stop as never)
    hooks.beforeDelete.unshift(stop as never)
  }
}

/** `!` is an error of ours, which no row expects. */
type Cell = '+' | '-' | '0' | '!'

const cellOf = ({ status, body }: Answer<any>): Cell => {
  // of one document, and of each in bulk
  if (body?.errors?.length && (codeOf({ body } as never) === 'in-use' || body.errors[0].id)) return '+'
  if (status === 401 || status === 403) return '-'
  if (status === 404 || (Array.isArray(body?.docs) && body.docs.length === 0) || body?.totalDocs === 0)
    return '0'
  return status < 500 ? '+' : '!'
}

const graphqlCellOf = ({ status, body }: Answer<any>): Cell => {
  const code = body.errors?.[0]?.extensions?.data?.code
  if (code === 'forbidden' || code === 'unauthenticated') return '-'
  if (code === 'not-found') return '0'
  if (code || status !== 200) return code === 'internal' || status >= 500 ? '!' : '+'
  const [value] = Object.values(body.data ?? {}) as any[]
  if (value === null || value?.docs?.length === 0 || value?.totalDocs === 0) return '0'
  return '+'
}

/** `0` is said where a document is not this caller's: a 403 for it is as good. */
const fits = (expected: string, found: Cell) => expected === found || (expected === '0' && found === '-')

/** One row tried by every caller. @returns what is wrong, as a line to read; nothing where all is as expected */
const differences = async ({
  name,
  row,
  ask,
}: {
  name: string
  row: string | undefined
  ask: (as: string | undefined) => Promise<Cell>
}): Promise<string[]> => {
  const found: Cell[] = []
  for (const column of COLUMNS) found.push(await ask(callers[column]))
  if (!row) return [`${name} has no row; it answers '${found.join(' ')}'`]
  const cells = row.split(' ')
  const expected = [...cells, cells[0]]
  if (found.every((cell, index) => fits(expected[index] ?? '', cell))) return []
  return [`${name}: expected '${row}', found '${found.join(' ')}'`]
}

const NOBODY = '- - - - - - -'

/** Payload's own addresses, and what each does; the others have rows of their own. */
const OPERATION_OF: Record<string, Operation> = {
  'get /': 'read',
  'get /:id': 'read',
  'get /count': 'read',
  'post /': 'create',
  'patch /': 'update',
  'patch /:id': 'update',
  'delete /': 'delete',
  'delete /:id': 'delete',
  'post /:id/duplicate': 'duplicate',
  'get /versions': 'readVersions',
  'get /versions/:id': 'readVersions',
  'post /versions/:id': 'restore',
}

type Route = { slug: string; method: string; path: string }

/** The addresses of a collection, without those that an earlier one answers. */
const routesOf = ({ slug, endpoints }: SanitizedCollectionConfig): Route[] =>
  (endpoints || [])
    .map(({ method, path }) => ({ slug, method, path }))
    .filter(({ method, path }, index, all) => {
      const pattern = path.replace(/:\w+/g, ':')
      return !all
        .slice(0, index)
        .some((one) => one.method === method && one.path.replace(/:\w+/g, ':') === pattern)
    })

/** Addresses beside those of documents, as `METHOD address`. */
const otherRoutes = (): Route[] => {
  const own = (loa.payload.config.endpoints ?? []).map(({ method, path }) => ({ slug: '', method, path }))
  return (
    [...collections.flatMap(routesOf), ...own]
      .filter(({ slug, method, path }) => !slug || !OPERATION_OF[`${method} ${path}`])
      // which ends the sessions of those who ask; see the end of access-staff.test.ts
      .filter(({ path }) => path !== '/logout')
  )
}

const addressOf = ({ slug, method, path }: Route): string => {
  const isVersion = path.startsWith('/versions/')
  const filled = path
    .replace(/:id\??(\([^/]*\))?/, (isVersion ? versions : samples).get(slug) ?? NOWHERE)
    .replace(/:key/, samples.get(slug === 'subscribers' ? 'subscriber-keys' : slug) ?? 'x')
  const query =
    method === 'get' && (path === '/' || path === '/count')
      ? `where[id][equals]=${samples.get(slug) ?? NOWHERE}&`
      : ''
  const bulk =
    path === '/' && ['patch', 'delete'].includes(method)
      ? `where[id][equals]=${samples.get(slug) ?? NOWHERE}&`
      : ''
  const parent = path === '/versions' ? `where[parent][equals]=${samples.get(slug) ?? NOWHERE}&` : ''
  return `/api/${slug}${filled === '/' ? '' : filled}?${query}${bulk}${parent}draft=true&limit=1&depth=0`
}

describe('collections', () => {
  it('each has a line', () => {
    const known = Object.keys(COLLECTIONS)
    const missing = collections.map(({ slug }) => slug).filter((slug) => !known.includes(slug))
    expect(missing, 'add a line to COLLECTIONS in tests/helpers/rights.ts').toEqual([])
    expect(
      known.filter((slug) => !collections.some((one) => one.slug === slug)),
      'lines of no collection',
    ).toEqual([])
  })

  it('by REST', async () => {
    const problems: string[] = []
    for (const collection of collections)
      for (const route of routesOf(collection)) {
        const operation = OPERATION_OF[`${route.method} ${route.path}`]
        if (!operation) continue
        const row = COLLECTIONS[route.slug]?.[operation] ?? NOBODY
        const name = `${route.method.toUpperCase()} /api/${route.slug}${route.path} (${operation})`
        problems.push(
          ...(await differences({
            name,
            row,
            ask: async (as) => {
              const body = ['post', 'patch'].includes(route.method) ? {} : undefined
              return cellOf(await loa.rest(route.method.toUpperCase(), addressOf(route), { as, body }))
            },
          })),
        )
      }
    expect(problems).toEqual([])
  })
})

describe('other addresses', () => {
  const nameOf = ({ slug, method, path }: Route) =>
    `${method.toUpperCase()} /api${slug ? `/${slug}` : ''}${path.replace(/(:\w+)\((?:[^()]|\([^()]*\))*\)/g, '$1')}`

  /** One row for what every collection has. */
  const patternOf = (name: string) => name.replace(/^(\S+ \/api\/)[^/]+/, '$1*')

  it('each has a row, and answers by it', async () => {
    const problems: string[] = []
    for (const route of otherRoutes()) {
      const name = nameOf(route)
      const method = route.method.toUpperCase()
      const id = samples.get(route.slug) ?? NOWHERE
      const address = name
        .replace(/^\S+ /, '')
        .replace(/:id\??/, id)
        .replace(':action', 'submit')
        .replace(':key', samples.get('subscriber-keys') ?? 'x')
        .replace(/:\w+\??/g, 'x')
      const body = method === 'POST' ? (BODIES[name] ?? {}) : undefined
      const ask = async (as: string | undefined) =>
        cellOf(await loa.rest(method, `${address}?${QUERIES[name] ?? ''}`, { as, body }))
      problems.push(...(await differences({ name, row: ENDPOINTS[name] ?? ENDPOINTS[patternOf(name)], ask })))
    }
    const known = otherRoutes()
      .map(nameOf)
      .flatMap((name) => [name, patternOf(name)])
    problems.push(
      ...Object.keys(ENDPOINTS)
        .filter((name) => !known.includes(name))
        .map((name) => `${name} is a row of no address`),
    )
    expect(problems, 'rows of ENDPOINTS in tests/helpers/rights.ts').toEqual([])
  })
})

/** Which operation of which collection a field of GraphQL stands for. */
const operationOfField = (field: string): { slug: string; operation: Operation } | undefined => {
  for (const { slug, graphQL } of collections) {
    if (graphQL === false) continue
    const names = formatNames(slug)
    const { singular } = names
    const plural = names.plural === singular ? `all${singular}` : names.plural
    const fields: Record<string, Operation> = {
      [singular]: 'read',
      [plural]: 'read',
      [`count${plural}`]: 'read',
      [`create${singular}`]: 'create',
      [`update${singular}`]: 'update',
      [`delete${singular}`]: 'delete',
      [`duplicate${singular}`]: 'duplicate',
      [`version${singular}`]: 'readVersions',
      [`versions${plural}`]: 'readVersions',
      [`restoreVersion${singular}`]: 'restore',
    }
    const operation = fields[field]
    if (operation) return { slug, operation }
  }
  return undefined
}

describe('GraphQL', () => {
  // told by their looks: the schema is made with Payload's copy of graphql
  type Named = { name: string; getFields?: () => Record<string, any>; getValues?: () => { name: string }[] }
  const isNeeded = (type: unknown) => String(type).endsWith('!')
  const namedOf = (type: any): Named => (type.ofType ? namedOf(type.ofType) : type)

  /** A literal that the schema takes, with as little in it as it takes. */
  const literal = (type: GraphQLInputType, id: string): string => {
    if (String(type).startsWith('[')) return '[]'
    const { name, getFields, getValues } = namedOf(type)
    if (getValues) return namedOf(type).getValues?.()[0]?.name ?? 'null'
    if (getFields) {
      const needed = Object.values(namedOf(type).getFields?.() ?? {}).filter((one) => isNeeded(one.type))
      return `{ ${needed
        .map(
          // one that is short would be refused before it is asked who sets it
          (one) =>
            `${one.name}: ${one.name === 'password' ? '"bốn con trâu qua sông"' : literal(one.type, id)}`,
        )
        .join(', ')} }`
    }
    if (name === 'Int' || name === 'Float') return '0'
    if (name === 'Boolean') return 'false'
    if (name === 'JSON' || name === 'JSONObject') return '{}'
    if (name === 'DateTime') return '"2030-01-01T00:00:00.000Z"'
    return name === 'EmailAddress' ? '"x@loa.example"' : `"${id}"`
  }

  const queryOf = (kind: 'query' | 'mutation', field: GraphQLField<unknown, unknown>): string => {
    const { slug = field.name === 'transitionItem' ? 'items' : '', operation } =
      operationOfField(field.name) ?? {}
    const id =
      operation === 'restore' || field.name.startsWith('version')
        ? (versions.get(slug ?? '') ?? NOWHERE)
        : (samples.get(slug ?? '') ?? NOWHERE)
    const given = field.args.flatMap(({ name, type }) => {
      if (name === 'where' && field.name.startsWith('versions'))
        return [`where: { parent: { equals: "${samples.get(slug ?? '')}" } }`]
      if (name === 'where') return [`where: { id: { equals: "${id}" } }`]
      if (name === 'draft') return ['draft: true']
      if (name === 'email') return ['email: "reporter@ubnd-dinh-hoa.loa.example"']
      if (name === 'action') return ['action: "submit"']
      return isNeeded(type) || name === 'id' || name === 'data' ? [`${name}: ${literal(type, id)}`] : []
    })
    const fields = namedOf(field.type).getFields?.()
    const shown = !fields
      ? ''
      : 'docs' in fields
        ? '{ docs { __typename } }'
        : 'totalDocs' in fields
          ? '{ totalDocs }'
          : '{ __typename }'
    return `${kind} { ${field.name}${given.length ? `(${given.join(', ')})` : ''} ${shown} }`
  }

  it.each(['query', 'mutation'] as const)('each field of %s', async (kind) => {
    const type = kind === 'query' ? schema.getQueryType() : schema.getMutationType()
    const problems: string[] = []
    for (const field of Object.values(type?.getFields() ?? {})) {
      // as in `otherRoutes`
      if (field.name === 'logoutUser') continue
      const { slug, operation } = operationOfField(field.name) ?? {}
      const isOfDocument = /^docAccess/.test(field.name)
      const row =
        slug && operation
          ? (COLLECTIONS[slug]?.[operation] ?? NOBODY)
          : GRAPHQL[isOfDocument ? 'docAccess…' : field.name]
      const query = queryOf(kind, field)
      const ask = async (as: string | undefined) => graphqlCellOf(await loa.graphql(query, { as }))
      problems.push(...(await differences({ name: `${kind} ${field.name}`, row, ask })))
    }
    expect(problems, 'rows of COLLECTIONS or GRAPHQL in tests/helpers/rights.ts').toEqual([])
  })
})

describe('the delivery API', () => {
  it('each route has a row, and answers by it', async () => {
    const { app, ask } = deliveryOf(loa)
    const routes = [
      ...new Set(
        app.routes
          .filter(({ method }) => method !== 'ALL')
          .map(({ method, path }) => `${method} ${path.replace(/^\/v1/, '')}`),
      ),
    ]
    const problems: string[] = []
    for (const name of routes) {
      const [method = '', path = ''] = name.split(' ')
      const probe = async (as: string | undefined) => {
        const authorization = as ? (as.includes(' ') ? as : `JWT ${as}`) : undefined
        const headers: Record<string, string> = authorization ? { authorization } : {}
        const address = path.replace(':id', NOWHERE).replace(':name', 'khong-co.jpg')
        return cellOf(
          (await ask(address, { method, headers, body: method === 'POST' ? {} : undefined })) as never,
        )
      }
      problems.push(...(await differences({ name, row: DELIVERY[name], ask: probe })))
    }
    problems.push(
      ...Object.keys(DELIVERY)
        .filter((name) => !routes.includes(name))
        .map((name) => `${name} is a row of no route`),
    )
    expect(problems, 'rows of DELIVERY in tests/helpers/rights.ts').toEqual([])
  })
})

it('knows every file of src/app that answers requests', async () => {
  const found = await readdir('src/app', { recursive: true })
  const files = found
    .filter((file) => /(^|[\\/])(route|page)\.tsx?$/.test(file))
    .map((file) => `src/app/${file.replaceAll('\\', '/')}`)
  expect(files.sort(), 'rows of ROUTES in tests/helpers/rights.ts').toEqual(Object.keys(ROUTES).sort())
})

// Whatever is sent to any door: an answer below 500, in time, without a trace of the inside, and without growth. A failure prints
// its seed and the smallest input that fails; `FUZZ_SEED` repeats it. Longer: npm run fuzz -- --minutes 10
import { setTimeout as sleep } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPlanFile } from '../../seed/planFile.ts'
import { verifyWebhook } from '../../src/client/index.ts'
import { PEER } from '../../src/http/rememberPeer.ts'
import { median } from '../bench/statistics.ts'
import { deliveryOf } from '../helpers/delivery.ts'
import { bodyWith, document, json, queryWith, segment, text } from '../helpers/fuzz.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, LEAK, type Steps, stepsOf } from '../helpers/steps.ts'

const { FUZZ_MINUTES, FUZZ_SEED } = process.env
const TOTAL = Number(FUZZ_MINUTES ?? 0.33) * 60_000
// `npm test` tries the same each time, so that no change fails for what it has not touched; `npm run fuzz` tries anew
const SEED = FUZZ_SEED ? Number(FUZZ_SEED) : FUZZ_MINUTES ? undefined : 1

let loa: Loa
let steps: Steps
let delivery: ReturnType<typeof deliveryOf>
let key: string
let tokens: (string | undefined)[]
let doc: Doc
let from = 0
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  delivery = deliveryOf(loa)
  key = loa.keyOf('portal-dinh-hoa')
  tokens = [
    undefined,
    `Bearer ${key}`,
    await steps.token('reporter@so-tttt'),
    await steps.token('editor@so-tttt'),
    await steps.token('approver@so-tttt'),
    await steps.token('admin@so-tttt'),
  ]
  doc = await steps.draft('reporter@so-tttt', { title: 'Thử bền' })
})
// what the end of its time cut off is still being answered
const pending = new Set<Promise<Sent>>()
afterAll(async () => {
  await Promise.allSettled(pending)
  await loa.stop()
})

type Sent = { status: number; text: string }

// a hang, also on a machine that does other things
const MOST_SECONDS = 20

const expectAnswer = async (name: string, send: () => Promise<Sent>) => {
  const begun = performance.now()
  const sending = send()
  pending.add(sending)
  const { status, text: told } = await sending.finally(() => pending.delete(sending))
  const seconds = (performance.now() - begun) / 1000
  if (status >= 500) throw new Error(`${name}: ${status} ${told.slice(0, 300)}`)
  if (seconds > MOST_SECONDS) throw new Error(`${name}: ${seconds} s`)
  if (status >= 400 && LEAK.test(told)) throw new Error(`${name}: tells ${told.slice(0, 500)}`)
}

const rest = async (
  method: string,
  address: string,
  as: string | undefined,
  body?: string,
): Promise<Sent> => {
  // a caller of his own each time: what is limited is tried elsewhere
  from += 1
  const answer = await loa.rest(method, address, {
    as,
    body,
    headers: { [PEER]: `2001:db8:${from % 65536}::1` },
  })
  return { status: answer.status, text: JSON.stringify(answer.body) ?? '' }
}

const ITEM = [
  'title',
  'slug',
  'kind',
  'summary',
  'body',
  'cover',
  'attachments',
  'plan',
  'line',
  'task',
  'themes',
  'event',
  'organization',
  'outlets',
  'publishAt',
  'priority',
  'stage',
  'revision',
  '_status',
  'id',
  'createdAt',
  'deletedAt',
  'changeNote',
]
const QUERY = [
  'where',
  'limit',
  'page',
  'sort',
  'depth',
  'draft',
  'select',
  'populate',
  'pagination',
  'trash',
  'locale',
  'fallback-locale',
  'joins',
  'plan',
  'at',
  'from',
  'to',
  'format',
  'quota',
  'outlet',
  'after',
  'cursor',
  'wait',
  'q',
  'kind',
  'task',
  'theme',
]

/** Each door with what is sent to it; every one gets the same share of the time. */
const DOORS: Record<string, () => fc.IAsyncProperty<any>> = {
  'the delivery API, by address': () =>
    fc.asyncProperty(
      fc.array(segment, { maxLength: 3 }),
      queryWith(QUERY),
      fc.boolean(),
      async (path, query, hasKey) => {
        const address = `/${path.join('/')}?${query.replaceAll(/wait/g, 'w')}`
        await expectAnswer(`GET /v1${address}`, () =>
          delivery.ask(address, { key: hasKey ? key : undefined }),
        )
      },
    ),
  'the delivery API, by its routes': () =>
    fc.asyncProperty(
      fc.constantFrom(
        '/items',
        '/changes',
        '/feed.rss',
        '/feed.atom',
        '/feed.json',
        '/events.ics',
        '/themes',
        '/media/x',
        `/items/${'0'.repeat(8)}`,
      ),
      queryWith(['limit', 'cursor', 'after', 'task', 'theme', 'line', 'kind', 'q', 'format']),
      fc.dictionary(
        fc.constantFrom('accept', 'if-none-match', 'accept-language', 'accept-encoding', 'range'),
        fc.string({ unit: 'grapheme-ascii', maxLength: 20 }),
      ),
      async (path, query, headers) => {
        await expectAnswer(`GET /v1${path}?${query}`, () =>
          delivery.ask(`${path}?${query}`, { key, headers }),
        )
      },
    ),
  receipts: () =>
    fc.asyncProperty(bodyWith(['id', 'edition', 'url', 'publishedAt']), async (body) => {
      await expectAnswer(`POST /v1/receipts ${body}`, () =>
        delivery.ask('/receipts', { key, method: 'POST', body }),
      )
    }),
  'GraphQL of the delivery API': () =>
    fc.asyncProperty(
      document([
        'items',
        'item',
        'changes',
        'tasks',
        'themes',
        'events',
        'id',
        'title',
        'next',
        '__typename',
      ]),
      json,
      async (query, variables) => {
        const body = JSON.stringify({ query: query.replaceAll('wait', 'w'), variables })
        await expectAnswer(`POST /v1/graphql ${body}`, () =>
          delivery.ask('/graphql', { key, method: 'POST', body }),
        )
      },
    ),
  keys: () =>
    fc.asyncProperty(
      fc.string({ unit: 'grapheme-ascii', maxLength: 60 }),
      fc.constantFrom('Bearer ', 'Basic ', 'subscribers API-Key ', ''),
      async (one, scheme) => {
        const headers = { authorization: `${scheme}${one}` }
        await expectAnswer('GET /v1/items', () => delivery.ask('/items', { headers }))
        await expectAnswer('GET /api/items', () =>
          rest('GET', '/api/items?limit=1', `${scheme || ' '}${one}`),
        )
      },
    ),
  'addresses of the cms': () =>
    fc.asyncProperty(
      fc.constantFrom(
        'items',
        'users',
        'media',
        'quotas',
        'subscribers',
        'audit-log',
        'payload-preferences',
        'reports',
        'globals',
        'access',
        '',
      ),
      fc.array(segment, { maxLength: 4 }),
      queryWith(QUERY),
      fc.constantFrom('GET', 'POST', 'PATCH', 'PUT', 'OPTIONS'),
      fc.nat(5),
      async (collection, path, query, method, who) => {
        const address = `/api/${[collection, ...path].join('/')}?${query}`
        await expectAnswer(`${method} ${address}`, () =>
          rest(method, address, tokens[who], method === 'GET' ? undefined : '{}'),
        )
      },
    ),
  'questions to the cms': () =>
    fc.asyncProperty(
      fc.constantFrom(
        'items',
        'items/versions',
        'items/count',
        'users',
        'events',
        'quotas',
        'quotas/progress',
        'reports/progress',
        'outlets',
        'audit-log',
        'audit-log/export.csv',
        'media',
        `items/${'x'}/quota`,
      ),
      queryWith(QUERY),
      fc.nat(5),
      async (path, query, who) => {
        await expectAnswer(`GET /api/${path}?${query}`, () =>
          rest('GET', `/api/${path}?${query}`, tokens[who]),
        )
      },
    ),
  conditions: () =>
    fc.asyncProperty(
      fc.constantFrom('items', 'users', 'events', 'subscribers', 'comments'),
      fc.constantFrom(
        'id',
        'title',
        'author',
        'outlets',
        'outlets.code',
        'organization.parent',
        'publishAt',
        'stage',
        'themes',
        'createdAt',
        'version.title',
        'body',
        'body.root',
        'approvals',
        'email',
      ),
      fc.constantFrom(
        'equals',
        'not_equals',
        'in',
        'not_in',
        'like',
        'not_like',
        'contains',
        'exists',
        'greater_than',
        'less_than_equal',
        'all',
        'near',
        'within',
      ),
      text,
      fc.nat(5),
      async (collection, field, operator, value, who) => {
        const query = `where[${field}][${operator}]=${encodeURIComponent(value.toWellFormed())}`
        await expectAnswer(`GET /api/${collection}?${query}`, () =>
          rest('GET', `/api/${collection}?${query}`, tokens[who]),
        )
        const sort = `sort=${encodeURIComponent(value.toWellFormed())}`
        await expectAnswer(`GET /api/${collection}?${sort}`, () =>
          rest('GET', `/api/${collection}?${sort}`, tokens[who]),
        )
      },
    ),
  'items, new': () =>
    fc.asyncProperty(bodyWith(ITEM), fc.nat(5), async (body, who) => {
      await expectAnswer(`POST /api/items ${body}`, () => rest('POST', '/api/items', tokens[who], body))
    }),
  'items, changed': () =>
    fc.asyncProperty(
      bodyWith(ITEM),
      queryWith(['where', 'draft', 'depth', 'autosave', 'trash', 'publishSpecificLocale']),
      async (body, query) => {
        const address = `/api/items/${doc.id}?${query}`
        await expectAnswer(`PATCH ${address} ${body}`, () => rest('PATCH', address, tokens[2], body))
      },
    ),
  transitions: () =>
    fc.asyncProperty(
      fc.oneof(segment, fc.constantFrom('submit', 'approve', 'publish', 'return')),
      bodyWith(['revision', 'comment', 'publishAt', 'override']),
      fc.nat(5),
      async (action, body, who) => {
        const address = `/api/items/${doc.id}/${action}`
        await expectAnswer(`POST ${address} ${body}`, () => rest('POST', address, tokens[who], body))
      },
    ),
  'other documents': () =>
    fc.asyncProperty(
      fc.constantFrom(
        'events',
        'comments',
        'tasks',
        'outlets',
        'subscribers',
        'quotas',
        'plans',
        'organizations',
        'users',
      ),
      bodyWith([
        'code',
        'title',
        'name',
        'plan',
        'organization',
        'outlets',
        'startsAt',
        'endsAt',
        'kind',
        'channel',
        'item',
        'text',
        'mentions',
        'email',
        'password',
        'role',
        'timeZone',
        'period',
        'min',
        'max',
        'pushUrl',
        'requestsPerMinute',
      ]),
      async (collection, body) => {
        await expectAnswer(`POST /api/${collection} ${body}`, () =>
          rest('POST', `/api/${collection}`, tokens[5], body),
        )
      },
    ),
  'GraphQL of the cms': () =>
    fc.asyncProperty(
      document([
        'Items',
        'Item',
        'Users',
        'countItems',
        'versionsItems',
        'Events',
        'createItem',
        'updateItem',
        'transitionItem',
        'docs',
        'id',
        'title',
        'author',
        'totalDocs',
        '__typename',
        'meUser',
      ]),
      json,
      fc.nat(5),
      async (query, variables, who) => {
        await expectAnswer(`GraphQL ${query}`, async () => {
          const { status, body } = await loa.graphql(query, {
            variables: variables as object,
            as: tokens[who],
          })
          const told = JSON.stringify(body) ?? ''
          return { status: /"code":"internal"/.test(told) ? 500 : status, text: told }
        })
      },
    ),
  'logging in': () =>
    fc.asyncProperty(
      fc.constantFrom(
        'login',
        'forgot-password',
        'reset-password',
        'refresh-token',
        'logout',
        'first-register',
        'unlock',
      ),
      bodyWith(['email', 'password', 'token', 'username', 'name', 'role']),
      async (action, body) => {
        await expectAnswer(`POST /api/users/${action} ${body}`, () =>
          rest('POST', `/api/users/${action}`, undefined, body),
        )
      },
    ),
  'overridden methods': () =>
    fc.asyncProperty(
      bodyWith(['where', 'limit', 'locale', 'depth']),
      fc.constantFrom('application/json', 'application/x-www-form-urlencoded', 'text/plain'),
      async (body, type) => {
        await expectAnswer(`POST as GET ${body}`, async () => {
          const response = await loa.respond(
            new Request('http://localhost:3000/api/items', {
              method: 'POST',
              headers: {
                'x-http-method-override': 'GET',
                'content-type': type,
                authorization: `JWT ${tokens[3]}`,
              },
              body,
            }),
          )
          return { status: response.status, text: await response.text() }
        })
      },
    ),
  'plan files': () =>
    fc.asyncProperty(
      fc.oneof(
        text,
        json.map((one) => JSON.stringify(one) ?? ''),
        fc
          .dictionary(
            fc.constantFrom(
              'plan',
              'themes',
              'tasks',
              'lines',
              'quotas',
              'organizations',
              'outlets',
              'events',
              'changes',
            ),
            json,
          )
          .map((one) => JSON.stringify(one)),
        fc.constantFrom(
          'a: &a [*a, *a]',
          `a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]`,
          '!!js/function "x"',
          '? [a]\n: b',
          '---\n---\n',
        ),
      ),
      async (source) => {
        // a file of nonsense is told what is wrong with it, and throws nothing
        const read = await readPlanFile({ text: source.toWellFormed(), name: 'x.yaml' })
        if (!('problems' in read)) throw new Error('took it')
      },
    ),
  'webhooks, as a receiver checks them': () => {
    const secret = `whsec_${Buffer.from('a secret of twenty-four!').toString('base64')}`
    return fc.asyncProperty(
      fc.string({ unit: 'binary' }),
      fc.dictionary(fc.constantFrom('webhook-id', 'webhook-timestamp', 'webhook-signature'), text),
      async (body, headers) => {
        await Promise.resolve()
          .then(() => verifyWebhook({ body, headers, secret } as never))
          .then(
            (told) => {
              throw new Error(`took ${JSON.stringify(told)}`)
            },
            (error: Error) => {
              if (
                error.message.startsWith('took') ||
                error instanceof TypeError ||
                error instanceof RangeError
              )
                throw error
            },
          )
      },
    )
  },
}

/** All doors are tried in turns while the heap is looked at: so many rounds, so often each. */
const ROUNDS = 8
const RUNS = Math.max(6, Math.round((TOTAL / 60_000) * 12))
/** What is kept on purpose has a bound (keys, queries, pages), and the doors before have filled it. */
const MOST_GROWTH = 1.1

/** What is in use once nothing is under way, in bytes. */
const heapAtRest = async () => {
  const gc = globalThis.gc ?? collector()
  let least = Number.POSITIVE_INFINITY
  for (let n = 0; n < 3; n += 1) {
    await sleep(50)
    gc()
    least = Math.min(least, process.memoryUsage().heapUsed)
  }
  return least
}

/** In `npm test` nobody has asked for one on the command line. */
const collector = (): (() => void) => {
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc')
}

describe('whatever is sent', () => {
  const share = TOTAL / Object.keys(DOORS).length
  /** In bytes, after each round through all doors. */
  const heaps: number[] = []
  const tryDoor = (name: string, bound: fc.Parameters<unknown>) =>
    fc.assert(DOORS[name]?.() as fc.IAsyncProperty<any>, { seed: SEED, ...bound })

  it.each(Object.keys(DOORS))('to %s', { timeout: share * 4 + 60_000 }, async (name) => {
    await tryDoor(name, {
      numRuns: 1_000_000,
      interruptAfterTimeLimit: share,
      markInterruptAsFailure: false,
    })
  })

  it('leaves nothing in memory: the same again and again does not grow', {
    timeout: TOTAL * 4 + 120_000,
  }, async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const name of Object.keys(DOORS)) await tryDoor(name, { numRuns: RUNS, seed: (SEED ?? 1) + round })
      await Promise.allSettled(pending)
      heaps.push(await heapAtRest())
    }
    const half = ROUNDS / 2
    const [first, second] = [median(heaps.slice(0, half)), median(heaps.slice(half))]
    const told = heaps.map((bytes) => `${Math.round(bytes / 1e5) / 10} MB`).join(', ')
    console.log(`heap after each round: ${told}`)
    expect(second, told).toBeLessThan(first * MOST_GROWTH)
  })

  it('leaves the item as only its author could have left it', async () => {
    // its author may have put it in the trash, or deleted it
    for (const { stage, live, _status } of await steps.query(
      'select stage, live, _status from items where id = $1',
      [doc.id],
    )) {
      expect(`${live} ${_status}`).toBe('false draft')
      expect(['draft', 'submitted']).toContain(stage)
    }
    expect((await steps.query('select 1 from editions where item_id = $1', [doc.id])).length).toBe(0)
    expect(
      (
        await steps.query(
          `select count(*)::int as n from users where role = 'admin' and email not like '%@%'`,
        )
      )[0].n,
    ).toBe(0)
  })
})

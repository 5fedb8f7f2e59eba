// What each route of the delivery API may show to whom, format by format. A new route needs a line in ROUTES; the
// test that reads it (tests/int/isolation.test.ts) fails without one.
import { deliveryOf, newSubscriber } from './delivery.ts'
import type { Loa } from './loa.ts'
import { type Doc, stepsOf } from './steps.ts'

/** Subscriber A and what is, was or never came on its outlet; B's is the other side of the wall. */
export type World = Awaited<ReturnType<typeof makeWorld>>

/** One request and what must come of it. `shows`: words that must be in the answer; nothing hidden ever may. */
export type Probe = {
  address: string
  method?: 'GET' | 'POST'
  body?: unknown
  headers?: Record<string, string>
  status: number
  shows?: string[]
  /** Nothing is found. */
  empty?: boolean
}

/** The title of every item begins with this word, so that each answer can be searched for what it must not show. */
const HIDDEN = 'GIẤU'

export const makeWorld = async (loa: Loa) => {
  const steps = stepsOf(loa)
  const delivery = deliveryOf(loa)
  const admin = await steps.token('admin@so-tttt')
  const [outletA, outletB] = [
    await steps.newOutlet({ channel: 'screen' }),
    await steps.newOutlet({ channel: 'screen' }),
  ]
  const a = await newSubscriber(loa, { admin, code: 'ben-a', outlets: [outletA.id] })
  const b = await newSubscriber(loa, { admin, code: 'ben-b', outlets: [outletB.id] })
  const pictures: { id: string; filename: string }[] = await steps.query(
    'select id, filename from media order by created_at limit 4',
  )
  let count = 0
  const make = async (
    stage: Parameters<typeof steps.itemAt>[0]['stage'],
    name: string,
    more: object = {},
  ) => {
    count += 1
    return steps.itemAt({ stage, kind: 'led', title: `${name} ${count}`, outlets: [outletA.id], ...more })
  }
  const live = await make('published', 'ĐANG ĐĂNG', { cover: pictures[0]?.id })
  const withdrawn = await make('retracted', `${HIDDEN} đã gỡ`, { cover: pictures[1]?.id })
  const unpublished: Doc[] = []
  for (const stage of ['draft', 'submitted', 'approved', 'scheduled'] as const)
    unpublished.push(await make(stage, `${HIDDEN} ${stage}`, { cover: pictures[2]?.id }))
  const foreign = [
    await make('published', `${HIDDEN} của B`, { outlets: [outletB.id], cover: pictures[3]?.id }),
    await make('retracted', `${HIDDEN} của B, đã gỡ`, { outlets: [outletB.id] }),
  ]
  // documents of an event that is not settled
  const [{ id: provisional }] = await steps.query('select id from events order by starts_at desc limit 1')
  await loa.payload.update({
    collection: 'events',
    id: provisional,
    data: { isProvisional: true, documents: pictures.slice(1).map(({ id }) => id) },
    overrideAccess: true,
  })
  // a correction that nobody has approved yet
  await loa.rest('PATCH', `/api/items/${live.id}`, {
    as: await steps.token('reporter@so-tttt'),
    body: { title: `${HIDDEN} bản sửa` },
  })
  const editionOf = async ({ id }: Doc): Promise<number> => {
    const [row] = await steps.query(
      `select min(number)::int as number from editions where item_id = $1 and change = 'published'`,
      [id],
    )
    return row.number
  }
  return {
    steps,
    delivery,
    a,
    b,
    live,
    withdrawn,
    unpublished,
    foreign,
    /** Names of files: shown by A's live item, and by none of its live items. */
    ownFile: pictures[0]?.filename ?? '',
    hiddenFiles: pictures.slice(1).map(({ filename }) => filename),
    outletB: outletB.code,
    editionOf,
  }
}

/** Words that no answer to A may hold: titles, identifiers and files of what it may not see. */
export const hiddenWords = ({ unpublished, foreign, hiddenFiles, outletB }: World): string[] => [
  HIDDEN,
  outletB,
  ...[...unpublished, ...foreign].map(({ id }) => id),
  ...hiddenFiles.map(encodeURIComponent),
]

type Line = (world: World) => Probe[] | Promise<Probe[]>

/** Lists of items, feeds: A's live item is in it. `formats`: query strings, `''` for none. */
const list =
  ({ path, formats = [''] }: { path: string; formats?: string[] }): Line =>
  ({ live }) =>
    formats.map((format) => ({ address: `${path}${format}`, status: 200, shows: [live.title] }))

/** One item by its identifier, in each format. */
const one =
  ({ path, formats = [''] }: { path: (id: string) => string; formats?: string[] }): Line =>
  ({ live, withdrawn, unpublished, foreign }) =>
    formats.flatMap((format) => [
      { address: `${path(live.id)}${format}`, status: 200, shows: [live.title] },
      { address: `${path(withdrawn.id)}${format}`, status: 410 },
      ...[...unpublished, ...foreign].map(({ id }) => ({ address: `${path(id)}${format}`, status: 404 })),
    ])

/** Searches: of a phrase that A's live item has, and of phrases that only hidden ones have, whoever's they are. */
const searches =
  (path: string): Line =>
  ({ live }) => [
    { address: `${path}?q=${encodeURIComponent(live.title)}`, status: 200, shows: [live.title] },
    { address: `${path}?q=dang+dang&limit=200`, status: 200, shows: [live.title] },
    ...HIDDEN_PHRASES.map((phrase) => ({
      address: `${path}?limit=200&q=${encodeURIComponent(phrase)}`,
      status: 200,
      empty: true,
    })),
  ]

const HIDDEN_PHRASES = [HIDDEN, 'giau', 'đã gỡ', 'giau da go', 'draft', 'submitted', 'của B', 'bản sửa']

const together =
  (...lines: Line[]): Line =>
  async (world) =>
    (await Promise.all(lines.map((line) => line(world)))).flat()

const ITEM = 'id title cover { url } media { url }'

/**
 * Every route, as `METHOD path` without the base. To add one:
 *
 *   'GET /feed.rss': together(list({ path: '/feed.rss' }), searches('/feed.rss')),
 *   'GET /themes': () => [{ address: '/themes', status: 200 }],
 *   'GET /items/:id': one({ path, formats: ['', '?format=ninjs'] }),
 */
export const ROUTES: Record<string, Line> = {
  'GET /items': together(
    list({ path: '/items', formats: ['', '?limit=200', '?kind=led', '?kind=led&limit=1'] }),
    searches('/items'),
  ),
  'GET /items/:id': one({
    path: (id) => `/items/${id}`,
    formats: ['', '?format=json', '?format=ninjs', '?format=html', '?format=text'],
  }),
  'GET /feed.rss': together(list({ path: '/feed.rss' }), searches('/feed.rss')),
  'GET /feed.atom': together(list({ path: '/feed.atom' }), searches('/feed.atom')),
  'GET /feed.json': together(
    list({ path: '/feed.json', formats: ['', '?kind=led'] }),
    searches('/feed.json'),
  ),
  'GET /events.ics': () => [{ address: '/events.ics', status: 200 }],
  'GET /themes': () => [{ address: '/themes', status: 200 }],
  'GET /tasks': () => [{ address: '/tasks', status: 200 }],
  'GET /lines': () => [{ address: '/lines', status: 200 }],
  'GET /events': () => [{ address: '/events', status: 200 }],
  'GET /changes': list({ path: '/changes', formats: ['', '?after=0&limit=200', '?wait=1'] }),
  'GET /media/:name': ({ ownFile, hiddenFiles }) => [
    { address: `/media/${encodeURIComponent(ownFile)}`, status: 200 },
    ...hiddenFiles.map((name) => ({ address: `/media/${encodeURIComponent(name)}`, status: 404 })),
  ],
  'GET /playlist.json': () => [{ address: '/playlist.json', status: 200 }],
  'GET /playlist.m3u': () => [{ address: '/playlist.m3u', status: 200 }],
  'GET /playlist.html': () => [{ address: '/playlist.html', status: 200 }],
  'GET /loop.json': list({ path: '/loop.json' }),
  'POST /graphql': ({ live, withdrawn, unpublished, foreign }) => {
    const ask = (query: string) => ({
      address: '/graphql',
      method: 'POST' as const,
      body: { query },
      status: 200,
    })
    return [
      { ...ask(`{ items(limit: 200) { items { ${ITEM} } next } }`), shows: [live.title] },
      { ...ask(`{ items(q: "dang dang") { items { ${ITEM} } } }`), shows: [live.title] },
      ...HIDDEN_PHRASES.map((phrase) => ({
        ...ask(`{ items(limit: 200, q: "${phrase}") { items { ${ITEM} } } }`),
        empty: true,
      })),
      { ...ask(`{ changes(limit: 200) { changes { id type item { ${ITEM} } } } }`), shows: [live.title] },
      { ...ask(`{ item(id: "${live.id}") { ${ITEM} } }`), shows: [live.title] },
      { ...ask(`{ item(id: "${withdrawn.id}") { title } }`), shows: ['"gone"'] },
      ...[...unpublished, ...foreign].map(({ id }) => ({
        ...ask(`{ item(id: "${id}") { title } }`),
        shows: ['"not-found"'],
      })),
    ]
  },
  // a withdrawn item of its own was published once, and may still be confirmed
  'POST /receipts': async ({ live, withdrawn, foreign, unpublished, editionOf }) => {
    const edition = await editionOf(live)
    const send = (id: string, number: number, status: number): Probe => ({
      address: '/receipts',
      method: 'POST',
      body: { id, edition: number, url: 'https://a.example.vn/1', publishedAt: '2026-01-01T00:00:00Z' },
      status,
    })
    const ofOthers: Probe[] = []
    for (const doc of foreign) {
      ofOthers.push(send(doc.id, await editionOf(doc), 404), send(live.id, await editionOf(doc), 404))
      ofOthers.push(send(doc.id, edition, 404))
    }
    return [
      send(live.id, edition, 201),
      send(withdrawn.id, await editionOf(withdrawn), 201),
      ...unpublished.map(({ id }) => send(id, edition, 404)),
      ...ofOthers,
    ]
  },
}

/** Open to everybody: they describe the API, or show what they ask for with a key; they hold no content. */
export const PUBLIC = [
  'GET /openapi.json',
  'GET /docs',
  'GET /player',
  'GET /player.js',
  'GET /player.css',
  'GET /player-worker.js',
]

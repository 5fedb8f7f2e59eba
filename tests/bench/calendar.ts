// A month of the calendar beside Payload's own list of items: both asked of the built cms over HTTP by the same
// person, in turns, with 20,000 placements in the system. Medians in milliseconds until the last byte.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { buildWhenMissing, createPart } from '../helpers/processes.ts'
import { median } from './statistics.ts'

const ITEMS = 5000
const OUTLETS = 4

/** @param databaseUrl a database with the demo, which this fills */
export const benchCalendar = async ({ databaseUrl, rounds }: { databaseUrl: string; rounds: number }) => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  for (const statement of FILL) await client.query(statement)
  const { rows } = await client.query(SHOWN)
  await client.end()
  await buildWhenMissing()
  const cms = await createPart({ kind: 'cms', name: 'bench-calendar' })
  await cms.start({ DATABASE_URL: databaseUrl, PORT: cms.port, PUBLIC_URL: cms.address })
  try {
    const cookie = await logIn(cms.address)
    const time = async (address: string) => {
      const start = performance.now()
      const response = await fetch(`${cms.address}${address}`, { headers: { cookie } })
      const text = await response.text()
      if (response.status !== 200 || !text.includes('</html>'))
        throw new Error(`${address}: ${response.status}`)
      return performance.now() - start
    }
    const addresses = { list: '/admin/collections/items', month: '/admin/calendar' }
    const timed = { list: [] as number[], month: [] as number[] }
    for (let round = 0; round < rounds + WARMING; round += 1)
      for (const name of ['list', 'month'] as const) {
        const took = await time(addresses[name])
        if (round >= WARMING) timed[name].push(took)
        await sleep(20)
      }
    const [list, month] = [median(timed.list), median(timed.month)]
    return { placements: ITEMS * OUTLETS, shown: Number(rows[0].count), list, month, ratio: month / list }
  } finally {
    await cms.stop()
  }
}

const WARMING = 5

/** As an editor of the department, whose scope is asked for in every query. */
const logIn = async (address: string): Promise<string> => {
  const { accounts } = JSON.parse(await readFile(path.join(process.env.DATA_DIR ?? '', 'demo.json'), 'utf8'))
  const { email, password } = accounts.find(
    (one: { role: string; organization: string }) => one.role === 'editor' && one.organization === 'so-tttt',
  )
  const response = await fetch(`${address}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  const { token } = await response.json()
  if (!token) throw new Error(`no login: ${response.status}`)
  return `payload-token=${token}`
}

// Spread over fourteen months, half of them ahead; each a copy of one item of the demo. The triggers of the gate are
// off meanwhile: nothing here goes through a transition.
const FILL = [
  'set session_replication_role = replica',
  `create temp table bench as
   select gen_random_uuid() as id, gen_random_uuid() as version, n,
          now() + (n - ${ITEMS / 2}) * (interval '14 months' / ${ITEMS}) as at,
          case when n < ${ITEMS / 2} then 'published' else 'scheduled' end as stage,
          case when n < ${ITEMS / 2} then 'published' else 'draft' end as status
   from generate_series(1, ${ITEMS}) n`,
  `insert into items select (jsonb_populate_record(i, jsonb_build_object('id', b.id, 'title', 'Bài đo số ' || n, 'slug',
     'bai-do-' || n, 'publish_at', at, 'stage', b.stage, 'live', b.stage = 'published', '_status', b.status))).*
   from bench b, items i where i.id = (select id from items where stage = 'published' order by id limit 1)`,
  `insert into _items_v select (jsonb_populate_record(v, jsonb_build_object('id', b.version, 'parent_id', b.id,
     'version_title', 'Bài đo số ' || n, 'version_slug', 'bai-do-' || n, 'version_publish_at', at, 'version_stage',
     b.stage, 'version_live', b.stage = 'published', 'version__status', b.status))).*
   from bench b, _items_v v
   where v.id = (select id from _items_v where version_stage = 'published' and latest order by id limit 1)`,
  `create temp table bench_outlets as
   select b.id, b.version, o.id as outlet, m as place from bench b cross join generate_series(1, ${OUTLETS}) m
   join (select id, row_number() over (order by code) as n, count(*) over () as many from outlets) o
     on o.n = 1 + (b.n * ${OUTLETS} + m) % o.many`,
  `insert into items_rels ("order", parent_id, path, outlets_id) select place, id, 'outlets', outlet from bench_outlets`,
  `insert into _items_v_rels ("order", parent_id, path, outlets_id)
   select place, version, 'version.outlets', outlet from bench_outlets`,
  `insert into placements select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'item_id', b.id,
     'outlet_id', b.outlet))).*
   from bench_outlets b, placements p where p.id = (select id from placements order by id limit 1)`,
  'set session_replication_role = default',
  'analyze',
]

const SHOWN = `
  select count(*) from items
  where to_char(publish_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM') = to_char(now() at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM')`

// The plan's state at the size of a large province: 200 outlets × 60 weeks × 10 rules = 120,000 buckets, 20,000
// slots held. Prints medians in milliseconds: the statement alone, the buckets as objects, and the whole answer of the
// endpoint as text, all within one process, without a network.
import { randomUUID } from 'node:crypto'
import { createLocalReq, getPayload, handleEndpoints } from 'payload'
import configuration from '../../payload.config.ts'
import { progressRows, quotaOptionsIn } from '../../src/quota/index.ts'
import { median } from './statistics.ts'

const OUTLETS = 200
const WEEKS = 60
const RULES = 10
const SLOTS = 20_000

/** @param databaseUrl a database with the demo, which this fills. */
export const benchProgress = async ({ databaseUrl, rounds }: { databaseUrl: string; rounds: number }) => {
  process.env.DATABASE_URL = databaseUrl
  const config = await configuration
  config.secret ||= 'bench'
  const payload = await getPayload({ config, disableOnInit: true })
  const { pool } = payload.db as unknown as { pool: { query: (text: string) => Promise<unknown> } }
  for (const statement of FILL) await pool.query(statement)
  const options = quotaOptionsIn(payload)
  const email = 'bench@loa.example'
  const password = randomUUID()
  await payload.create({
    collection: 'users',
    data: { name: 'Quản trị', email, password, role: 'admin' },
    overrideAccess: true,
  })
  const { token } = await payload.login({ collection: 'users', data: { email, password } })
  const ask = () =>
    handleEndpoints({
      config,
      request: new Request('http://localhost:3000/api/quotas/progress?plan=BENCH', {
        headers: { authorization: `JWT ${token}` },
      }),
    })

  const timed = { rows: [] as number[], answer: [] as number[] }
  let buckets = 0
  let bytes = 0
  for (let round = 0; round < rounds + 2; round += 1) {
    const start = performance.now()
    const rows = await progressRows({
      req: await createLocalReq({}, payload),
      options,
      plan: 'BENCH',
      now: new Date('2025-06-01T00:00:00Z'),
    })
    const middle = performance.now()
    const body = await (await ask()).arrayBuffer()
    const end = performance.now()
    buckets = rows?.reduce((sum, { cells }) => sum + cells.length, 0) ?? 0
    bytes = body.byteLength
    // the first rounds warm caches and connections
    if (round >= 2) {
      timed.rows.push(middle - start)
      timed.answer.push(end - middle)
    }
  }
  return { buckets, bytes, rows: median(timed.rows), answer: median(timed.answer) }
}

const FILL = [
  `insert into plans (id, code, title, starts_on, ends_on, time_zone, organization_id)
   select gen_random_uuid(), 'BENCH', 'Đo tốc độ', '2024-11-04T12:00:00Z', '2025-12-28T12:00:00Z', 'Asia/Ho_Chi_Minh', id
   from organizations where code = 'so-tttt'`,
  `insert into outlets (id, code, name, channel, organization_id)
   select gen_random_uuid(), 'bench-' || n, 'Kênh ' || n, 'publication', o.id
   from generate_series(1, ${OUTLETS}) n, organizations o where o.code = 'so-tttt'`,
  `insert into quotas (id, code, plan_id, title, counts, enforcement, channel, period, min, max, starts_on, ends_on)
   select gen_random_uuid(), 'BENCH-' || n, p.id, 'Chỉ tiêu ' || n, 'items', 'block', 'publication', 'week', 1, 2,
          p.starts_on, p.ends_on
   from generate_series(1, ${RULES}) n, plans p where p.code = 'BENCH'`,
  `insert into quotas_per (id, "order", parent_id, value) select gen_random_uuid(), 1, id, 'outlet' from quotas where code like 'BENCH-%'`,
  `insert into quota_slots (id, quota_id, bucket, slot, item_id, outlet_id, ran_outlet_id, period, state, ran_at)
   select gen_random_uuid(), q.id, o.id || '/-/-/-/' || week.key, 1, (select id from items limit 1), o.id, o.id, week.key,
          'consumed', week.monday
   from (select id, row_number() over (order by code) as n from quotas where code like 'BENCH-%') q
   cross join (select id, row_number() over (order by code) as n from outlets where code like 'bench-%') o
   cross join (select monday, row_number() over () as n, to_char(monday, 'IYYY"-W"IW') as key
               from generate_series('2024-11-04'::timestamptz, '2025-12-22', '7 days') monday) week
   where (q.n + o.n + week.n) % ${(OUTLETS * WEEKS * RULES) / SLOTS} = 0`,
  'analyze',
]

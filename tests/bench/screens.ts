// The first screen and the board beside Payload's own list view, over HTTP, with 20,000 placements, as many versions
// and as many slots held. Medians in milliseconds, the screens asked in turn, so that all meet the same machine.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { buildWhenMissing, createPart } from '../helpers/processes.ts'
import { seedOutlets } from './delivery/seed.ts'
import { median } from './statistics.ts'

const OUTLETS = 10
const EACH = 2000

/** Payload's own list views first. */
const SCREENS = {
  placements: '/admin/collections/placements',
  items: '/admin/collections/items',
  home: '/admin',
  board: '/admin/board',
} as const

const MARKS: Record<keyof typeof SCREENS, string> = {
  placements: 'collection-list',
  items: 'collection-list',
  home: 'loa-home__card',
  board: 'loa-board__scroll',
}

export type Measured = { name: keyof typeof SCREENS; ms: number; bytes: number; ratio: number }

/**
 * @param databaseUrl a database with the demo, which this fills.
 * @param dataDir where the demo's accounts are
 * @returns `ratio` is to the list of placements
 */
export const benchScreens = async ({
  databaseUrl,
  dataDir,
  rounds,
}: {
  databaseUrl: string
  dataDir: string
  rounds: number
}): Promise<Measured[]> => {
  await buildWhenMissing()
  // numbers of their own, since codes are made of them
  await seedOutlets({ databaseUrl, counts: Array.from({ length: OUTLETS }, (_, at) => EACH - at) })
  await fill(databaseUrl)
  const cms = await createPart({ kind: 'cms', name: 'bench' })
  try {
    await cms.start({
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PORT: cms.port,
      HOST: '127.0.0.1',
      PUBLIC_URL: cms.address,
    })
    const authorization = await logIn({ address: cms.address, dataDir })
    const names = Object.keys(SCREENS) as (keyof typeof SCREENS)[]
    const times = new Map(names.map((name) => [name, [] as number[]]))
    const bytes = new Map<string, number>()
    for (let round = 0; round < rounds + WARM; round += 1) {
      for (const name of names) {
        const start = performance.now()
        const answer = await fetch(`${cms.address}${SCREENS[name]}`, { headers: { authorization } })
        const body = Buffer.from(await answer.arrayBuffer())
        const ms = performance.now() - start
        // a login page would be fast, too
        if (answer.status !== 200 || !body.includes(MARKS[name]))
          throw new Error(`${SCREENS[name]}: ${answer.status}, and not the screen`)
        bytes.set(name, body.byteLength)
        if (round >= WARM) times.get(name)?.push(ms)
      }
    }
    const of = (name: keyof typeof SCREENS) => median(times.get(name) ?? [])
    return names.map((name) => ({
      name,
      ms: of(name),
      bytes: bytes.get(name) ?? 0,
      ratio: of(name) / of('placements'),
    }))
  } finally {
    await cms.stop()
  }
}

const WARM = 5

const logIn = async ({ address, dataDir }: { address: string; dataDir: string }): Promise<string> => {
  const { accounts } = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8'))
  // who sees the most: everything waits for the one who guides all others
  const { email, password } = accounts.find(
    (one: { role: string; organization: string }) =>
      one.role === 'approver' && one.organization === 'so-tttt',
  )
  const answer = await fetch(`${address}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  return `JWT ${(await answer.json()).token}`
}

/** A version of each item, and a slot in the ledger for each placement. */
const fill = async (databaseUrl: string) => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('set session_replication_role = replica')
    await client.query(`
      insert into _items_v (id, parent_id, version_title, version_summary, version_kind, version_priority,
        version_organization_id, version_plan_id, version_task_id, version_slug, version_stage, version_live,
        version_published_at, version_updated_at, version_created_at, version__status, latest, created_at, updated_at)
      select gen_random_uuid(), i.id, i.title, i.summary, i.kind::text::enum__items_v_version_kind, 'normal',
             i.organization_id, i.plan_id, i.task_id, i.slug, 'published', true,
             i.published_at, i.updated_at, i.created_at, 'published', true, i.created_at, i.updated_at
      from items i where not exists (select 1 from _items_v v where v.parent_id = i.id)`)
    await client.query(`
      insert into quota_slots (id, quota_id, bucket, slot, item_id, outlet_id, ran_outlet_id, period, state, ran_at)
      select gen_random_uuid(), q.id, p.outlet_id || '/-/-/-/' || p.month, p.n, p.item_id, p.outlet_id, p.outlet_id,
             p.month, 'consumed', p.published_at
      from (select *, to_char(published_at, 'YYYY-MM') as month,
                   row_number() over (partition by outlet_id, to_char(published_at, 'YYYY-MM') order by published_at) as n
            from placements where outlet_id in (select id from outlets where code like 'do-toc-do-%')) p, quotas q
      where q.code = 'Q6'`)
    await client.query('reset session_replication_role')
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}

// What is acknowledged is stored. Payload 3.90 reports a failing COMMIT as success; ours must not, whether a
// deferred constraint refuses it or the backend is gone at that moment, and the process must live on.
import { sql } from '@payloadcms/db-postgres'
import {
  commitTransaction,
  createLocalReq,
  initTransaction,
  killTransaction,
  type PayloadRequest,
} from 'payload'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../../src/database/statement.ts'
import { CommitFailed } from '../../src/database/transactions.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { LEAK, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let plan: string
let outside: pg.Client
const uncaught: unknown[] = []
const note = (error: unknown) => uncaught.push(error)
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  plan = await loa.idOf('plans', 'TN-CDS-2024-2025')
  outside = new pg.Client({ connectionString: loa.databaseUrl })
  await outside.connect()
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
})
afterAll(async () => {
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
  await outside.end()
  await loa.stop()
})

/** Ends the backend that serves this request, and waits until PostgreSQL has let go of it. */
const killBackendOf = async (req: PayloadRequest) => {
  const [row] = await rowsOf<{ pid: number }>({
    req,
    mustBeInTransaction: true,
    statement: sql`select pg_backend_pid() as pid`,
  })
  await outside.query('select pg_terminate_backend($1, 10000)', [row?.pid])
}

type HookName = 'beforeChange' | 'afterChange' | 'afterOperation'
const undo: (() => void)[] = []
/** Hangs a hook of the test on a collection, last in line, until the test is over. */
const hang = (collection: 'tasks' | 'items' | 'audit-log', name: HookName, hook: (args: any) => unknown) => {
  const hooks = loa.payload.collections[collection].config.hooks[name] as unknown[]
  hooks.push(hook)
  undo.push(() => hooks.splice(hooks.indexOf(hook), 1))
}
afterEach(() => {
  for (const one of undo.splice(0)) one()
})

const post = async (code: string) =>
  loa.rest('POST', '/api/tasks', {
    as: await steps.token('admin@so-tttt'),
    body: { code, title: 'Thử ghi', plan },
  })
const isStored = async (code: string) =>
  (await steps.query('select 1 from tasks where code = $1', [code])).length > 0

const expectNotStored = async (answer: { status: number; body: any }, code: string, expected: string) => {
  expect(verdict(answer as never)).toBe(expected)
  expect(JSON.stringify(answer.body)).not.toMatch(LEAK)
  expect(await isStored(code)).toBe(false)
}

const expectNextWorks = async (code: string) => {
  expect((await post(code)).status).toBe(201)
  expect(await isStored(code)).toBe(true)
  expect(uncaught).toEqual([])
}

describe('a COMMIT that fails', () => {
  it('of a transaction in which a statement had failed, which Payload passed over: 400, nothing stored', async () => {
    // PostgreSQL answers such a COMMIT with ROLLBACK and no error; a bulk update gets there
    const [first, second] = [
      await steps.draft('reporter@so-tttt', { title: 'Một' }),
      await steps.draft('reporter@so-tttt', { title: 'Hai' }),
    ]
    await steps.query(`
      create function refuse_one() returns trigger language plpgsql as $$
      begin raise exception 'refused' using errcode = '23514'; end $$;
      create trigger refuse_one before update on items for each row when (old.id = '${second.id}') execute function refuse_one()`)
    undo.push(() => steps.query('drop function refuse_one cascade'))
    for (const sort of ['id', '-id']) {
      const answer = await loa.rest(
        'PATCH',
        `/api/items?where[id][in]=${first.id},${second.id}&sort=${sort}`,
        {
          as: await steps.token('reporter@so-tttt'),
          body: { title: 'Đổi' },
        },
      )
      expect(answer.status).toBe(400)
      expect(answer.body.docs ?? []).toEqual([])
      expect(JSON.stringify(answer.body)).not.toMatch(LEAK)
      expect((await steps.latest(first.id)).title).toBe('Một')
      expect((await steps.latest(second.id)).title).toBe('Hai')
    }
    await expectNextWorks('after-silent-rollback')
  })

  it('by a deferred constraint: 503 not-stored, nothing stored', async () => {
    await withDeferredRefusal('tasks', async () => {
      await expectNotStored(await post('refused-at-commit'), 'refused-at-commit', '503 not-stored')
    })
    await expectNextWorks('after-deferred')
  })

  it('because the backend is killed at COMMIT: 503 not-stored, nothing stored', async () => {
    hang('tasks', 'afterOperation', async ({ req, operation, result }: any) => {
      if (operation === 'create') await killBackendOf(req)
      return result
    })
    await expectNotStored(await post('killed-at-commit'), 'killed-at-commit', '503 not-stored')
    for (const one of undo.splice(0)) one()
    await expectNextWorks('after-kill')
  })

  it('says so in both languages', async () => {
    await withDeferredRefusal('tasks', async () => {
      const vi = await post('tieng-viet')
      const en = await loa.rest('POST', '/api/tasks', {
        as: await steps.token('admin@so-tttt'),
        body: { code: 'tieng-anh', title: 'Thử', plan },
        headers: { 'accept-language': 'en' },
      })
      expect(vi.body.errors[0].message).toMatch(/Chưa xác nhận/)
      expect(en.body.errors[0].message).toMatch(/^[\x20-\x7e’“”]+$/)
    })
  })

  it('in GraphQL too', async () => {
    await withDeferredRefusal('tasks', async () => {
      const { body } = await loa.graphql(
        `mutation { createTask(data: { code: "graph", title: "x", plan: "${plan}" }) { id } }`,
        {
          as: await steps.token('admin@so-tttt'),
        },
      )
      expect(body.errors[0].extensions.data.code).toBe('not-stored')
      expect(await isStored('graph')).toBe(false)
    })
  })

  it('in a transition: stage, slot, edition and audit entry are all as they were', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'portal' })
    const doc = await steps.itemAt({ stage: 'approved', title: 'Mất điện lúc đăng', outlets: [outlet] })
    const before = await steps.traceOf(doc.id)
    await withDeferredRefusal('audit_log', async () => {
      expect(verdict(await steps.act('approver@so-tttt', 'publish', doc))).toBe('503 not-stored')
    })
    expect(await steps.traceOf(doc.id)).toEqual(before)
    expect((await steps.must('approver@so-tttt', 'publish', doc)).stage).toBe('published')
  })

  it('loses no connection: many in a row, more than the pool holds', async () => {
    const { pool } = loa.payload.db as unknown as { pool: pg.Pool }
    // Payload itself keeps one connection out for as long as it lives
    const inUse = () => pool.totalCount - pool.idleCount
    const before = inUse()
    await withDeferredRefusal('tasks', async () => {
      for (let n = 0; n < 25; n += 1) expect((await post(`many-${n}`)).status).toBe(503)
    })
    expect([inUse(), pool.waitingCount]).toEqual([before, 0])
    await expectNextWorks('after-many')
  })
})

describe('a backend that is killed in the middle', () => {
  it.each(['beforeChange', 'afterChange'] as const)(
    'in %s: an error, nothing stored, no transaction left',
    async (name) => {
      hang('tasks', name, async ({ req, data, doc }: any) => {
        await killBackendOf(req)
        return doc ?? data
      })
      const answer = await post(`killed-${name}`)
      for (const one of undo.splice(0)) one()
      expect(['503 unavailable', '503 not-stored']).toContain(verdict(answer))
      expect(JSON.stringify(answer.body)).not.toMatch(LEAK)
      expect(await isStored(`killed-${name}`)).toBe(false)
      await expectNextWorks(`after-killed-${name}`)
      expect(Object.keys((loa.payload.db as any).sessions)).toEqual([])
    },
  )

  it('while it publishes: nothing of the transition is there', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'portal' })
    const doc = await steps.itemAt({ stage: 'approved', title: 'Đứt giữa chừng', outlets: [outlet] })
    const before = await steps.traceOf(doc.id)
    hang('items', 'afterChange', async ({ req, doc: saved }: any) => {
      await killBackendOf(req)
      return saved
    })
    const answer = await steps.act('approver@so-tttt', 'publish', doc)
    for (const one of undo.splice(0)) one()
    expect(await steps.traceOf(doc.id)).toEqual(before)
    expect(['503 unavailable', '503 not-stored']).toContain(verdict(answer))
    expect((await steps.must('approver@so-tttt', 'publish', doc)).stage).toBe('published')
    expect(uncaught).toEqual([])
  })

  it('an idle connection that is ended is replaced', async () => {
    await outside.query(
      `select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    // the pool hears of it through its sockets; what it hands out afterwards must work
    const answers = await Promise.all([1, 2, 3].map((n) => post(`idle-${n}`)))
    for (const { status } of answers) expect([201, 503]).toContain(status)
    await expectNextWorks('after-idle')
  })
})

describe('the three methods themselves', () => {
  it('commit throws CommitFailed, and ends the session all the same', async () => {
    const req = await createLocalReq({}, loa.payload)
    await initTransaction(req)
    const id = await req.transactionID
    await killBackendOf(req)
    await expect(commitTransaction(req)).rejects.toBeInstanceOf(CommitFailed)
    expect((loa.payload.db as any).sessions[id as string]).toBeUndefined()
    await killTransaction(req)
  })

  it('rollback of a broken connection is silent: the first error is what counts', async () => {
    const req = await createLocalReq({}, loa.payload)
    await initTransaction(req)
    await killBackendOf(req)
    await expect(killTransaction(req)).resolves.toBeUndefined()
    expect(uncaught).toEqual([])
  })

  it('an error inside rolls everything back, and nested calls belong to the transaction', async () => {
    const req = await createLocalReq({}, loa.payload)
    await initTransaction(req)
    await loa.payload.create({
      collection: 'tasks',
      data: { code: 'nested', title: 'x', plan },
      req,
      overrideAccess: true,
    })
    expect(await isStored('nested')).toBe(false)
    await expect(
      loa.payload.create({
        collection: 'tasks',
        data: { code: 'nested', title: 'x', plan },
        req,
        overrideAccess: true,
      }),
    ).rejects.toThrow()
    await killTransaction(req)
    expect(await isStored('nested')).toBe(false)
  })

  it('writing outside of a transaction is refused where one is needed', async () => {
    const req = await createLocalReq({}, loa.payload)
    await expect(rowsOf({ req, mustBeInTransaction: true, statement: sql`select 1` })).rejects.toThrow(
      /not open/,
    )
    req.transactionID = 'long-gone'
    await expect(rowsOf({ req, statement: sql`select 1` })).rejects.toThrow(/not open/)
  })
})

/** While `work` runs, every insert into the table is refused at COMMIT and not before. */
const withDeferredRefusal = async (table: string, work: () => Promise<void>) => {
  await outside.query(`
    create function refuse_at_commit() returns trigger language plpgsql as
      $$ begin raise exception 'refused at commit' using errcode = '23514'; end $$`)
  await outside.query(`
    create constraint trigger refuse_at_commit after insert on ${table}
    deferrable initially deferred for each row execute function refuse_at_commit()`)
  try {
    await work()
  } finally {
    await outside.query(`drop trigger refuse_at_commit on ${table}`)
    await outside.query('drop function refuse_at_commit()')
  }
}

// The gate in the database: what passes hooks by (`payload.db.*`, plain SQL, somebody's hook) cannot publish, nor
// change what is published or approved; transitions and foreign keys can do all they need.
import { commitTransaction, initTransaction, killTransaction } from 'payload'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { staffOf } from '../../src/access/roles.ts'
import { performTransition, type Verb } from '../../src/approval/index.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, LEAK, type Person, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let db: any
let outlet: string
let other: string
let live: Doc
let approved: Doc
let draft: Doc
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  db = loa.payload.db
  other = (await steps.newOutlet({ channel: 'screen' })).id
})
afterAll(() => loa.stop())

beforeEach(async () => {
  outlet = (await steps.newOutlet({ channel: 'screen' })).id
  live = await steps.itemAt({ stage: 'published', title: 'Đang đăng', outlets: [outlet] })
  approved = await steps.itemAt({ stage: 'approved', title: 'Đã duyệt', outlets: [outlet] })
  draft = await steps.itemAt({ stage: 'draft', title: 'Đang soạn', outlets: [outlet] })
})

const traces = async () => [
  await steps.traceOf(live.id),
  await steps.traceOf(approved.id),
  await steps.traceOf(draft.id),
  await steps.query('select count(*)::int as items from items'),
]

/** The code of PostgreSQL's refusal, wherever in the chain of causes it stands. */
const stateOf = async (work: Promise<unknown>): Promise<string> => {
  try {
    await work
    return 'done'
  } catch (error) {
    for (let at: any = error; at; at = at.cause) if ('severity' in at) return at.code
    return String(error)
  }
}

const version = async (doc: Doc): Promise<string> =>
  (await steps.query('select id from _items_v where parent_id = $1 and latest', [doc.id]))[0].id

describe('payload.db', () => {
  const items = { collection: 'items' }
  const whole = async (more: object) => {
    const { id: _id, ...doc } = await steps.latest(draft.id)
    return { ...doc, ...more }
  }
  const at = (doc: Doc) => ({ where: { id: { equals: doc.id } } })
  type Given = object | (() => object)
  const given = (data: Given) => (typeof data === 'function' ? data() : data)
  const changed = (doc: () => Doc, data: Given) => () =>
    db.updateOne({ ...items, id: doc().id, data: given(data) })
  const versioned = (doc: () => Doc, data: Given) => async () =>
    db.updateVersion({ ...items, id: await version(doc()), versionData: { version: given(data) } })

  const TRIES: [string, () => Promise<unknown>][] = [
    ['create, published', async () => db.create({ ...items, data: await whole({ _status: 'published' }) })],
    ['updateOne publishes', changed(() => draft, { _status: 'published' })],
    ['updateOne publishes what is approved', changed(() => approved, { _status: 'published', live: true })],
    ['updateOne changes the text of a live one', changed(() => live, { title: 'Sửa lén' })],
    [
      'updateOne changes only its outlets',
      changed(
        () => live,
        () => ({ outlets: [other] }),
      ),
    ],
    ['updateOne takes its outlets away', changed(() => live, { outlets: [] })],
    ['updateOne empties a relation', changed(() => live, { plan: null })],
    ['updateOne takes it off', changed(() => live, { _status: 'draft', live: false })],
    ['updateOne trashes it', changed(() => live, { deletedAt: new Date().toISOString() })],
    ['updateOne, by a condition', () => db.updateOne({ ...items, ...at(live), data: { title: 'Sửa lén' } })],
    ['updateMany', () => db.updateMany({ ...items, ...at(draft), data: { _status: 'published' } })],
    ['deleteOne of a live one', () => db.deleteOne({ ...items, ...at(live) })],
    ['updateVersion approves', versioned(() => draft, { stage: 'approved' })],
    ['updateVersion schedules', versioned(() => draft, { stage: 'scheduled' })],
    ['updateVersion publishes', versioned(() => draft, { stage: 'published' })],
    ['updateVersion changes an approved text', versioned(() => approved, { title: 'Sửa lén' })],
    [
      'updateVersion changes only its outlets',
      versioned(
        () => approved,
        () => ({ outlets: [other] }),
      ),
    ],
    ['updateVersion changes when it runs', versioned(() => approved, { publishAt: '2030-01-01T00:00:00Z' })],
    ...['approved', 'scheduled', 'published'].map((stage): [string, () => Promise<unknown>] => [
      `createVersion, ${stage}`,
      async () =>
        db.createVersion({
          collectionSlug: 'items',
          parent: draft.id,
          versionData: await whole({ stage }),
          createdAt: new Date().toISOString(),
          updatedAt: new Date().toISOString(),
        }),
    ]),
  ]

  it.each(TRIES)('%s: refused, nothing changed', async (_name, attempt) => {
    const before = await traces()
    expect(await stateOf(attempt())).toBe('LO409')
    expect(await traces()).toEqual(before)
  })

  it('what is neither published nor approved is no business of the gate, nor is the time of a change', async () => {
    await db.updateOne({ ...items, id: draft.id, data: { title: 'Việc nhà', outlets: [other] } })
    await db.updateOne({ ...items, id: live.id, data: { updatedAt: new Date().toISOString() } })
    await steps.query('update _items_v set latest = latest where parent_id = $1', [live.id])
    expect((await steps.traceOf(draft.id)).main.title).toBe('Việc nhà')
  })
})

describe('SQL', () => {
  it.each([
    `update items set title = 'x' where id = $1`,
    `update items set _status = 'draft' where id = $1`,
    `delete from items where id = $1`,
    `delete from items_rels where parent_id = $1`,
    `update items_rels set outlets_id = null where parent_id = $1`,
    `insert into items_rels (parent_id, path, outlets_id) select parent_id, path, outlets_id from items_rels where parent_id = $1`,
    `insert into items select (jsonb_populate_record(i, jsonb_build_object('id', gen_random_uuid()))).* from items i where id = $1`,
    `update _items_v set version_title = 'x' where parent_id = $1 and latest`,
    `insert into _items_v select (jsonb_populate_record(v, jsonb_build_object('id', gen_random_uuid()))).* from _items_v v where parent_id = $1 and latest`,
  ])('%s', async (statement) => {
    const before = await traces()
    expect(await stateOf(steps.query(statement, [live.id]))).toBe('LO409')
    expect(await traces()).toEqual(before)
  })

  it('naming one item opens the gate for this one alone, and until the end of the transaction', async () => {
    const update = `update items set title = 'x' where id = $1`
    expect(await stateOf(steps.queryAsTransition([draft.id], update, [live.id]))).toBe('LO409')
    await steps.queryAsTransition([draft.id, live.id], update, [live.id])
    expect(await stateOf(steps.query(`update items set title = 'y' where id = $1`, [live.id]))).toBe('LO409')
  })
})

describe('a document that others point at', () => {
  it('a foreign key forgets it: also in what is published or approved', async () => {
    const { id: event } = await loa.payload.create({
      collection: 'events',
      data: {
        code: 'se-xoa',
        title: 'Sẽ xóa',
        kind: 'workshop',
        plan: await loa.idOf('plans', 'TN-CDS-2024-2025'),
        organization: await loa.idOf('organizations', 'so-tttt'),
        startsAt: new Date().toISOString(),
      } as never,
      overrideAccess: true,
    })
    const doc = await steps.itemAt({ stage: 'published', title: 'Về sự kiện', outlets: [outlet], event })
    const waits = await steps.itemAt({ stage: 'approved', title: 'Sắp đăng', outlets: [outlet], event })
    await loa.payload.delete({ collection: 'events', id: event, overrideAccess: true })
    expect((await steps.traceOf(doc.id)).main).toMatchObject({ event_id: null, _status: 'published' })
    expect(await steps.latest(waits.id)).toMatchObject({ event: null, stage: 'approved' })
  })
})

describe('transitions in one transaction', () => {
  const move = async (req: any, verb: Verb, doc: Doc) =>
    (await performTransition({
      req,
      id: doc.id,
      actor: staffOf(req) ?? 'schedule',
      wish: { verb, revision: doc.revision },
    })) as Doc
  const inTransaction = async (person: Person | null, work: (req: any) => Promise<unknown>) => {
    const req = await steps.requestOf(person)
    await initTransaction(req)
    try {
      await work(req)
      await commitTransaction(req)
    } catch (error) {
      await killTransaction(req)
      throw error
    }
  }
  const sneak = (req: any, doc: Doc) =>
    db.updateOne({ collection: 'items', id: doc.id, data: { title: 'Lén', _status: 'published' }, req })

  it('each ends with its own audit entry: afterwards the gate is closed again', async () => {
    const again = await steps.itemAt({ stage: 'approved', title: 'Cùng giao dịch', outlets: [outlet] })
    await inTransaction('approver@so-tttt', async (req) => {
      await move(req, 'publish', approved)
      await move(req, 'publish', again)
    })
    expect((await steps.latest(approved.id)).stage).toBe('published')
    const before = await steps.traceOf(again.id)
    const next = await steps.itemAt({ stage: 'approved', title: 'Thêm', outlets: [outlet] })
    const sneaking = inTransaction('approver@so-tttt', async (req) => {
      await move(req, 'publish', next)
      await sneak(req, next)
    })
    expect(await stateOf(sneaking)).toBe('LO409')
    expect(await steps.traceOf(again.id)).toEqual(before)
    expect((await steps.latest(next.id)).stage).toBe('approved')
  })

  it('one that is refused leaves nothing open', async () => {
    const before = await traces()
    const sneaking = inTransaction('approver@so-tttt', async (req) => {
      await expect(move(req, 'publish', draft)).rejects.toMatchObject({ status: 409 })
      await sneak(req, draft)
    })
    expect(await stateOf(sneaking)).toBe('LO409')
    expect(await traces()).toEqual(before)
  })

  it('one inside another: both are made', async () => {
    const inner = await steps.itemAt({ stage: 'approved', title: 'Bên trong', outlets: [outlet] })
    hang('beforeChange', async ({ data, originalDoc, req }) => {
      if (originalDoc?.id === approved.id) await move(req, 'publish', inner)
      return data
    })
    await steps.must('approver@so-tttt', 'publish', approved)
    expect((await steps.latest(approved.id)).stage).toBe('published')
    expect((await steps.latest(inner.id)).stage).toBe('published')
  })
})

describe('callers', () => {
  it('hear 409 wrong-stage in their language, and no SQL, when a hook tries it', async () => {
    hang('afterChange', async ({ doc, req }) => {
      await db.updateOne({ collection: 'items', id: live.id, data: { title: 'Lén' }, req })
      return doc
    })
    const before = await traces()
    const as = await steps.token('reporter@so-tttt')
    for (const [language, words] of [
      ['vi', /bước/],
      ['en', /stage/],
    ] as const) {
      const answer = await loa.rest('PATCH', `/api/items/${draft.id}`, {
        as,
        body: { title: 'Sửa' },
        headers: { 'accept-language': language },
      })
      expect(verdict(answer)).toBe('409 wrong-stage')
      expect(answer.body.errors[0].message).toMatch(words)
      expect(JSON.stringify(answer.body)).not.toMatch(LEAK)
    }
    const graph = await loa.graphql(
      `mutation { updateItem(id: "${draft.id}", data: { title: "x" }) { id } }`,
      { as },
    )
    expect(graph.body.errors[0].extensions.data.code).toBe('wrong-stage')
    expect(JSON.stringify(graph.body)).not.toMatch(LEAK)
    expect(await traces()).toEqual(before)
  })
})

describe('the audit log', () => {
  it.each([
    `update audit_log set comment = 'x' where item_id = $1`,
    `update audit_log set item_id = null where item_id = $1`,
    `delete from audit_log where item_id = $1`,
  ])('%s', async (statement) => {
    const before = await steps.query('select * from audit_log order by id')
    expect(await stateOf(steps.query(statement, [live.id]))).toBe('LO403')
    expect(await steps.query('select * from audit_log order by id')).toEqual(before)
  })

  it('truncate, payload.db, and every operation of the API', async () => {
    const before = await steps.query('select * from audit_log order by id')
    expect(await stateOf(steps.query('truncate audit_log cascade'))).toBe('LO403')
    const [{ id }] = before
    const one = { collection: 'audit-log', id }
    expect(await stateOf(db.updateOne({ ...one, data: { comment: 'x' } }))).toBe('LO403')
    expect(await stateOf(db.deleteOne({ ...one, where: { id: { equals: id } } }))).toBe('LO403')
    for (const person of ['approver@so-tttt', 'admin@so-tttt'] as const) {
      const as = await steps.token(person)
      const address = `/api/audit-log/${id}`
      expect((await loa.rest('PATCH', address, { as, body: { comment: 'x' } })).status).toBe(403)
      expect((await loa.rest('DELETE', address, { as })).status).toBe(403)
      const made = await loa.rest('POST', '/api/audit-log', { as, body: { at: new Date(), verb: 'approve' } })
      expect(made.status).toBe(403)
    }
    expect(await steps.query('select * from audit_log order by id')).toEqual(before)
  })
})

describe('a database without the gate', () => {
  const missing = async () =>
    (await steps.query(`select to_regproc('loa_guard_items') is null as missing`))[0].missing

  it('gets it when the application starts, by several copies at once too', async () => {
    for (const drop of [
      'drop function loa_guard_items() cascade',
      'drop trigger loa_guard on items_rels',
      `create or replace function loa_guard_items() returns trigger language plpgsql as 'begin return new; end';
       comment on function loa_guard_items() is 'earlier'`,
    ]) {
      await steps.query(drop)
      await Promise.all([1, 2, 3].map(() => loa.payload.config.onInit?.(loa.payload)))
      expect(await missing()).toBe(false)
      const update = `update items set title = 'x' where id = $1`
      expect(await stateOf(steps.query(update, [live.id]))).toBe('LO409')
      expect(await stateOf(steps.query('delete from items_rels where parent_id = $1', [live.id]))).toBe(
        'LO409',
      )
    }
  })
})

const undo: (() => void)[] = []
afterEach(() => {
  for (const one of undo.splice(0)) one()
})

/** A hook of the items that a project might have, for one test. */
const hang = (name: 'beforeChange' | 'afterChange', hook: (args: any) => Promise<unknown>) => {
  const hooks = loa.payload.collections.items.config.hooks[name] as unknown[]
  hooks.push(hook)
  undo.push(() => hooks.splice(hooks.indexOf(hook), 1))
}

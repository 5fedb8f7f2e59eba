// The steps of an item's way, as callers make them: by REST, each with the revision the last one gave.
import { createLocalReq, type PayloadRequest } from 'payload'
import type { Role } from '../../src/access/roles.ts'
import { staffOf } from '../../src/access/roles.ts'
import { performTransition, type Verb } from '../../src/approval/index.ts'
import type { Answer, Loa } from './loa.ts'

/** `role@organization`, and `role2@organization` for the second account of that kind. */
export type Person = `${Role | 'approver2'}@${string}`

export type Doc = Record<string, any> & { id: string; revision: string; stage: string }

export const DAY = 24 * 60 * 60 * 1000

/** Helpers bound to one database. Whatever fails in a step that must succeed fails the test with the answer. */
export const stepsOf = (loa: Loa) => {
  type Client = { query: (text: string, values?: unknown[]) => Promise<{ rows: any[] }> }
  const { pool } = loa.payload.db as unknown as {
    pool: Client & { connect: () => Promise<Client & { release: () => void }> }
  }
  const query = async (text: string, values: unknown[] = []) => (await pool.query(text, values)).rows

  /** A statement that the database takes for part of a transition of these items: what no save can do. */
  const queryAsTransition = async (ids: string[], text: string, values: unknown[] = []) => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      const named = ids.map((id) => `items:${id}`).join(' ')
      await client.query(`select set_config('loa.transition', $1, true)`, [named])
      const { rows } = await client.query(text, values)
      await client.query('commit')
      return rows
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }

  /** The clock of a test: a scheduled item's time is moved to the past, in the database alone. */
  const makeDue = async (id: string, ago = '1 minute') => {
    const rows = await queryAsTransition(
      [id],
      `update _items_v set version_publish_at = now() - $2::interval where parent_id = $1 and latest returning id`,
      [id, ago],
    )
    if (rows.length !== 1) throw new Error(`no item ${id}`)
  }

  const token = (person: Person) => {
    const [role = '', organization = ''] = person.split('@')
    return role === 'approver2'
      ? loa.login('approver', organization, 1)
      : loa.login(role as Role, organization)
  }

  const good = <Body>(answer: Answer<Body>): Body => {
    if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  /** What a line on the legal basis asks of its items, unless the test says it itself. */
  const withCitation = async (body: Record<string, unknown>) => {
    if (!body.line || body.citations) return body
    const [asking] = await query('select id from lines where id = $1 and requires_citation', [body.line])
    if (!asking) return body
    const number = '42/2022/NĐ-CP'
    const [known] = await query('select id from legal_documents where number = $1', [number])
    const made = { number, title: 'Nghị định thử', issuer: 'Chính phủ', issuedOn: '2022-06-24' }
    const { id } =
      known ?? (await loa.payload.create({ collection: 'legal-documents', data: made, overrideAccess: true }))
    return { ...body, citations: [id] }
  }

  /** A draft of this person. Without outlets it is for the person's own LED screen or none. */
  const draft = async (person: Person, body: Record<string, unknown>): Promise<Doc> => {
    const answer = await loa.rest('POST', '/api/items', {
      as: await token(person),
      // what is printed says at least in which format
      body: await withCitation({
        kind: 'news',
        summary: 'Nội dung thử',
        ...(body.kind === 'print' ? { publication: { format: 'a4' } } : {}),
        ...body,
      }),
    })
    return good(answer).doc
  }

  /** `POST /api/items/:id/:action`; without `revision` in `body` the one of `doc`. */
  const act = async (
    person: Person,
    action: Verb,
    doc: Pick<Doc, 'id' | 'revision'>,
    body: Record<string, unknown> = {},
    headers: Record<string, string> = {},
  ) =>
    loa.rest('POST', `/api/items/${doc.id}/${action}`, {
      as: await token(person),
      body: { revision: doc.revision, ...body },
      headers,
    })

  const must = async (...args: Parameters<typeof act>): Promise<Doc> => good(await act(...args)).doc

  /** An item taken as far as `stage`; `people` do it, by default a reporter and an approver of the department. */
  const itemAt = async ({
    stage,
    author = 'reporter@so-tttt',
    approver = 'approver@so-tttt',
    publishAt,
    override,
    ...body
  }: {
    stage: 'draft' | 'submitted' | 'approved' | 'scheduled' | 'published' | 'retracted'
    author?: Person
    approver?: Person
    publishAt?: string
    override?: { reason: string }
  } & Record<string, unknown>): Promise<Doc> => {
    let doc = await draft(author, publishAt && stage !== 'scheduled' ? { publishAt, ...body } : body)
    if (stage === 'draft') return doc
    doc = await must(author, 'submit', doc)
    if (stage === 'submitted') return doc
    const ahead = publishAt ?? new Date(Date.now() + DAY).toISOString()
    doc = await must(
      approver,
      'approve',
      doc,
      stage === 'scheduled' ? { publishAt: ahead, override } : { override },
    )
    if (stage === 'approved' || stage === 'scheduled') return doc
    doc = await must(approver, 'publish', doc, { override })
    if (stage === 'published') return doc
    return must(approver, 'retract', doc, { comment: 'Sai số liệu' })
  }

  /** The newest revision of an item, as the house sees it. */
  const latest = async (id: string): Promise<Doc> =>
    (await loa.payload.findByID({
      collection: 'items',
      id,
      depth: 0,
      draft: true,
      overrideAccess: true,
    })) as never

  /** Everything the database keeps of an item; two of these are equal when nothing was changed. */
  const traceOf = async (id: string) => {
    const [row] = await query(
      `select (select to_jsonb(i) from items i where id = $1) as main,
              (select jsonb_agg(to_jsonb(v) order by v.created_at, v.id) from _items_v v where parent_id = $1) as versions,
              (select coalesce(jsonb_agg(to_jsonb(s) order by s.id), '[]') from quota_slots s where item_id = $1) as slots,
              (select coalesce(jsonb_agg(to_jsonb(e) order by e.number), '[]') from editions e where item_id = $1) as editions,
              (select coalesce(jsonb_agg(to_jsonb(p) order by p.id), '[]') from placements p where item_id = $1) as placements,
              (select count(*)::int from audit_log where item_id = $1) as audits`,
      [id],
    )
    return row as Record<'main' | 'versions' | 'slots' | 'editions' | 'placements', any> & { audits: number }
  }

  /** What portals and the ledger have of an item: the part that no save may touch. */
  const liveOf = async (id: string) => {
    const { main, slots, editions, placements } = await traceOf(id)
    const { title, stage, live, revision, _status } = main ?? {}
    return { main: { title, stage, live, revision, _status }, slots, editions, placements }
  }

  let count = 0
  /** A new outlet, so that every bucket of the plan's rules on it is empty. */
  const newOutlet = async ({
    channel = 'press',
    organization = 'so-tttt',
    ...others
  }: { channel?: string; organization?: string } & Record<string, unknown> = {}) => {
    count += 1
    const code = `thu-${channel}-${count}`
    const doc = await loa.payload.create({
      collection: 'outlets',
      data: {
        code,
        name: `Kênh thử ${count}`,
        channel: channel as 'press',
        organization: await loa.idOf('organizations', organization),
        ...others,
      },
      overrideAccess: true,
    })
    return { id: String(doc.id), code }
  }

  /** A request of the house in a person's name, for the Local API and for `transition`. */
  const requestOf = async (person: Person | null): Promise<PayloadRequest> => {
    const req = await createLocalReq({}, loa.payload)
    if (person === null) return req
    const [role = '', organization = ''] = person.split('@')
    const { docs } = await loa.payload.find({
      collection: 'users',
      where: { email: { equals: `${role}@${organization}.loa.example` } },
      depth: 0,
      overrideAccess: true,
    })
    if (!docs[0]) throw new Error(`no ${person}`)
    req.user = { ...docs[0], collection: 'users' } as never
    return req
  }

  /** One transition at a moment of the test's choosing; rejects with the refusal. */
  const transitionAt = async ({
    person,
    verb,
    doc,
    now,
    ...wish
  }: {
    person: Person | null
    verb: Verb
    doc: Pick<Doc, 'id' | 'revision'>
    now: Date
    comment?: string
    publishAt?: Date | null
    override?: { reason: string }
  }): Promise<Doc> => {
    const req = await requestOf(person)
    return (await performTransition({
      req,
      id: doc.id,
      actor: staffOf(req) ?? 'schedule',
      wish: { verb, revision: doc.revision, ...wish },
      now,
    })) as Doc
  }

  /** First day of the plan and a moment on the n-th day after it, at noon in its zone: within every window. */
  const dayOfPlan = async (days: number): Promise<Date> => {
    const [{ starts_on: startsOn }] = await query(
      'select starts_on from plans order by starts_on desc limit 1',
    )
    return new Date(`${new Date(startsOn.getTime() + days * DAY).toISOString().slice(0, 10)}T05:00:00.000Z`)
  }

  return {
    query,
    queryAsTransition,
    makeDue,
    token,
    draft,
    act,
    must,
    itemAt,
    latest,
    traceOf,
    liveOf,
    newOutlet,
    requestOf,
    transitionAt,
    dayOfPlan,
  }
}

export type Steps = ReturnType<typeof stepsOf>

/** The code of a refusal. */
export const codeOf = ({ body }: Answer<any>): string | undefined => body?.errors?.[0]?.data?.code

/** Status and code together, the way a table of expectations is read. */
export const verdict = (answer: Answer<any>) => `${answer.status} ${codeOf(answer) ?? 'ok'}`

/** What must never leave the server: SQL, paths of the machine, stack traces, names of tables. */
export const LEAK =
  /\bselect\b.+\bfrom\b|insert into|delete from|update "|\/work\/|\/home\/|\/root\/|\/tmp\/|node_modules|\bat \S+ \(|\.ts:\d+|_items_v|quota_slots|subscriber_keys|syntax error at or near|violates|drizzle/i

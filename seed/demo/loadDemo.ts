// Fills an empty database so that the newsroom is alive at the first look: the plan, accounts by role,
// subscribers with keys, and content in every stage, each item having gone the way it would have gone.
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from '@payloadcms/db-postgres'
import { convertMarkdownToLexical, editorConfigFactory } from '@payloadcms/richtext-lexical'
import {
  commitTransaction,
  createLocalReq,
  initTransaction,
  killTransaction,
  type Payload,
  type PayloadRequest,
} from 'payload'
import { staffOf } from '../../src/access/roles.ts'
import { performTransition, type Wish } from '../../src/approval/index.ts'
import { rowsOf } from '../../src/database/statement.ts'
import { newKey } from '../../src/delivery/key.ts'
import { calendarDateIn } from '../../src/quota/calendar.ts'
import { loadPlan } from '../loadPlan.ts'
import { formatProblem, isPlanChanges, readPlanFile } from '../planFile.ts'
import { demoStart, shiftPlan } from '../shiftPlan.ts'
import type { Problem } from '../yamlFile.ts'
import {
  type DemoAccount,
  type DemoItem,
  type DemoNewsroom,
  type DemoPicture,
  readDemoAccounts,
  readDemoItems,
  readDemoNewsroom,
  readDemoPictures,
  readDemoSubscribers,
  resolveWhen,
} from './demoFiles.ts'
import { drawPicture } from './drawPicture.ts'
import { makeChime } from './makeChime.ts'

const PLAN_FILE = 'thai-nguyen-2024-2025.yaml'

type Demo = {
  payload: Payload
  /** `demo`: the plan moved so that it runs now, and content; `plan`: its own dates, no content. */
  what: 'demo' | 'plan'
  /** Where `demo.json` is written, mode 0600. */
  dataDir: string
  addresses: { cms: string; delivery: string }
  now?: Date
}

/**
 * Loads in one transaction, and only into a database without plans and users.
 * @returns what was loaded; null when the database was not empty
 */
export const loadDemo = async ({
  payload,
  what,
  dataDir,
  addresses,
  now = new Date(),
}: Demo): Promise<string | null> => {
  const req = await createLocalReq({}, payload)
  await initTransaction(req)
  try {
    await rowsOf({
      req,
      mustBeInTransaction: true,
      statement: sql`select pg_advisory_xact_lock(hashtextextended('loa demo', 0))`,
    })
    if (!(await isEmpty(req))) {
      await killTransaction(req)
      return null
    }
    const timeZone = await loadShiftedPlan({ payload, req, what, now })
    const accounts = await createAccounts(req)
    const subscribers = await createSubscribers(req)
    const items = what === 'demo' ? await createItems({ req, accounts, now, timeZone }) : 0
    // Before COMMIT: should the file not be written, nobody would ever know the passwords.
    await writeDemoFile({
      dataDir,
      content: {
        ...addresses,
        accounts: accounts.map(({ user: _user, key: _key, ...shown }) => shown),
        subscribers,
      },
    })
    await commitTransaction(req)
    return `${what}: ${accounts.length} accounts, ${subscribers.length} subscribers, ${items} items`
  } catch (error) {
    await killTransaction(req)
    throw error
  }
}

const isEmpty = async (req: PayloadRequest) => {
  const plans = await req.payload.count({ collection: 'plans', overrideAccess: true, req })
  const users = await req.payload.count({ collection: 'users', overrideAccess: true, req })
  return plans.totalDocs + users.totalDocs === 0
}

const loadShiftedPlan = async ({
  payload,
  req,
  what,
  now,
}: Pick<Demo, 'payload' | 'what'> & { req: PayloadRequest; now: Date }) => {
  const { plan } = good(await readPlanFile({ path: path.join(import.meta.dirname, '../plans', PLAN_FILE) }))
  if (isPlanChanges(plan)) throw new Error(`${PLAN_FILE} is not a whole plan`)
  const { timeZone } = plan.plan
  const to = demoStart(calendarDateIn({ instant: now, timeZone }))
  const loaded = await loadPlan({ payload, req, plan: what === 'demo' ? shiftPlan({ plan, to }) : plan })
  if ('findings' in loaded) throw new Error(`${PLAN_FILE} cannot be loaded`)
  return timeZone
}

type Account = {
  key: string
  role: string
  email: string
  password: string
  organization: string
  user: Record<string, unknown>
}

const createAccounts = async (req: PayloadRequest): Promise<Account[]> => {
  const { accounts } = good(await readDemoAccounts(file('accounts.yaml')))
  const created: Account[] = []
  for (const { key, role, organization, name, email } of accounts as DemoAccount[]) {
    const password = randomBytes(15).toString('base64url')
    const user = await req.payload.create({
      collection: 'users',
      data: {
        name,
        email,
        password,
        role,
        organization: await idByCode({ req, collection: 'organizations', code: organization }),
      },
      depth: 0,
      overrideAccess: true,
      req,
    })
    created.push({ key, role, email, password, organization, user: { ...user, collection: 'users' } })
  }
  return created
}

const createSubscribers = async (req: PayloadRequest) => {
  const { subscribers } = good(await readDemoSubscribers(file('subscribers.yaml')))
  const created: { outlet: string; key: string }[] = []
  for (const { code, name, outlets } of subscribers) {
    const ids = await idsByCode({ req, collection: 'outlets', codes: outlets })
    const subscriber = await req.payload.create({
      collection: 'subscribers',
      data: { code, name, outlets: ids },
      depth: 0,
      overrideAccess: true,
      req,
    })
    const { key, start, hash } = newKey()
    await req.payload.create({
      collection: 'subscriber-keys',
      data: { subscriber: subscriber.id, start, hash, label: 'demo' },
      depth: 0,
      overrideAccess: true,
      req,
    })
    created.push({ outlet: outlets[0] ?? code, key })
  }
  return created
}

const createItems = async ({
  req,
  accounts,
  now,
  timeZone,
}: {
  req: PayloadRequest
  accounts: Account[]
  now: Date
  timeZone: string
}): Promise<number> => {
  const { items } = good(await readDemoItems(file('items.yaml')))
  const { pictures } = good(await readDemoPictures(file('pictures.yaml')))
  const newsroom = good(await readDemoNewsroom(file('newsroom.yaml')))
  const covers = await createPictures({ req, pictures, accounts })
  await createGuidance({ req, newsroom })
  const asOf = (item: DemoItem) => (item.at ? resolveWhen({ at: item.at, now, timeZone }) : now)
  // in the order in which they happened, as the sequence of editions will show
  const inOrder = [...items].sort((a, b) => asOf(a).getTime() - asOf(b).getTime())
  const made = new Map<string, string>()
  for (const item of inOrder)
    made.set(
      item.key,
      await createItem({ req, item, accounts, covers, at: item.at ? asOf(item) : undefined, now }),
    )
  await createRequests({ req, newsroom, made, moment: (at) => resolveWhen({ at, now, timeZone }) })
  return items.length
}

const createItem = async ({
  req,
  item,
  accounts,
  covers,
  at,
  now,
}: {
  req: PayloadRequest
  item: DemoItem
  accounts: Account[]
  covers: Map<string, string>
  at: Date | undefined
  now: Date
}) => {
  const as = (key: string | undefined) => requestAs({ req, account: accounts.find((one) => one.key === key) })
  const author = as(item.author)
  const approver = as(item.approver)
  const written = new Date(Math.min(now.getTime(), at?.getTime() ?? now.getTime()) - 2 * DAY)
  const id = await byCode({ req, codes: item })
  const doc = await req.payload.create({
    collection: 'items',
    data: {
      title: item.title,
      kind: item.kind,
      summary: item.summary,
      body: await lexicalOf({ req, markdown: item.body }),
      priority: item.priority ?? 'normal',
      publishAt: at?.toISOString(),
      publishAt_tz: 'Asia/Ho_Chi_Minh',
      cover: item.cover ? covers.get(item.cover) : undefined,
      screen: item.screen,
      press: item.press,
      social: item.social,
      publication: item.publication,
      loudspeaker: await loudspeakerOf({ req: author, item }),
      ...id,
    } as never,
    depth: 0,
    draft: true,
    overrideAccess: true,
    req: author,
  })

  let revision = String(doc.revision)
  let stage = 'draft'
  const step = async ({
    req: who,
    verb,
    when,
    comment,
  }: {
    req: PayloadRequest
    verb: Wish['verb']
    when: Date
    comment?: string
  }) => {
    const saved = await performTransition({
      req: who,
      id: String(doc.id),
      actor: staffOf(who) ?? 'schedule',
      wish: { verb, revision, comment },
      now: when,
    })
    revision = String(saved.revision)
    stage = String(saved.stage)
  }
  const stages = STEPS[item.stage]
  const isReturned = item.stage === 'draft' && item.comment !== undefined
  if (stages.includes('submit') || isReturned)
    await step({ req: author, verb: 'submit', when: new Date(written.getTime() + DAY / 2) })
  if (isReturned)
    await step({
      req: approver,
      verb: 'return',
      when: new Date(written.getTime() + DAY),
      comment: item.comment,
    })
  if (stages.includes('approve')) {
    const when = new Date(written.getTime() + DAY)
    await step({ req: approver, verb: 'approve', when })
    // offered to an outlet of another branch: the department consents too
    if (stage === 'submitted') await step({ req: as('approver@so-tttt'), verb: 'approve', when })
  }
  if (stages.includes('publish') && at) await step({ req: as(undefined), verb: 'publish', when: at })
  if (stages.includes('retract') && at)
    await step({
      req: approver,
      verb: 'retract',
      when: new Date(Math.min(at.getTime() + DAY, now.getTime())),
      comment: item.comment,
    })
  return String(doc.id)
}

/** Documents, columns, briefs, and the programmes of events: what items are written against. */
const createGuidance = async ({
  req,
  newsroom: { documents, programmes, briefs, events },
}: {
  req: PayloadRequest
  newsroom: DemoNewsroom
}) => {
  const organization = await idByCode({ req, collection: 'organizations', code: GUIDE })
  const options = { depth: 0, overrideAccess: true, req } as const
  for (const data of documents)
    await req.payload.create({ collection: 'legal-documents', data: data as never, ...options })
  for (const { outlet, ...data } of programmes)
    await req.payload.create({
      collection: 'programmes',
      data: { ...data, outlet: await idByCode({ req, collection: 'outlets', code: outlet }) },
      ...options,
    })
  for (const { stage, task, line, ...data } of briefs)
    await req.payload.create({
      collection: 'briefs',
      data: {
        ...data,
        organization,
        task: task && (await idByCode({ req, collection: 'tasks', code: task })),
        line: line && (await idByCode({ req, collection: 'lines', code: line })),
        _status: stage,
      },
      draft: stage === 'draft',
      ...options,
    })
  for (const { code, ...data } of events)
    await req.payload.update({
      collection: 'events',
      id: await idByCode({ req, collection: 'events', code }),
      data,
      ...options,
    })
}

/** The log of the press, about items by their key in the demo. */
const createRequests = async ({
  req,
  newsroom: { requests },
  made,
  moment,
}: {
  req: PayloadRequest
  newsroom: DemoNewsroom
  made: Map<string, string>
  moment: (at: string) => Date
}) => {
  const organization = await idByCode({ req, collection: 'organizations', code: GUIDE })
  const instant = (at: string | undefined) => at && moment(at).toISOString()
  for (const { receivedAt, dueAt, answeredAt, reply, item, event, ...data } of requests)
    await req.payload.create({
      collection: 'press-requests',
      data: {
        ...data,
        organization,
        receivedAt: instant(receivedAt),
        dueAt: instant(dueAt),
        answeredAt: instant(answeredAt),
        reply: reply && (await lexicalOf({ req, markdown: reply })),
        item: item && made.get(item),
        event: event && (await idByCode({ req, collection: 'events', code: event })),
      } as never,
      depth: 0,
      overrideAccess: true,
      req,
    })
}

/** Who guides all others (plan, III.1). */
const GUIDE = 'so-tttt'

const DAY = 24 * 60 * 60 * 1000

const STEPS: Record<DemoItem['stage'], Wish['verb'][]> = {
  draft: [],
  submitted: ['submit'],
  approved: ['submit', 'approve'],
  scheduled: ['submit', 'approve'],
  published: ['submit', 'approve', 'publish'],
  retracted: ['submit', 'approve', 'publish', 'retract'],
}

/** The same transaction, in the name of an account; without one, of the house. */
const requestAs = ({ req, account }: { req: PayloadRequest; account: Account | undefined }): PayloadRequest =>
  Object.assign(Object.create(Object.getPrototypeOf(req)), req, { user: account?.user ?? null, context: {} })

const createPictures = async ({
  req,
  pictures,
  accounts,
}: {
  req: PayloadRequest
  pictures: DemoPicture[]
  accounts: Account[]
}) => {
  const owner = accounts.find(({ role }) => role === 'editor')
  const made = new Map<string, string>()
  for (const picture of pictures) {
    const data = await drawPicture({ picture, width: 1600, height: 900 })
    const doc = await req.payload.create({
      collection: 'media',
      data: { alt: picture.alt, credit: picture.credit } as never,
      file: { data, mimetype: 'image/jpeg', name: `${picture.key}.jpg`, size: data.length },
      depth: 0,
      overrideAccess: true,
      req: requestAs({ req, account: owner }),
    })
    made.set(picture.key, String(doc.id))
  }
  return made
}

const loudspeakerOf = async ({
  req,
  item: { title, loudspeaker },
}: {
  req: PayloadRequest
  item: DemoItem
}) => {
  if (!loudspeaker) return undefined
  const { recording, ...variant } = loudspeaker
  if (recording === undefined) return variant
  const data = makeChime(recording)
  const doc = await req.payload.create({
    collection: 'media',
    data: { alt: `Bản thu: ${title}` } as never,
    file: { data, mimetype: 'audio/wav', name: 'ban-thu.wav', size: data.length },
    depth: 0,
    overrideAccess: true,
    req,
  })
  return { ...variant, audio: doc.id }
}

const byCode = async ({
  req,
  codes: { line, task, themes, event, outlets, programme, citations = [] },
}: {
  req: PayloadRequest
  codes: DemoItem
}) => {
  const one = (collection: Coded, code: string | undefined) =>
    code ? idByCode({ req, collection, code }) : undefined
  const all = (collection: Coded, codes: string[]) => idsByCode({ req, collection, codes })
  return {
    line: await one('lines', line),
    task: await one('tasks', task),
    themes: await all('themes', themes),
    event: await one('events', event),
    outlets: await all('outlets', outlets),
    programme: await one('programmes', programme),
    citations: await documentsByNumber({ req, numbers: citations }),
  }
}

const documentsByNumber = async ({ req, numbers }: { req: PayloadRequest; numbers: string[] }) => {
  const { docs } = await req.payload.find({
    collection: 'legal-documents',
    where: { number: { in: numbers } },
    depth: 0,
    pagination: false,
    overrideAccess: true,
    req,
  })
  return numbers.map((number) => {
    const found = docs.find((one) => one.number === number)
    if (!found) throw new Error(`legal-documents: no ${number}`)
    return String(found.id)
  })
}

type Coded = 'lines' | 'tasks' | 'themes' | 'events' | 'outlets' | 'organizations' | 'programmes'

const idByCode = async ({
  req,
  collection,
  code,
}: {
  req: PayloadRequest
  collection: Coded
  code: string
}) => {
  const { docs } = await req.payload.find({
    collection,
    where: { code: { equals: code } },
    limit: 1,
    depth: 0,
    overrideAccess: true,
    req,
  })
  if (!docs[0]) throw new Error(`${collection}: no ${code}`)
  return String(docs[0].id)
}

// one after the other: a transaction has one connection
const idsByCode = async ({
  req,
  collection,
  codes,
}: {
  req: PayloadRequest
  collection: Coded
  codes: string[]
}) => {
  const ids: string[] = []
  for (const code of codes) ids.push(await idByCode({ req, collection, code }))
  return ids
}

const lexicalOf = async ({ req, markdown }: { req: PayloadRequest; markdown: string }) => {
  const field = req.payload.collections.items.config.flattenedFields.find(({ name }) => name === 'body')
  if (field?.type !== 'richText') throw new Error('items have no rich text')
  return convertMarkdownToLexical({ editorConfig: editorConfigFactory.fromField({ field }), markdown })
}

const writeDemoFile = async ({ dataDir, content }: { dataDir: string; content: object }) => {
  await mkdir(dataDir, { recursive: true })
  const target = path.join(dataDir, 'demo.json')
  await writeFile(target, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  // a file that was there keeps its mode when it is written again
  await chmod(target, 0o600)
}

const file = (name: string) => ({ path: path.join(import.meta.dirname, name) })

const good = <Data extends object>(
  read: Data | { problems: Problem[] },
): Exclude<Data, { problems: Problem[] }> => {
  if ('problems' in read)
    throw new Error(
      (read as { problems: Problem[] }).problems.map((one) => formatProblem(one, 'en')).join('\n'),
    )
  return read as Exclude<Data, { problems: Problem[] }>
}

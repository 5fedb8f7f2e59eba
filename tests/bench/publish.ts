// What approval, quota and editions cost: publishing through Loa beside publishing the same fields on plain
// Payload, on one server and in a copy of the database, in one run, in turns. Prints medians and their ratio.
import { BasePayload, buildConfig, createLocalReq, getPayload, type Payload } from 'payload'
import { items } from '../../collections/items.ts'
import configuration from '../../payload.config.ts'
import { performTransition } from '../../src/approval/index.ts'
import { loaDatabase } from '../../src/database/adapter.ts'
import { plainFields } from './plainFields.ts'
import { median } from './statistics.ts'

type Timed = { loa: number[]; plain: number[] }

/** @param databaseUrl a database with the demo. @param plainUrl its copy without the gate. @returns medians in milliseconds for one and for ten outlets */
export const benchPublish = async ({
  databaseUrl,
  plainUrl,
  rounds,
}: {
  databaseUrl: string
  plainUrl: string
  rounds: number
}) => {
  process.env.DATABASE_URL = databaseUrl
  const loaConfig = await configuration
  loaConfig.secret ||= 'bench'
  const loa = await getPayload({ config: loaConfig, disableOnInit: true })
  const plain = await plainPayload({ loa, databaseUrl: plainUrl })
  await loa.update({ collection: 'quotas', where: {}, data: { max: 10_000 }, overrideAccess: true })
  const result = []
  for (const outlets of [1, 10]) {
    const timed: Timed = { loa: [], plain: [] }
    for (let round = 0; round < rounds + 5; round += 1) {
      const one = await publishOnLoa({ payload: loa, outlets })
      const other = await publishOnPlain({ payload: plain, outlets })
      // the first rounds warm caches and connections
      if (round >= 5) {
        timed.loa.push(one)
        timed.plain.push(other)
      }
    }
    const [ours, theirs] = [median(timed.loa), median(timed.plain)]
    result.push({ outlets, loa: ours, plain: theirs, ratio: ours / theirs })
  }
  await plain.destroy()
  return result
}

/** What items point at. */
const NAMES =
  'outlets organizations plans lines tasks themes events media users programmes legal-documents'.split(' ')

// The same collection without any of our plugins, on tables like ours.
const plainPayload = async ({ loa, databaseUrl }: { loa: Payload; databaseUrl: string }) => {
  const others = loa.config.collections
    .filter(({ slug }) => NAMES.includes(slug))
    .map(({ slug, auth }) => ({
      slug,
      fields: [],
      ...(auth ? { auth: true as const } : {}),
      ...(slug === 'media' ? { upload: true } : {}),
    }))
  const fields = plainFields(items.fields, NAMES)
  const config = await buildConfig({
    secret: 'bench',
    db: loaDatabase({ connectionString: () => databaseUrl, migrationDir: 'src/database/migrations' }),
    collections: [{ slug: 'items', fields, versions: items.versions, access: {} }, ...others],
    editor: loa.config.editor as never,
    telemetry: false,
  })
  return new BasePayload().init({ config, disableOnInit: true })
}

const contentFor = async ({ payload, outlets }: { payload: Payload; outlets: number }) => {
  const found = await payload.find({
    collection: 'outlets',
    limit: outlets,
    where: { channel: { in: ['portal', 'press'] } },
    depth: 0,
    sort: 'code',
  })
  const [plan] = (await payload.find({ collection: 'plans', limit: 1, depth: 0 })).docs
  const [organization] = (
    await payload.find({
      collection: 'organizations',
      where: { code: { equals: 'so-tttt' } },
      limit: 1,
      depth: 0,
    })
  ).docs
  return {
    title: `Bài đo ${Math.random()}`,
    kind: 'article' as const,
    priority: 'normal' as const,
    summary: 'Tóm tắt '.repeat(10),
    body: paragraphs(20),
    outlets: found.docs.map(({ id }) => id),
    plan: plan?.id,
    organization: organization?.id,
  }
}

let content: Promise<Record<number, Awaited<ReturnType<typeof contentFor>>>> | undefined
const contents = (payload: Payload) => {
  content ??= (async () => ({
    1: await contentFor({ payload, outlets: 1 }),
    10: await contentFor({ payload, outlets: 10 }),
  }))()
  return content
}

const publishOnLoa = async ({ payload, outlets }: { payload: Payload; outlets: number }) => {
  const data = (await contents(payload))[outlets] as never
  const doc = await payload.create({ collection: 'items', data, draft: true, depth: 0 })
  const actor = {
    id: 'bench',
    collection: 'users',
    role: 'approver',
    organization: String(doc.organization),
    name: '',
  } as const
  const move = async (verb: 'submit' | 'approve' | 'publish', who: typeof actor | 'schedule') =>
    performTransition({
      req: await createLocalReq({}, payload),
      id: doc.id,
      actor: who,
      wish: { verb, revision: String(doc.revision) },
    })
  await move('submit', 'schedule')
  const users = await payload.find({
    collection: 'users',
    where: { role: { equals: 'approver' } },
    limit: 1,
    depth: 0,
  })
  await move('approve', { ...actor, id: users.docs[0]?.id as never })
  const start = performance.now()
  await move('publish', 'schedule')
  return performance.now() - start
}

const publishOnPlain = async ({ payload, outlets }: { payload: Payload; outlets: number }) => {
  const data = (await contents(payload))[outlets] as never
  const doc = await payload.create({ collection: 'items', data, draft: true, depth: 0 })
  await payload.update({ collection: 'items', id: doc.id, data: {}, draft: true, depth: 0 })
  await payload.update({ collection: 'items', id: doc.id, data: {}, draft: true, depth: 0 })
  const start = performance.now()
  await payload.update({
    collection: 'items',
    id: doc.id,
    data: { _status: 'published' },
    draft: false,
    depth: 0,
  })
  return performance.now() - start
}

const paragraphs = (count: number) => ({
  root: {
    type: 'root',
    format: '' as const,
    indent: 0,
    version: 1,
    direction: null,
    children: Array.from({ length: count }, () => ({
      type: 'paragraph',
      format: '' as const,
      indent: 0,
      version: 1,
      direction: null,
      children: [
        {
          type: 'text',
          text: 'Chuyển đổi số ở cơ sở bắt đầu từ việc nhỏ. '.repeat(8),
          format: 0,
          detail: 0,
          mode: 'normal',
          style: '',
          version: 1,
        },
      ],
    })),
  },
})

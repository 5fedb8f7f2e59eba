// When a document was made and changed, the house's clock tells: `createdAt` and `updatedAt` of a caller have no effect, in
// any collection that somebody may write to, by any address that writes.
import { randomUUID } from 'node:crypto'
import type { CollectionBeforeOperationHook } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refuse } from '../../src/errors/index.ts'
import { upload, wav } from '../helpers/files.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { COLLECTIONS, COLUMNS, type Operation } from '../helpers/rights.ts'
import { type Steps, stepsOf } from '../helpers/steps.ts'

const LONG_AGO = '2020-01-01T00:00:00.000Z'
const GIVEN = { createdAt: LONG_AGO, updatedAt: LONG_AGO }

let loa: Loa
let steps: Steps
let admin: string
let editor: string
let user: { relationTo: 'users'; value: string }
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  admin = await steps.token('admin@so-tttt')
  editor = await steps.token('editor@so-tttt')
  user = { relationTo: 'users', value: String((await steps.requestOf('admin@so-tttt')).user?.id) }
})
afterAll(() => loa.stop())

const maySomebody = (slug: string, operation: Operation) =>
  COLLECTIONS[slug]?.[operation]?.includes('+') ?? false

const written = Object.keys(COLLECTIONS).filter((slug) =>
  (['create', 'update', 'duplicate'] as const).some((operation) => maySomebody(slug, operation)),
)
const changed = written.filter((slug) => maySomebody(slug, 'update'))

/** A caller who may do this with a document of his unit: whoever runs the house, else an editor. */
const callerOf = (slug: string, operation: Operation) =>
  COLLECTIONS[slug]?.[operation]?.split(' ')[COLUMNS.indexOf('admin')] === '+' ? admin : editor

const datesOf = async (slug: string, id: string) => {
  const [row] = await steps.query(
    `select created_at as "createdAt", updated_at as "updatedAt" from "${slug.replaceAll('-', '_')}" where id = $1`,
    [id],
  )
  return { createdAt: String(row.createdAt), updatedAt: String(row.updatedAt) }
}

const expectNow = async (slug: string, id: string) => {
  for (const date of Object.values(await datesOf(slug, id)))
    expect(Math.abs(Date.now() - Date.parse(date)), `${slug}: ${date}`).toBeLessThan(60_000)
}

describe('what is added', () => {
  it('a remark, by REST and by GraphQL', async () => {
    const { id: item } = await steps.draft('editor@so-tttt', { title: 'Có trao đổi' })
    const sent = { item, text: 'Từ lâu rồi', ...GIVEN }
    const { status, body } = await loa.rest('POST', '/api/comments', { as: editor, body: sent })
    expect(status).toBe(201)
    await expectNow('comments', body.doc.id)
    const asked = await loa.graphql(
      'mutation ($item: String!, $at: String) { createComment(data: { item: $item, text: "x", createdAt: $at, updatedAt: $at }) { id } }',
      { as: editor, variables: { item, at: LONG_AGO } },
    )
    await expectNow('comments', asked.body.data.createComment.id)
  })

  it('a proof, and the receipt that it counts as', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'press' })
    const { id: item } = await steps.itemAt({
      stage: 'published',
      kind: 'article',
      title: 'Đã lên báo',
      outlets: [outlet],
    })
    const sent = {
      item,
      outlet,
      kind: 'address',
      ranOn: new Date().toISOString(),
      url: 'https://bao.example.vn/1',
    }
    const { status, body } = await loa.rest('POST', '/api/proofs', {
      as: editor,
      body: { ...sent, ...GIVEN },
    })
    expect(status).toBe(201)
    await expectNow('proofs', body.doc.id)
    const [receipt] = await steps.query('select id from receipts where item_id = $1', [item])
    await expectNow('receipts', receipt.id)
  })

  it('a question of the press, a document of the library, a file, an account, a lock', async () => {
    const [theme] = await steps.query('select id from themes limit 1')
    const bodies = {
      'press-requests': { kind: 'statement', subject: 'Phát ngôn từ lâu' },
      'legal-documents': { number: '1/2020/NĐ-CP', title: 'x', issuer: 'Chính phủ', issuedOn: '2020-01-01' },
      users: {
        email: 'cu@loa.example',
        password: 'bốn con trâu qua sông',
        name: 'Cũ',
        role: 'admin',
      },
      'payload-locked-documents': { document: { relationTo: 'themes', value: theme.id }, user },
    }
    for (const [slug, body] of Object.entries(bodies)) {
      const made = await loa.rest('POST', `/api/${slug}`, { as: admin, body: { ...body, ...GIVEN } })
      expect(`${slug} ${made.status}`).toBe(`${slug} 201`)
      await expectNow(slug, made.body.doc.id)
    }
    const fields = { alt: 'Âm thanh thử', ...GIVEN }
    const file = await upload(loa, { as: editor, name: 'x.wav', type: 'audio/wav', bytes: wav(1), fields })
    await expectNow('media', file.body.doc.id)
  })
})

describe('what is changed', () => {
  it.each(changed)('%s: one, and many at once', async (slug) => {
    const as = callerOf(slug, 'update')
    if (slug === 'payload-preferences')
      await loa.rest('POST', '/api/payload-preferences/x', { as, body: { value: 1 } })
    if (slug === 'press-requests')
      await loa.rest('POST', `/api/${slug}`, { as, body: { kind: 'statement', subject: 'Phát ngôn' } })
    if (slug === 'briefs')
      await loa.rest('POST', `/api/${slug}`, { as, body: { title: 'Mới', messages: 'x', _status: 'draft' } })
    const found = await loa.rest('GET', `/api/${slug}?limit=1&depth=0&draft=true&sort=-id`, { as })
    const { id } = found.body.docs[0]
    const before = await datesOf(slug, id)
    for (const address of [`/${id}`, `?where[id][equals]=${id}`]) {
      const { status, body } = await loa.rest('PATCH', `/api/${slug}${address}`, { as, body: GIVEN })
      expect(`${status} ${JSON.stringify(body.errors ?? [])}`).toBe('200 []')
      const after = await datesOf(slug, id)
      expect(after.createdAt).toBe(before.createdAt)
      expect(Date.parse(after.updatedAt)).toBeGreaterThanOrEqual(Date.parse(before.updatedAt))
    }
  })
})

// last: nothing is written from here on
describe('whatever writes', () => {
  const seen: { slug: string; data: object }[] = []
  /** What an operation would do its work with; it does none. */
  const stop =
    (slug: string): CollectionBeforeOperationHook =>
    ({ args, operation, req }) => {
      if (operation !== 'create' && operation !== 'update') return args
      seen.push({ slug, data: (args as { data?: object }).data ?? {} })
      throw refuse({ req, code: 'in-use' })
    }
  beforeAll(() => {
    for (const { slug, hooks } of loa.payload.config.collections) hooks.beforeOperation.push(stop(slug))
  })

  it.each(written)('%s', async (slug) => {
    seen.length = 0
    const id = randomUUID()
    const writes = [
      ['POST', `/api/${slug}`],
      ['PATCH', `/api/${slug}/${id}`],
      ['PATCH', `/api/${slug}?where[id][equals]=${id}`],
      ...(maySomebody(slug, 'duplicate') ? [['POST', `/api/${slug}/${id}/duplicate`]] : []),
    ] as const
    for (const [method = '', address = ''] of writes)
      await loa.rest(method, address, { as: admin, body: { note: 'kept', ...GIVEN } })
    const own = { collection: slug as 'items', data: { note: 'kept', ...GIVEN } as never }
    await expect(loa.payload.create(own)).rejects.toThrow()
    await expect(loa.payload.update({ ...own, id })).rejects.toThrow()
    expect(seen.filter((one) => one.slug === slug)).toHaveLength(writes.length + 2)
    for (const { data } of seen) {
      expect(data).toMatchObject({ note: 'kept' })
      expect(data).not.toHaveProperty('createdAt')
      expect(data).not.toHaveProperty('updatedAt')
    }
  })
})

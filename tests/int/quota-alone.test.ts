// The quota plugin without the rest of Loa: in a project with numbered documents, other collections and slugs of its
// own, where what is published counts.
import { type CollectionConfig, createLocalReq, type Payload } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkLedger, progressOf, type QuotaOptions, quota, quotaOptionsIn } from '../../src/quota/index.ts'
import { type PlainProject, startPlainProject } from '../helpers/plainProject.ts'

const open = { create: () => true, read: () => true, update: () => true, delete: () => true }
const sites: CollectionConfig = {
  slug: 'sites',
  access: open,
  admin: { useAsTitle: 'label' },
  fields: [
    { name: 'label', type: 'text', required: true },
    { name: 'closesOn', type: 'date' },
  ],
}
const posts = (fields: CollectionConfig['fields'] = []): CollectionConfig => ({
  slug: 'posts',
  access: open,
  trash: true,
  versions: { drafts: true },
  fields: [
    { name: 'title', type: 'text', required: true },
    { name: 'kind', type: 'select', options: ['long', 'short'] },
    ...fields,
  ],
})

/** Without the types that are generated for Loa's own collections. */
type Untyped = Record<'create' | 'update' | 'delete' | 'find', (args: any) => Promise<any>> &
  Pick<Payload, 'db' | 'config' | 'collections'>

const started: PlainProject[] = []
afterAll(async () => {
  for (const { stop } of started) await stop()
})
const start = async ({
  options,
  collections,
}: {
  options: QuotaOptions
  collections: CollectionConfig[]
}) => {
  const project = await startPlainProject({ idType: 'serial', collections, plugins: [quota(options)] })
  started.push(project)
  return project.payload as unknown as Untyped
}

const WINDOW = { startsOn: '2020-01-01', endsOn: '2040-12-31' }

describe('with own slugs, other collections and numbered documents', () => {
  let payload: Awaited<ReturnType<typeof start>>
  let site: number
  beforeAll(async () => {
    payload = await start({
      collections: [
        sites,
        posts([{ name: 'sites', type: 'relationship', relationTo: 'sites' as 'outlets', hasMany: true }]),
      ],
      options: {
        collection: 'posts',
        slugs: { quotas: 'limits', slots: 'limit-places', checks: 'limit-checks' },
        relations: { outlet: { collection: 'sites', field: 'sites' } },
        timeZone: 'Europe/Berlin',
        overrides: { quotas: (it) => ({ ...it, fields: [...it.fields, { name: 'note', type: 'text' }] }) },
      },
    })
    site = (await payload.create({ collection: 'sites', data: { label: 'Front page' } })).id
    await payload.create({
      collection: 'limits',
      data: {
        ...WINDOW,
        code: 'L',
        title: 'Long reads',
        counts: 'items',
        enforcement: 'block',
        kinds: ['long'],
        per: ['outlet'],
        period: 'window',
        min: 1,
        max: 1,
        note: 'ours',
      },
    })
  })
  const post = (data: object = {}, draft = false): Promise<any> =>
    payload.create({
      collection: 'posts',
      data: { title: 'A post', kind: 'long', sites: [site], _status: draft ? 'draft' : 'published', ...data },
      draft,
    })
  const code = (promise: Promise<unknown>) =>
    promise.then(
      () => 'ok',
      (error) => error.data?.code ?? String(error),
    )
  const held = async () =>
    (await payload.find({ collection: 'limit-places', depth: 0 })).docs.map((one: any) => [
      one.item,
      one.state,
    ])
  const agrees = async () => {
    const req = await createLocalReq({}, payload as Payload)
    req.transactionID = (await payload.db.beginTransaction()) as string
    const { differences } = await checkLedger({ req, options: quotaOptionsIn(payload, 'limits') })
    await payload.db.rollbackTransaction(req.transactionID as string)
    return differences
  }

  it('what is published counts; drafts, the trash and what is taken off do not', async () => {
    const first = await post()
    expect(await held()).toEqual([[first.id, 'consumed']])
    expect(await code(post())).toBe('quota-exceeded')
    // a draft over the published one takes nothing off
    await payload.update({
      collection: 'posts',
      id: first.id,
      data: { title: 'A better title' },
      draft: true,
    })
    expect(await held()).toHaveLength(1)
    const waiting = await post({}, true)
    const publish = () =>
      payload.update({ collection: 'posts', id: waiting.id, data: { _status: 'published' } })
    expect(await code(publish())).toBe('quota-exceeded')
    await payload.update({ collection: 'posts', id: first.id, data: { deletedAt: new Date().toISOString() } })
    expect(await held()).toEqual([])
    expect(await code(publish())).toBe('ok')
    const untrash = () =>
      payload.update({
        collection: 'posts',
        id: first.id,
        data: { deletedAt: null, _status: 'published' },
        trash: true,
      })
    expect(await code(untrash())).toBe('quota-exceeded')
    await payload.update({ collection: 'posts', id: waiting.id, data: { _status: 'draft' }, draft: false })
    expect(await held()).toEqual([])
    expect(await code(untrash())).toBe('ok')
    expect(await held()).toEqual([[first.id, 'consumed']])
    expect(await agrees()).toEqual([])
    await payload.delete({ collection: 'posts', id: first.id })
    expect(await held()).toEqual([])
    expect(await agrees()).toEqual([])
  })

  it('a bulk edit publishes none beyond the bound', async () => {
    const drafts = [await post({}, true), await post({}, true), await post({}, true)]
    const { docs, errors } = await payload.update({
      collection: 'posts',
      where: { id: { in: drafts.map(({ id }) => id) } },
      data: { _status: 'published' },
    })
    expect([docs.length, errors.length]).toEqual([1, 2])
    expect(await held()).toEqual([[docs[0].id, 'consumed']])
    const live = await payload.find({ collection: 'posts', where: { _status: { equals: 'published' } } })
    expect(live.docs.map(({ id }: any) => id)).toEqual([docs[0].id])
    expect(await agrees()).toEqual([])
  })

  it('says where the rules stand, and in the zone it was given', async () => {
    const rows = await progressOf({
      req: await createLocalReq({}, payload as Payload),
      options: quotaOptionsIn(payload, 'limits'),
      now: new Date(),
    })
    expect(rows).toMatchObject([
      {
        quota: 'L',
        outlet: String(site),
        used: 1,
        max: 1,
        state: 'met',
        startsAt: '2019-12-31T23:00:00.000Z',
      },
    ])
  })
})

describe('with nothing but documents', () => {
  it('counts them by kind and time, without outlets', async () => {
    const payload = await start({ collections: [posts()], options: { collection: 'posts' } })
    await payload.create({
      collection: 'quotas',
      data: {
        ...WINDOW,
        code: 'L',
        title: 'One',
        counts: 'items',
        enforcement: 'block',
        period: 'month',
        max: 1,
      },
    })
    const post = () =>
      payload.create({ collection: 'posts', data: { title: 'A post', _status: 'published' } })
    await post()
    await expect(post()).rejects.toMatchObject({ data: { code: 'quota-exceeded' } })
  })
})

describe('switched off', () => {
  it('keeps its schema and enforces nothing', async () => {
    // a field more than above: Payload does not push a schema it has just pushed, be it to another database
    const payload = await start({
      collections: [posts([{ name: 'note', type: 'text' }])],
      options: { collection: 'posts', enabled: false },
    })
    await payload.create({
      collection: 'quotas',
      data: {
        ...WINDOW,
        code: 'L',
        title: 'One',
        counts: 'items',
        enforcement: 'block',
        period: 'month',
        max: 1,
      },
    })
    for (let n = 0; n < 2; n += 1)
      await payload.create({ collection: 'posts', data: { title: 'A post', _status: 'published' } })
    expect((await payload.find({ collection: 'quota-slots' })).totalDocs).toBe(0)
    expect(payload.collections.quotas?.config.endpoints).not.toContainEqual(
      expect.objectContaining({ path: '/progress' }),
    )
  })

  it('says at once when there is nothing to count', () => {
    expect(() => quota({ collection: 'nothing' })({ collections: [posts()] } as never)).toThrow(/nothing/)
  })
})

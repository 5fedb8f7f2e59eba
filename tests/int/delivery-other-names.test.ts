// The delivery plugin alone, in a project with names of its own, and in one that switched it off.
import type { CollectionConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeliveryOptions, delivery } from '../../src/delivery/index.ts'
import { deliveredItem } from '../../src/delivery/schema.ts'
import { findOutletNames } from '../../src/delivery/store/findOutletNames.ts'
import { namesOf } from '../../src/delivery/store/names.ts'
import { actorOf, portalOf } from '../helpers/plainDelivery.ts'
import { type PlainProject, startPlainProject } from '../helpers/plainProject.ts'

describe('a newsroom with names of its own, on UUIDs', () => {
  const collections: CollectionConfig[] = [
    {
      slug: 'stories',
      trash: true,
      fields: [
        { name: 'headline', type: 'text' },
        { name: 'genre', type: 'select', options: ['report', { value: 'short', label: 'Ngắn' }] },
        { name: 'lead', type: 'textarea' },
        { name: 'text', type: 'textarea' },
        { name: 'desk', type: 'relationship', relationTo: 'desks' as never },
        { name: 'tags', type: 'relationship', relationTo: 'tags' as never, hasMany: true },
        { name: 'picture', type: 'upload', relationTo: 'pictures' as never },
        { type: 'row', fields: [{ name: 'channel', type: 'relationship', relationTo: 'channels' as never }] },
        { name: 'runsAt', type: 'date' },
      ],
    },
    { slug: 'desks', admin: { useAsTitle: 'label' }, fields: [{ name: 'label', type: 'text' }] },
    { slug: 'tags', fields: [{ name: 'slug', type: 'text' }] },
    {
      slug: 'channels',
      fields: [
        { name: 'code', type: 'text' },
        { name: 'channel', type: 'text' },
      ],
    },
    { slug: 'people', fields: [{ name: 'name', type: 'text' }] },
    // of the usual name, and no concern of portals
    { slug: 'events', fields: [{ name: 'title', type: 'text' }] },
    { slug: 'pictures', upload: { staticDir: '/nowhere' }, fields: [] },
  ]
  const options: DeliveryOptions = {
    collection: 'stories',
    outlets: { collection: 'channels', field: 'channel' },
    fields: {
      title: 'headline',
      kind: 'genre',
      summary: 'lead',
      body: 'text',
      organization: 'desk',
      themes: 'tags',
      cover: 'picture',
      publishAt: 'runsAt',
    },
    actorOf,
    keysOpenPayload: true,
    recordsPastDates: (channel) => channel === 'paper',
  }
  let project: PlainProject
  let get: (address: string) => Promise<{ status: number; body: any }>
  let key: string
  const channels: Record<string, string> = {}
  const create = async (collection: string, data: object) =>
    (await project.payload.create({ collection: collection as never, data: data as never })) as any
  beforeAll(async () => {
    project = await startPlainProject({ idType: 'uuid', collections, plugins: [delivery(options)] })
    for (const [code, channel] of [
      ['web', 'portal'],
      ['bao', 'paper'],
    ] as const)
      channels[code] = (await create('channels', { code, channel })).id
    const admin = await project.login('admin')
    const made = await project.rest('POST', '/api/subscribers', {
      as: admin,
      body: { code: 'tat-ca', name: 'Tất cả', outlets: Object.values(channels) },
    })
    key = (await project.rest('POST', `/api/subscribers/${made.body.doc.id}/keys`, { as: admin, body: {} }))
      .body.key
    // `pictures` are not what items are filed under, and nothing points at `people`
    const ask = portalOf(project, {
      ...options,
      taxonomies: { themes: 'tags', tasks: 'desks', lines: 'people' },
    })
    get = (address) => ask(address, `Bearer ${key}`)
  })
  afterAll(() => project.stop())

  it('delivers each by its own name, relations by code, slug or identifier', async () => {
    const desk = await create('desks', { label: 'Ban Thời sự' })
    const tags = [await create('tags', { slug: 'so' }), await create('tags', { slug: 'chuyen-doi' })]
    const pictures = await project.query(
      `insert into pictures (id, filename, mime_type, width, height) values (gen_random_uuid(), 'bìa 1.jpg', 'image/jpeg', 4, 3) returning id`,
    )
    const story = await create('stories', {
      headline: 'Tin',
      genre: 'short',
      lead: 'Tóm tắt',
      text: 'Một\nHai',
      desk: desk.id,
      tags: tags.map(({ id }) => id),
      picture: pictures[0].id,
      channel: channels.web,
    })
    const { body } = await get(`/items/${story.id}`)
    expect(deliveredItem.strict().parse(body)).toMatchObject({
      outlet: 'web',
      title: 'Tin',
      kind: 'short',
      summary: 'Tóm tắt',
      html: '<p>Một</p><p>Hai</p>',
      organization: desk.id,
      byline: 'Ban Thời sự',
      themes: ['chuyen-doi', 'so'],
      cover: { url: 'http://delivery.test/v1/media/b%C3%ACa%201.jpg', alt: '', credit: null, width: 4 },
    })
    expect((await get('/items?q=tom+tat')).body.items).toHaveLength(1)
    expect((await get('/items?kind=short&theme=so')).body.items).toHaveLength(1)
    expect((await get('/items?kind=report')).body.items).toEqual([])
    expect((await get('/items?kind=poem')).status).toBe(400)
    // without drafts every save is live
    await project.payload.update({
      collection: 'stories' as never,
      id: story.id,
      data: { channel: channels.bao } as never,
    })
    expect((await get(`/items/${story.id}`)).body.outlet).toBe('bao')
  })

  it('names no outlets where they have codes alone', async () => {
    const find = findOutletNames({ pool: project.pool, names: namesOf(options) })
    expect([...(await find(Object.values(channels)))]).toEqual([])
  })

  it('lists what items are filed under by its own name, and nothing that they are not filed under', async () => {
    await create('people', { name: 'Không ai biết' })
    await create('events', { title: 'Họp kín' })
    const desk = await create('desks', { label: 'Ban Kinh tế' })
    await create('tags', { slug: 'moi' })
    const { themes } = (await get('/themes')).body
    expect(themes).toContainEqual({
      code: 'moi',
      title: 'moi',
      gloss: null,
      clause: null,
      description: null,
    })
    expect((await get('/tasks')).body.tasks).toContainEqual(
      expect.objectContaining({ code: desk.id, title: 'Ban Kinh tế' }),
    )
    for (const address of ['/lines', '/events', '/events.ics']) {
      const { status, body } = await get(address)
      expect(`${address} ${status} ${body.errors[0].data.code}`).toBe(`${address} 404 not-found`)
      expect(JSON.stringify(body)).not.toMatch(/Không ai biết|Họp kín/)
    }
  })

  it('takes the date an item ran where the channel records it', async () => {
    const runsAt = '2026-01-02T03:04:05.000Z'
    const onPaper = await create('stories', { headline: 'Báo', runsAt, channel: channels.bao })
    const onWeb = await create('stories', { headline: 'Mạng', runsAt, channel: channels.web })
    expect((await get(`/items/${onPaper.id}`)).body.publishedAt).toBe(runsAt)
    expect((await get(`/items/${onWeb.id}`)).body.publishedAt).not.toBe(runsAt)
  })

  it('what lies in the trash is withdrawn, what is taken out again is live', async () => {
    const story = await create('stories', { headline: 'Tin', channel: channels.web })
    const move = (deletedAt: string | null) =>
      project.payload.update({
        collection: 'stories' as never,
        id: story.id,
        data: { deletedAt } as never,
        trash: true,
      })
    await move(new Date().toISOString())
    expect((await get(`/items/${story.id}`)).status).toBe(410)
    await move(null)
    expect((await get(`/items/${story.id}`)).status).toBe(200)
  })

  it('a key opens the cms when the project says so', async () => {
    // where it reads itself and nobody else
    const { body } = await project.rest('GET', '/api/subscribers', { as: `Bearer ${key}` })
    expect(body.docs?.map(({ code }: { code: string }) => code)).toEqual(['tat-ca'])
    expect((await project.rest('GET', '/api/editions', { as: `Bearer ${key}` })).status).toBe(403)
  })
})

describe('a project that switched it off', () => {
  it('has the collections, and nothing is frozen or opened', async () => {
    const collections: CollectionConfig[] = [
      { slug: 'items', fields: [{ name: 'outlets', type: 'relationship', relationTo: 'outlets' }] },
      { slug: 'outlets', fields: [] },
    ]
    const project = await startPlainProject({
      idType: 'serial',
      collections,
      plugins: [delivery({ enabled: false, actorOf })],
    })
    const outlet = (await project.payload.create({ collection: 'outlets', data: {} as never })) as any
    await project.payload.create({ collection: 'items', data: { outlets: outlet.id } as never })
    expect(await project.query('select 1 from editions')).toEqual([])
    const admin = await project.login('admin')
    const made = await project.rest('POST', '/api/subscribers', {
      as: admin,
      body: { code: 'a', name: 'A', outlets: [outlet.id] },
    })
    expect(made.status).toBe(201)
    const keyed = await project.rest('POST', `/api/subscribers/${made.body.doc.id}/keys`, { as: admin })
    expect(keyed.status).toBe(404)
    await project.stop()
  })
})

// The delivery plugin alone, in projects that are not Loa: other identifiers, names and fields.
import type { CollectionConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ActorOf } from '../../src/access/roles.ts'
import { createDeliveryApp, type DeliveryOptions, delivery, mediaOnDisk } from '../../src/delivery/index.ts'
import { deliveredItem } from '../../src/delivery/schema.ts'
import { type PlainProject, startPlainProject } from '../helpers/plainProject.ts'

const everybody = { read: () => true }
const actorOf: ActorOf = ({ user }) => {
  if (user?.collection !== 'users') return null
  const { role } = user as unknown as { role: 'admin' }
  return { id: String(user.id), collection: 'users', role, organization: '', name: '' }
}

const richText = (text: string) => ({
  root: {
    type: 'root',
    version: 1,
    direction: 'ltr',
    format: '',
    indent: 0,
    children: [
      {
        type: 'paragraph',
        version: 1,
        direction: 'ltr',
        format: '',
        indent: 0,
        children: [{ type: 'text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' }],
      },
    ],
  },
})

/** What a portal of this project asks, with `key`. */
const portalOf = (project: PlainProject, options: DeliveryOptions = {}) => {
  const { slugs, outlets } = options
  const app = createDeliveryApp({
    pool: project.pool,
    basePath: '/v1',
    media: mediaOnDisk({ directory: '/nowhere' }),
    slugs,
    outlets,
  })
  return async (address: string, authorization: string) => {
    const response = await app.request(`http://delivery.test/v1${address}`, { headers: { authorization } })
    return { status: response.status, body: (await response.json()) as any }
  }
}

describe('a blog: numbered documents, sites instead of outlets, hardly any fields', () => {
  const posts: CollectionConfig = {
    slug: 'posts',
    versions: { drafts: true },
    fields: [
      { name: 'title', type: 'text', required: true },
      { name: 'content', type: 'richText' },
      { name: 'sites', type: 'relationship', relationTo: 'sites' as never, hasMany: true },
    ],
  }
  const sites: CollectionConfig = {
    slug: 'sites',
    access: everybody,
    fields: [{ name: 'name', type: 'text' }],
  }
  const options: DeliveryOptions = {
    collection: 'posts',
    fields: { body: 'content' },
    outlets: { collection: 'sites', field: 'sites' },
    slugs: {
      subscribers: 'feed-readers',
      keys: 'feedKeys',
      placements: 'on-sites',
      editions: 'site-editions',
    },
    actorOf,
    overrides: {
      subscribers: (collection) => ({
        ...collection,
        fields: [...collection.fields, { name: 'contact', type: 'email' }],
      }),
    },
  }
  let project: PlainProject
  let ask: ReturnType<typeof portalOf>
  let site: number
  let other: number
  let key: string
  let reader: number
  let keyId: number
  beforeAll(async () => {
    project = await startPlainProject({
      idType: 'serial',
      collections: [posts, sites],
      plugins: [delivery(options)],
    })
    ask = portalOf(project, options)
    const newSite = async (name: string) =>
      (await project.payload.create({ collection: 'sites' as never, data: { name } as never })) as any
    site = (await newSite('Một')).id
    other = (await newSite('Hai')).id
    const admin = await project.login('admin')
    const made = await project.rest('POST', '/api/feed-readers', {
      as: admin,
      body: { code: 'mot', name: 'Một', outlets: [site], contact: 'a@example.com' },
    })
    expect(made).toMatchObject({ status: 201, body: { doc: { contact: 'a@example.com' } } })
    reader = made.body.doc.id
    const keyed = await project.rest('POST', `/api/feed-readers/${reader}/keys`, { as: admin, body: {} })
    expect(keyed.status).toBe(201)
    key = keyed.body.key
    keyId = keyed.body.doc.id
  })
  afterAll(() => project.stop())

  const create = async (data: object, draft = false) =>
    (await project.payload.create({ collection: 'posts' as never, data: data as never, draft })) as any
  const update = async (id: number, data: object, draft = false) =>
    (await project.payload.update({ collection: 'posts' as never, id, data: data as never, draft })) as any
  const changes = (id: number) =>
    project
      .query('select change from site_editions where item_id = $1 order by number', [id])
      .then((rows) => rows.map(({ change }) => change))
  const get = (address: string) => ask(address, `Bearer ${key}`)

  it('freezes what is published, with nothing for the fields it does not have', async () => {
    const post = await create({
      title: 'Chào',
      content: richText('a & b'),
      sites: [site],
      _status: 'published',
    })
    const { status, body } = await get(`/items/${post.id}`)
    expect(status).toBe(200)
    expect(deliveredItem.strict().parse(body)).toMatchObject({
      id: String(post.id),
      outlet: String(site),
      title: 'Chào',
      html: '<p>a &amp; b</p>',
      text: 'a & b',
      slug: '',
      kind: '',
      summary: null,
      task: null,
      themes: [],
      priority: 'normal',
      cover: null,
      media: [],
      byline: '',
      organization: '',
    })
    expect((await get('/items')).body.items).toEqual([body])
    // a text here, so any kind may be asked for
    expect((await get('/items?kind=anything')).body.items).toEqual([])
  })

  it('a draft of a correction changes nothing, the correction keeps its date, an unpublished post goes', async () => {
    const post = await create({ title: 'Một', sites: [site], _status: 'published' })
    const before = (await get(`/items/${post.id}`)).body
    await update(post.id, { title: 'Nháp', _status: 'draft' }, true)
    expect((await get(`/items/${post.id}`)).body).toEqual(before)
    await update(post.id, { title: 'Hai', _status: 'published' })
    expect((await get(`/items/${post.id}`)).body).toMatchObject({
      title: 'Hai',
      publishedAt: before.publishedAt,
    })
    await update(post.id, { _status: 'draft' })
    expect((await get(`/items/${post.id}`)).status).toBe(410)
    expect(await changes(post.id)).toEqual(['published', 'updated', 'retracted'])
    await update(post.id, { title: 'Ba' }, true)
    expect(await changes(post.id)).toHaveLength(3)
  })

  it('a post that is deleted, or never was on the site, is not there', async () => {
    const post = await create({ title: 'Sẽ xóa', sites: [site], _status: 'published' })
    const elsewhere = await create({ title: 'Nơi khác', sites: [other], _status: 'published' })
    const draft = await create({ title: 'Nháp', sites: [site], _status: 'draft' }, true)
    await project.payload.delete({ collection: 'posts' as never, id: post.id })
    const listed = (await get('/items?limit=200')).body.items.map(({ id }: { id: string }) => id)
    for (const { id } of [post, elsewhere, draft]) {
      expect((await get(`/items/${id}`)).status).toBe(404)
      expect(listed).not.toContain(String(id))
    }
    const [gone] = await project.query(
      `select body from site_editions where change = 'retracted' and item_id is null`,
    )
    expect(JSON.parse(gone.body).id).toBe(String(post.id))
    const { changes } = (await get('/changes?limit=200')).body
    const own = changes.filter(({ id }: { id: string }) => id === String(post.id))
    expect(own.map(({ type, item }: any) => [type, item])).toEqual([
      ['published', undefined],
      ['retracted', undefined],
    ])
  })

  it('pages over numbers, and refuses what is none', async () => {
    const ids = []
    for (const title of ['1', '2', '3']) {
      const { id } = await create({ title, sites: [site], _status: 'published' })
      ids.push(String(id))
    }
    const first = (await get('/items?limit=2')).body
    const second = (await get(`/items?limit=1&cursor=${first.next}`)).body
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.reverse())
    const foreign = Buffer.from(
      JSON.stringify(['2026-01-01T00:00:00.000Z', '01890000-0000-7000-8000-000000000000']),
    ).toString('base64url')
    expect((await get(`/items?cursor=${foreign}`)).status).toBe(400)
    for (const id of ['01890000-0000-7000-8000-000000000000', '0', '-1', '1e3', '99999999999999', 'x'])
      expect(`${id} ${(await get(`/items/${id}`)).status}`).toBe(`${id} 404`)
  })

  it('knows its readers under their own name, and lets no key into the cms unasked', async () => {
    expect((await ask('/items', `feed-readers API-Key ${key}`)).status).toBe(200)
    expect((await ask('/items', `subscribers API-Key ${key}`)).status).toBe(401)
    const { body } = await project.rest('GET', '/api/feed-readers/me', { as: `Bearer ${key}` })
    expect(body.user).toBeNull()
    expect((await project.rest('GET', '/api/posts', { as: `Bearer ${key}` })).status).toBe(403)
  })

  it('only an admin, as the project tells, makes and revokes keys; a revoked one opens nothing', async () => {
    const author = await project.login('author')
    const admin = await project.login('admin')
    for (const as of [author, undefined, `Bearer ${key}`])
      expect((await project.rest('POST', `/api/feed-readers/${reader}/keys`, { as, body: {} })).status).toBe(
        403,
      )
    for (const id of ['nothing', '0', '999'])
      expect(
        (await project.rest('POST', `/api/feed-readers/${id}/keys`, { as: admin, body: {} })).status,
      ).toBe(404)
    expect((await project.rest('GET', '/api/feedKeys', { as: author })).status).toBe(403)
    const revoked = await project.rest('POST', `/api/feed-readers/${reader}/keys/${keyId}/revoke`, {
      as: admin,
    })
    expect(revoked.status).toBe(200)
    expect((await get('/items')).status).toBe(401)
    expect((await project.rest('DELETE', `/api/feed-readers/${reader}`, { as: admin })).status).toBe(200)
    expect(await project.query('select 1 from feed_keys')).toEqual([])
  })

  it('its editions are only ever added to, also when the project starts again', async () => {
    const refused = async () => {
      for (const statement of [
        `update site_editions set body = 'x'`,
        'delete from site_editions',
        'truncate site_editions',
      ])
        await expect(project.query(statement)).rejects.toThrow('append-only')
    }
    await refused()
    await project.query('drop trigger site_editions_append_only on site_editions')
    const again = await startPlainProject({
      idType: 'serial',
      databaseUrl: project.databaseUrl,
      collections: [posts, sites],
      plugins: [delivery(options)],
    })
    await again.stop()
    await refused()
    const indexes = await project.query(`select indexname from pg_indexes where tablename = 'site_editions'`)
    expect(indexes.map(({ indexname }) => indexname)).toContain('site_editions_files_gin_idx')
  })
})

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
    const ask = portalOf(project, options)
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

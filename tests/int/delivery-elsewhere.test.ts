// The delivery plugin alone, in a project that is not Loa: numbered documents and hardly any fields.
import type { CollectionConfig } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DeliveryOptions, delivery } from '../../src/delivery/index.ts'
import { deliveredItem } from '../../src/delivery/schema.ts'
import { findOutletNames } from '../../src/delivery/store/findOutletNames.ts'
import { isDocumentGiven } from '../../src/delivery/store/isDocumentGiven.ts'
import { namesOf } from '../../src/delivery/store/names.ts'
import { actorOf, portalOf } from '../helpers/plainDelivery.ts'
import { type PlainProject, startPlainProject } from '../helpers/plainProject.ts'

const everybody = { read: () => true }

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

  it('names outlets that have no code by their identifiers', async () => {
    const find = findOutletNames({ pool: project.pool, names: namesOf(options) })
    const unnamed = await project.payload.create({ collection: 'sites' as never, data: {} as never })
    const asked = [site, other, (unnamed as { id: number }).id]
    expect(Object.fromEntries(await find(asked.map(String)))).toEqual({ [site]: 'Một', [other]: 'Hai' })
  })

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

  it('is searched without diacritics, and filed under nothing', async () => {
    await create({ title: 'Đổi mới\nsáng tạo', sites: [site], _status: 'published' })
    const { items } = (await get('/items?q=doi+moi+SANG+tao')).body
    expect(items.map(({ title }: any) => title)).toEqual(['Đổi mới\nsáng tạo'])
    const indexes = await project.query(`select indexname from pg_indexes where tablename = 'on_sites'`)
    expect(indexes.map(({ indexname }) => indexname)).toContain('on_sites_search_trgm_idx')
    for (const address of ['/themes', '/tasks', '/lines', '/events', '/events.ics'])
      expect(`${address} ${(await get(address)).status}`).toBe(`${address} 404`)
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
    await project.query('alter table on_sites alter column outlet_id reset (n_distinct)')
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
    const [{ attoptions }] = await project.query(
      `select attoptions from pg_attribute where attrelid = 'on_sites'::regclass and attname = 'outlet_id'`,
    )
    expect(attoptions).toEqual(['n_distinct=4'])
  })
})

describe('a club: meetings for events, files with names of their own, no plans', () => {
  const options: DeliveryOptions = {
    collection: 'posts',
    outlets: { collection: 'sites', field: 'sites' },
    actorOf,
  }
  const collections: CollectionConfig[] = [
    {
      slug: 'posts',
      fields: [
        { name: 'title', type: 'text' },
        { name: 'sites', type: 'relationship', relationTo: 'sites' as never, hasMany: true },
        { name: 'event', type: 'relationship', relationTo: 'club-meetings' as never },
        { name: 'task', type: 'relationship', relationTo: 'rooms' as never },
      ],
    },
    { slug: 'sites', access: everybody, fields: [{ name: 'name', type: 'text' }] },
    { slug: 'rooms', fields: [{ name: 'title', type: 'text' }] },
    {
      slug: 'club-meetings',
      fields: [
        { name: 'title', type: 'text' },
        { name: 'documents', type: 'upload', relationTo: ['papers', 'slides'] as never, hasMany: true },
        { name: 'minutes', type: 'upload', relationTo: 'papers' as never, hasMany: true },
        { name: 'guests', type: 'relationship', relationTo: 'rooms' as never, hasMany: true },
      ],
    },
    { slug: 'papers', trash: true, upload: { staticDir: '/nowhere' }, fields: [] },
    { slug: 'slides', upload: { staticDir: '/nowhere' }, fields: [{ name: 'alt', type: 'text' }] },
  ]
  let project: PlainProject
  let get: (address: string, events?: string) => Promise<{ status: number; body: any }>
  let site: number
  beforeAll(async () => {
    project = await startPlainProject({ idType: 'serial', collections, plugins: [delivery(options)] })
    site = ((await project.payload.create({ collection: 'sites' as never, data: {} as never })) as any).id
    const admin = await project.login('admin')
    const made = await project.rest('POST', '/api/subscribers', {
      as: admin,
      body: { code: 'mot', name: 'Một', outlets: [site] },
    })
    const keyed = await project.rest('POST', `/api/subscribers/${made.body.doc.id}/keys`, { as: admin })
    get = (address, events = 'club-meetings') =>
      portalOf(project, { ...options, taxonomies: { events } })(address, `Bearer ${keyed.body.key}`)
  })
  afterAll(() => project.stop())

  it('delivers the documents of every meeting, in their order, and nothing else that it names', async () => {
    const fileOf = async (table: string, columns: string, values: string) =>
      (
        await project.query(
          `insert into ${table} (filename, mime_type${columns}) values (${values}) returning id`,
        )
      )[0].id
    const paper = await fileOf('papers', '', `'giấy.pdf', 'application/pdf'`)
    const minutes = await fileOf('papers', '', `'bien-ban.pdf', 'application/pdf'`)
    const trashed = await fileOf('papers', ', deleted_at', `'bo.pdf', 'application/pdf', now()`)
    const slide = await fileOf('slides', ', alt', `'chieu.pdf', 'application/pdf', 'Bản chiếu'`)
    await project.payload.create({
      collection: 'club-meetings' as never,
      data: {
        title: 'Họp',
        documents: [
          { relationTo: 'slides', value: slide },
          { relationTo: 'papers', value: trashed },
          { relationTo: 'papers', value: paper },
        ],
        minutes: [minutes],
      } as never,
    })
    const { events } = (await get('/events')).body
    expect(events.map(({ documents }: any) => documents)).toEqual([
      [
        {
          title: 'Bản chiếu',
          url: 'http://delivery.test/v1/media/chieu.pdf',
          mimeType: 'application/pdf',
        },
        {
          title: 'giấy.pdf',
          url: 'http://delivery.test/v1/media/gi%E1%BA%A5y.pdf',
          mimeType: 'application/pdf',
        },
      ],
    ])
    const isGiven = isDocumentGiven({ pool: project.pool, names: namesOf(options) }, 'club-meetings')
    const outlets = [String(site)]
    for (const [name, given] of [
      ['giấy.pdf', true],
      ['chieu.pdf', true],
      ['bo.pdf', false],
      ['bien-ban.pdf', false],
      ['', false],
    ] as const)
      expect(`${name} ${await isGiven({ name, outlets })}`).toBe(`${name} ${given}`)
  })

  it('has none where its events have no such field', async () => {
    await project.payload.create({ collection: 'rooms' as never, data: { title: 'Phòng' } as never })
    const { events } = (await get('/events', 'rooms')).body
    expect(events).toMatchObject([{ title: 'Phòng', documents: [] }])
    expect((await get('/media/chieu.pdf', 'rooms')).status).toBe(404)
    expect((await get('/media/chieu.pdf', 'nothing')).status).toBe(404)
  })
})

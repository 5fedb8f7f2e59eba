// The approval plugin in somebody else's project: numbered documents, a schema that is pushed, no organisations, no
// outlets, no author, people and collections by other names.
import { postgresAdapter } from '@payloadcms/db-postgres'
import {
  BasePayload,
  buildConfig,
  type CollectionConfig,
  type Config,
  createLocalReq,
  handleEndpoints,
  type Payload,
} from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Staff } from '../../src/access/roles.ts'
import { type ApprovalOptions, approval, performTransition } from '../../src/approval/index.ts'
import { answerErrors } from '../../src/errors/answerErrors.ts'
import { translations } from '../../src/i18n/index.ts'
import { emptyDatabase } from '../helpers/database.ts'

const open = () => true
const posts: CollectionConfig = {
  slug: 'blog-posts',
  admin: { useAsTitle: 'headline' },
  access: { create: open, read: open, update: open, delete: open },
  trash: true,
  versions: { drafts: true },
  fields: [
    { name: 'headline', type: 'text' },
    { name: 'topics', type: 'select', hasMany: true, options: ['a', 'b'] },
    { name: 'sources', type: 'array', fields: [{ name: 'url', type: 'text' }] },
  ],
}
const members: CollectionConfig = {
  slug: 'members',
  auth: true,
  fields: [{ name: 'kind', type: 'select', options: ['writer', 'chief'] }],
}

/** Chiefs approve, writers write. */
const actorOf: ApprovalOptions['actorOf'] = ({ user }) =>
  user
    ? ({
        id: String(user.id),
        collection: 'users',
        role: (user as { kind?: string }).kind === 'chief' ? 'approver' : 'editor',
        organization: '',
        name: '',
      } satisfies Staff)
    : null

const OPTIONS: ApprovalOptions = {
  collection: 'blog-posts',
  slugs: { auditLog: 'history', comments: 'remarks' },
  actorOf,
  overrides: { comments: (collection) => ({ ...collection, admin: { ...collection.admin, hidden: true } }) },
}

const projectOf = (url: string, options: ApprovalOptions, more: Partial<Config> = {}) =>
  buildConfig({
    secret: 'only-for-tests',
    db: postgresAdapter({ pool: { connectionString: url } }),
    admin: { user: 'members' },
    collections: [structuredCloneOf(posts), structuredCloneOf(members)],
    plugins: [approval(options)],
    hooks: { afterError: [answerErrors] },
    i18n: { translations: translations as never },
    telemetry: false,
    ...more,
  })

// Payload changes what it is given
const structuredCloneOf = (collection: CollectionConfig): CollectionConfig => ({
  ...collection,
  fields: collection.fields.map((field) => ({ ...field })),
})

let url: string
let payload: Payload
let config: Awaited<ReturnType<typeof projectOf>>
beforeAll(async () => {
  url = await emptyDatabase()
  config = await projectOf(url, OPTIONS, {
    graphQL: {
      mutations: (GraphQL) => ({
        greet: { type: GraphQL.GraphQLString, resolve: () => 'hello' },
      }),
    },
  })
  payload = await new BasePayload().init({ config })
  for (const kind of ['writer', 'chief'])
    await payload.create({
      collection: 'members' as never,
      data: { email: `${kind}@example.org`, password: 'only-for-tests', kind } as never,
    })
})
afterAll(() => payload.destroy())

const requestOf = async (kind: 'writer' | 'chief') => {
  const { docs } = await payload.find({
    collection: 'members' as never,
    where: { kind: { equals: kind } },
    overrideAccess: true,
  })
  const req = await createLocalReq({}, payload)
  req.user = Object.assign({}, docs[0], { collection: 'members' }) as never
  return req
}

const latest = async (id: unknown) =>
  (await payload.findByID({
    collection: 'blog-posts' as never,
    id: id as never,
    draft: true,
    trash: true,
    depth: 0,
  })) as unknown as Record<string, unknown>

const move = async (
  kind: 'writer' | 'chief',
  verb: 'submit' | 'approve' | 'publish' | 'retract',
  id: unknown,
) => {
  const req = await requestOf(kind)
  const actor = actorOf?.(req)
  if (!actor) throw new Error('nobody')
  const { revision } = await latest(id)
  return performTransition({
    req,
    id: String(id),
    collection: 'blog-posts',
    actor,
    wish: { verb, revision: String(revision), comment: 'vì' },
  })
}

const rows = async (text: string) => (await (payload.db as any).pool.query(text)).rows

const written = async (headline: string) =>
  payload.create({
    collection: 'blog-posts' as never,
    data: { headline, topics: ['a'], sources: [{ url: 'x' }] } as never,
    req: await requestOf('writer'),
  }) as unknown as Promise<{ id: number }>

describe('numbered documents, a pushed schema', () => {
  it('go the whole way, with log and remarks, bound to whoever wrote them', async () => {
    const { id } = await written('Bài đầu')
    expect(typeof id).toBe('number')
    await move('writer', 'submit', id)
    await expect(move('writer', 'approve', id)).rejects.toMatchObject({ data: { code: 'forbidden' } })
    await move('chief', 'approve', id)
    await move('writer', 'publish', id)
    expect(await latest(id)).toMatchObject({
      stage: 'published',
      live: true,
      submittedBy: expect.any(Number),
    })
    await move('chief', 'retract', id)
    const log = await rows('select verb, title, item_id, user_id from history order by id')
    expect(log.map(({ verb }: any) => verb)).toEqual(['submit', 'approve', 'publish', 'retract'])
    expect(log[0]).toMatchObject({ title: 'Bài đầu', item_id: id })
    expect(await rows('select text from remarks')).toContainEqual({ text: 'vì' })
    // without an author, whoever made it
    const own = (await payload.create({
      collection: 'blog-posts' as never,
      data: { headline: 'Của trưởng' } as never,
      req: await requestOf('chief'),
    })) as unknown as { id: number }
    await move('writer', 'submit', own.id)
    await expect(move('chief', 'approve', own.id)).rejects.toMatchObject({ data: { code: 'own-item' } })
  })

  it('have the gate in their database, their arrays and choices too', async () => {
    const { id } = await written('Canh giữ')
    for (const verb of ['submit', 'approve', 'publish'] as const)
      await move(verb === 'approve' ? 'chief' : 'writer', verb, id)
    for (const statement of [
      `update blog_posts set headline = 'x' where id = ${id}`,
      `update blog_posts_sources set url = 'x' where _parent_id = ${id}`,
      `delete from blog_posts_topics where parent_id = ${id}`,
      `update _blog_posts_v set version_headline = 'x' where parent_id = ${id} and latest`,
      `update _blog_posts_v_version_sources set url = 'y' where _parent_id = (select id from _blog_posts_v where parent_id = ${id} and latest)`,
    ])
      await expect(rows(statement), statement).rejects.toMatchObject({ code: 'LO409' })
    await expect(rows('delete from history')).rejects.toMatchObject({ code: 'LO403' })
    await payload.update({
      collection: 'blog-posts' as never,
      id,
      data: { headline: 'Bản sửa', _status: 'published' } as never,
    })
    expect(await rows(`select headline from blog_posts where id = ${id}`)).toEqual([{ headline: 'Canh giữ' }])
  })

  it('go into the trash and back', async () => {
    const { id } = await written('Bỏ đi')
    const trashing = { collection: 'blog-posts' as never, id, trash: true }
    await payload.update({
      ...trashing,
      data: { deletedAt: new Date().toISOString(), headline: 'x' } as never,
    })
    await expect(move('writer', 'submit', id)).rejects.toMatchObject({ data: { code: 'wrong-stage' } })
    await payload.update({ ...trashing, data: { deletedAt: null } as never })
    expect(await latest(id)).toMatchObject({ headline: 'Bỏ đi', stage: 'draft' })
    expect(await rows(`select verb from history where item_id = ${id} order by id`)).toEqual([
      { verb: 'trash' },
      { verb: 'restore' },
    ])
  })

  it('are asked for by number at the addresses; nonsense is not found', async () => {
    const { id } = await written('Địa chỉ')
    const { token } = (await payload.login({
      collection: 'members' as never,
      data: { email: 'writer@example.org', password: 'only-for-tests' } as never,
    })) as { token: string }
    const ask = async (method: string, address: string, body?: object) => {
      const request = new Request(`http://localhost/api/blog-posts/${address}`, {
        method,
        headers: {
          authorization: `JWT ${token}`,
          'content-type': 'application/json',
          'x-forwarded-for': '198.51.100.7',
        },
        body: body && JSON.stringify(body),
      })
      const response = await handleEndpoints({ config, request })
      return { status: response.status, body: await response.json() }
    }
    const { body } = await ask('GET', `${id}/actions`)
    expect(body.actions.find((one: any) => one.action === 'submit').isPossible).toBe(true)
    const { revision } = body
    expect((await ask('POST', `${id}/submit`, { revision })).body.doc.stage).toBe('submitted')
    // which header to believe the project has not said
    expect(await rows(`select ip from history where item_id = ${id}`)).toEqual([{ ip: null }])
    for (const wrong of ['khong', '0', '99999999'])
      expect((await ask('POST', `${wrong}/submit`, { revision })).status).toBe(404)
    const [{ id: version }] = await rows(
      `select id from _blog_posts_v where parent_id = ${id} order by id limit 1`,
    )
    expect((await ask('POST', `versions/${version}`)).status).toBe(409)
  })

  it('keep the mutations the project has, and get theirs named after them', async () => {
    const GraphQL = await import('graphql')
    const type = new GraphQL.GraphQLObjectType({
      name: 'BlogPost',
      fields: { id: { type: GraphQL.GraphQLInt } },
    })
    const collections = { 'blog-posts': { graphQL: { type } } }
    const made = config.graphQL.mutations?.(GraphQL as never, { collections } as never) as object
    expect(Object.keys(made).sort()).toEqual(['greet', 'transitionBlogPost'])
  })
})

describe('the plugin', () => {
  it('switched off keeps the schema and does nothing, the gate of the database included', async () => {
    const off = await projectOf(url, { ...OPTIONS, enabled: false })
    const collection = off.collections.find(({ slug }) => String(slug) === 'blog-posts')
    expect(collection?.flattenedFields.map(({ name }) => name)).toContain('stage')
    expect(off.collections.map(({ slug }) => slug)).toEqual(expect.arrayContaining(['history', 'remarks']))
    expect(collection?.hooks.beforeChange).toEqual([])
    const plain = await new BasePayload().init({ config: off })
    try {
      const made = (await plain.create({
        collection: 'blog-posts' as never,
        data: { headline: 'Không qua duyệt', _status: 'published' } as never,
      })) as Record<string, unknown>
      expect(made._status).toBe('published')
    } finally {
      await plain.destroy()
      await payload.config.onInit?.(payload)
    }
    await expect(
      rows(`update blog_posts set headline = 'x' where _status = 'published'`),
    ).rejects.toMatchObject({
      code: 'LO409',
    })
  })

  it('says at once what a configuration lacks', () => {
    const plugin = approval({ collection: 'stories' })
    expect(() => plugin({ collections: [] } as never)).toThrow(/no collection 'stories'/)
    const undrafted = { slug: 'stories', fields: [] }
    expect(() => plugin({ collections: [undrafted] } as never)).toThrow(/has no drafts/)
    expect(() => plugin({ collections: [{ ...undrafted, versions: true }] } as never)).toThrow(
      /has no drafts/,
    )
  })

  it('changes nothing of the configuration it is given', () => {
    const stories = Object.freeze({ slug: 'items', fields: Object.freeze([]), versions: { drafts: true } })
    const given = Object.freeze({ collections: Object.freeze([stories]) })
    const made = approval()(given as never) as Config
    expect(made.collections?.map(({ slug }) => slug)).toEqual(['items', 'audit-log', 'comments'])
  })
})

// Push in a project that is not Loa: numbered documents, names of its own, its own people.
import type { CollectionConfig } from 'payload'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPushSender, type DeliveryOptions, delivery } from '../../src/delivery/index.ts'
import { actorOf } from '../helpers/plainDelivery.ts'
import { type PlainProject, startPlainProject } from '../helpers/plainProject.ts'
import { type Receiver, startReceiver, status } from '../helpers/receiver.ts'

const posts: CollectionConfig = {
  slug: 'posts',
  fields: [
    { name: 'title', type: 'text' },
    { name: 'sites', type: 'relationship', relationTo: 'sites' as never, hasMany: true },
  ],
}
const sites: CollectionConfig = { slug: 'sites', fields: [{ name: 'name', type: 'text' }] }
const options: DeliveryOptions = {
  collection: 'posts',
  outlets: { collection: 'sites', field: 'sites' },
  slugs: {
    subscribers: 'feed-readers',
    keys: 'feedKeys',
    placements: 'on-sites',
    editions: 'site-editions',
    pushes: 'outBox',
  },
  actorOf,
  push: { allowPrivateTargets: true },
}

let project: PlainProject
let receiver: Receiver
beforeAll(async () => {
  project = await startPlainProject({
    idType: 'serial',
    collections: [posts, sites],
    plugins: [delivery(options)],
  })
  receiver = await startReceiver()
})
afterAll(async () => {
  await receiver?.close()
  await project?.stop()
})

it('sends, tries again, turns off and replays', async () => {
  const { payload, rest, query } = project
  const as = await project.login('admin')
  const { id: site } = (await payload.create({
    collection: 'sites' as never,
    data: { name: 'Một' } as never,
  })) as any
  const made = await rest('POST', '/api/feed-readers', {
    as,
    body: { code: 'doc', name: 'Đọc', outlets: [site], pushUrl: receiver.url },
  })
  const { id } = made.body.doc
  const { secret } = (await rest('POST', `/api/feed-readers/${id}/push/secret`, { as })).body
  const publish = (title: string) =>
    payload.create({ collection: 'posts' as never, data: { title, sites: [site] } as never })
  await publish('Bài một')
  await publish('Bài hai')

  const clock = { at: Date.now() }
  const { sendDue } = createPushSender({
    payload,
    baseUrl: 'https://tin.example.vn/v1',
    subscribers: 'feed-readers',
    now: () => new Date(clock.at),
  })
  receiver.reactions.push(status(500), status(204), status(410))
  expect(await sendDue()).toBe(1)
  clock.at += 6000
  while (await sendDue());
  expect(receiver.received.map(({ data }) => data.item.title)).toEqual(['Bài một', 'Bài một', 'Bài hai'])
  for (const { headers, body } of receiver.received) new Webhook(secret).verify(body, headers)
  const states = async () =>
    (await query(`select state::text, attempt::int from out_box order by edition`)).map(
      ({ state, attempt }) => `${state} ${attempt}`,
    )
  expect(await states()).toEqual(['delivered 2', 'dead 1'])
  expect(await query('select push_state::text, push_reason::text from feed_readers')).toEqual([
    { push_state: 'disabled', push_reason: 'gone' },
  ])
  await rest('PATCH', `/api/feed-readers/${id}`, { as, body: { pushState: 'on' } })
  expect((await rest('POST', `/api/feed-readers/${id}/push/replay`, { as })).body).toEqual({ replayed: 1 })
  const { docs } = (await rest('GET', '/api/outBox?sort=edition', { as })).body
  expect((await rest('POST', `/api/outBox/${docs[0].id}/replay`, { as })).body).toEqual({ replayed: 1 })
  clock.at = Date.now() + 1000
  while (await sendDue());
  expect(await states()).toEqual(['delivered 1', 'delivered 1'])
  expect((await rest('DELETE', `/api/feed-readers/${id}`, { as })).status).toBe(200)
  expect(await states()).toEqual([])
})

it('says so where the plugin is not there', () => {
  expect(() => createPushSender({ payload: project.payload, baseUrl: '' })).toThrow(
    /no plugin keeps its subscribers/,
  )
})

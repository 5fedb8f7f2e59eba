// The log of pushes: who is in trouble at a glance, and what is long over goes.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createPushSender, prunePushes } from '../../src/delivery/index.ts'
import { newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Receiver, startReceiver, status } from '../helpers/receiver.ts'
import { type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let admin: string
let receiver: Receiver
let subscriber: string
let outlet: string
beforeAll(async () => {
  process.env.PUSH_ALLOW_PRIVATE_TARGETS = 'true'
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  admin = await steps.token('admin@so-tttt')
  receiver = await startReceiver()
  outlet = (await steps.newOutlet({ channel: 'screen' })).id
  subscriber = (await newSubscriber(loa, { admin, code: 'nhat-ky', outlets: [outlet] })).id
  await loa.rest('POST', `/api/subscribers/${subscriber}/push/secret`, { as: admin })
  await loa.rest('PATCH', `/api/subscribers/${subscriber}`, { as: admin, body: { pushUrl: receiver.url } })
})
afterAll(async () => {
  await receiver.close()
  await loa.stop()
})

const summaryOf = async () => {
  const { body } = await loa.rest('GET', '/api/push-deliveries/summary', { as: admin })
  return body.subscribers.find(({ id }: any) => id === subscriber)
}
const publish = () => steps.itemAt({ stage: 'published', kind: 'led', title: 'Đẩy', outlets: [outlet] })
const send = () => createPushSender({ payload: loa.payload, baseUrl: 'https://tin.example.vn/v1' }).sendDue()

it('says how each subscriber is doing, to admins alone', async () => {
  expect(await summaryOf()).toMatchObject({
    isOn: true,
    waiting: 0,
    failing: 0,
    dead: 0,
    delivered: 0,
    last: null,
  })
  await publish()
  expect(await summaryOf()).toMatchObject({ waiting: 1, failing: 0 })
  receiver.reactions.push(status(503, {}, 'quá tải'))
  await send()
  const failing = await summaryOf()
  expect(failing).toMatchObject({ waiting: 0, failing: 1, last: { status: 503, answer: 'quá tải' } })
  await steps.query(`update push_deliveries set state = 'dead' where subscriber_id = $1`, [subscriber])
  expect(await summaryOf()).toMatchObject({ failing: 0, dead: 1 })
  // those in trouble come first
  const { body } = await loa.rest('GET', '/api/push-deliveries/summary', { as: admin })
  expect(body.subscribers[0].id).toBe(subscriber)
  const replayed = await loa.rest('POST', `/api/subscribers/${subscriber}/push/replay`, { as: admin })
  expect(replayed.body).toEqual({ replayed: 1 })
  await send()
  const done = await summaryOf()
  expect(done).toMatchObject({ dead: 0, delivered: 1 })
  expect(Date.now() - Date.parse(done.deliveredAt)).toBeLessThan(60_000)
  for (const as of [undefined, await steps.token('approver@so-tttt'), `Bearer ${loa.keyOf('portal-tinh')}`])
    expect(verdict(await loa.rest('GET', '/api/push-deliveries/summary', { as }))).toBe('403 forbidden')
})

it('keeps what came to its end for ninety days, and what was given up for good', async () => {
  await steps.query(`delete from push_deliveries`)
  await steps.query(
    `insert into push_deliveries (id, message, subscriber_id, edition, state, attempt, due_at, attempts)
     select gen_random_uuid(), 'msg_' || n, $1, n, (array['delivered', 'dropped', 'dead', 'waiting'])[n % 4 + 1]::enum_push_deliveries_state,
       1, now() - (case when n < 4000 then interval '91 days' else interval '89 days' end), '[]'
     from generate_series(0, 7999) n`,
    [subscriber],
  )
  const { payload } = loa
  const gone = await Promise.all([prunePushes({ payload }), prunePushes({ payload })])
  expect(gone[0] + gone[1]).toBe(2000)
  const left = await steps.query(
    `select state::text, count(*)::int as n from push_deliveries group by 1 order by 1`,
  )
  expect(Object.fromEntries(left.map(({ state, n }) => [state, n]))).toEqual({
    dead: 2000,
    delivered: 1000,
    dropped: 1000,
    waiting: 2000,
  })
  await steps.query(`delete from push_deliveries`)
})

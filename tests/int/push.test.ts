// Push over real HTTP: signed, in order, at least once, and an outbox that is committed with what it tells.
import { type ChildProcess, spawn } from 'node:child_process'
import path from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { verifyWebhook } from '../../src/client/index.ts'
import { createPushSender } from '../../src/delivery/index.ts'
import { deliveredChange } from '../../src/delivery/schema.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Reaction, type Received, type Receiver, startReceiver, status } from '../helpers/receiver.ts'
import { LEAK, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

const HOUR = 3_600_000
const baseUrl = 'https://tin.example.vn/v1'

let loa: Loa
let steps: Steps
let admin: string
const receivers: Receiver[] = []
beforeAll(async () => {
  process.env.PUSH_ALLOW_PRIVATE_TARGETS = 'true'
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  admin = await steps.token('admin@so-tttt')
})
afterEach(async () => {
  for (const receiver of receivers.splice(0)) await receiver.close()
  // what one test leaves behind is not the next one's
  await steps.query(`delete from push_deliveries`)
})
afterAll(() => loa.stop())

let count = 0
const rest = (method: string, address: string, body?: object) =>
  loa.rest(method, address, { as: admin, body })
/** A subscriber of one new outlet that is pushed to, with its secret and what it received. */
const newTarget = async () => {
  count += 1
  const receiver = await startReceiver()
  receivers.push(receiver)
  const outlet = (await steps.newOutlet({ channel: 'screen' })).id
  const made = await newSubscriber(loa, { admin, code: `nhan-day-${count}`, outlets: [outlet] })
  const { body } = await rest('POST', `/api/subscribers/${made.id}/push/secret`)
  const saved = await rest('PATCH', `/api/subscribers/${made.id}`, { pushUrl: receiver.url })
  expect(verdict(saved)).toBe('200 ok')
  return { ...made, outlet, receiver, secret: body.secret as string }
}
type Target = Awaited<ReturnType<typeof newTarget>>
const publish = (target: Target, title: string, more: Record<string, unknown> = {}) =>
  steps.itemAt({ stage: 'published', kind: 'led', title, outlets: [target.outlet], ...more })
/** A worker of its own, which is killed as soon as something has arrived. */
const workerKilledBy = async ({ receiver }: { receiver: Receiver }) => {
  let worker: ChildProcess | undefined
  receiver.reactions.push(() => worker?.kill('SIGKILL'))
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const now = spawn(process.execPath, ['--import', 'tsx', 'src/worker/index.ts'], {
      cwd: path.join(import.meta.dirname, '../..'),
      env: { ...process.env, DATABASE_URL: loa.databaseUrl, NODE_ENV: 'production' },
      stdio: 'ignore',
    })
    worker = now
    // as in processes.ts: Node 20's own, before anything of ours ran
    if ((await new Promise((done) => now.once('exit', done))) !== 13) return
  }
}

const rowsOf = (target: Target) =>
  steps.query(
    `select id, message, edition::int, state::text, attempt::int, due_at, status::int, attempts
     from push_deliveries where subscriber_id = $1 order by edition`,
    [target.id],
  )
/** A sender whose clock is the test's. */
const senderAt = ({ at = Date.now(), timeout }: { at?: number; timeout?: number } = {}) => {
  const clock = { at }
  const sender = createPushSender({
    payload: loa.payload,
    baseUrl,
    now: () => new Date(clock.at),
    timeout,
  })
  return { ...sender, clock }
}

describe('what is sent', () => {
  it('is the change as GET /changes gives it, signed with the secret that was shown once', async () => {
    const target = await newTarget()
    const [{ id: cover }] = await steps.query('select id from media order by created_at limit 1')
    const doc = await publish(target, 'Có ảnh', { cover })
    const { sendDue, clock } = senderAt()
    expect(await sendDue()).toBe(1)
    const { headers, body } = target.receiver.received[0] as Received
    const event = new Webhook(target.secret).verify(body, headers) as any
    expect(event.type).toBe('published')
    expect(Date.parse(event.timestamp)).toBeLessThanOrEqual(clock.at)
    deliveredChange.strict().parse(event.data)
    const { body: page } = await deliveryOf(loa).ask('/changes', { key: target.key })
    const [change] = JSON.parse(JSON.stringify(page.changes).replaceAll('http://delivery.test/v1', baseUrl))
    expect(event.data).toEqual(change)
    expect(event.data.item.cover.url).toMatch(/^https:\/\/tin\.example\.vn\/v1\/media\//)
    expect(headers['webhook-id']).toMatch(/^msg_[0-9a-f]{32}$/)
    expect(headers['content-type']).toBe('application/json; charset=utf-8')

    // withdrawn meanwhile: its content is given to nobody
    await steps.must('approver@so-tttt', 'retract', await publish(target, 'Rút lại'), { comment: 'Sai' })
    clock.at = Date.now()
    while (await sendDue());
    expect(target.receiver.received.map(({ data }) => [data.type, data.item?.title])).toEqual([
      ['published', 'Có ảnh'],
      ['published', undefined],
      ['retracted', undefined],
    ])
    expect(JSON.stringify(target.receiver.received)).not.toContain('Rút lại')
    expect(doc.id).toBe(event.data.id)
    expect((await rowsOf(target)).map(({ state, attempt, status }) => [state, attempt, status])).toEqual(
      Array(3).fill(['delivered', 1, 204]),
    )
    const sent = await steps.query(
      'select edition::int, sent_at is not null as sent, count::int from retrievals where subscriber_id = $1 order by edition',
      [target.id],
    )
    // the first edition was asked for besides, above
    expect(sent.map((one) => one.sent)).toEqual([true, true, true])
  })

  it('is nothing for who has no address or no secret, is off, or no longer reads the outlet', async () => {
    const target = await newTarget()
    await rest('PATCH', `/api/subscribers/${target.id}`, { pushState: 'disabled' })
    await publish(target, 'Tắt')
    await rest('PATCH', `/api/subscribers/${target.id}`, { pushState: 'on', pushUrl: '' })
    await publish(target, 'Không địa chỉ')
    expect(await rowsOf(target)).toEqual([])
    await rest('PATCH', `/api/subscribers/${target.id}`, { pushUrl: target.receiver.url })
    await publish(target, 'Không còn được đọc')
    const other = (await steps.newOutlet({ channel: 'screen' })).id
    await rest('PATCH', `/api/subscribers/${target.id}`, { outlets: [other] })
    await senderAt().sendDue()
    expect(target.receiver.received).toEqual([])
    expect((await rowsOf(target)).map(({ state }) => state)).toEqual(['dropped'])
  })

  it('is nothing when the transaction is rolled back, even at its COMMIT', async () => {
    const target = await newTarget()
    const doc = await steps.itemAt({
      stage: 'approved',
      kind: 'led',
      title: 'Không thành',
      outlets: [target.outlet],
    })
    await steps.query(`
      create function refuse_commit() returns trigger language plpgsql as
        $f$ begin raise exception 'refused at commit'; end $f$;
      create constraint trigger refuse_commit after insert on push_deliveries deferrable initially deferred
        for each row execute function refuse_commit()`)
    const refused = await steps.act('approver@so-tttt', 'publish', doc)
    await steps.query('drop function refuse_commit cascade')
    expect(refused.status).toBeGreaterThanOrEqual(500)
    expect(await rowsOf(target)).toEqual([])
    expect(await senderAt().sendDue()).toBe(0)
    await steps.must('approver@so-tttt', 'publish', doc)
    expect(await rowsOf(target)).toHaveLength(1)
  })
})

describe('a receiver in trouble', () => {
  const hang: Reaction = () => undefined
  const reset: Reaction = (_outgoing, incoming) => incoming.socket.resetAndDestroy()
  const trickle: Reaction = (outgoing) => outgoing.writeHead(500).write('Lỗi')
  const flood: Reaction = (outgoing) => {
    outgoing.writeHead(500)
    const timer = setInterval(() => outgoing.write('x'.repeat(65_536)), 1)
    outgoing.once('close', () => clearInterval(timer))
  }
  it.each([
    ['500', status(500, {}, 'Lỗi của cổng'), { status: 500, answer: 'Lỗi của cổng' }],
    ['302, not followed', status(302, { location: '/elsewhere' }), { status: 302, error: 'redirect' }],
    ['404', status(404), { status: 404 }],
    ['no answer', hang, { error: 'timeout' }],
    ['a reset', reset, { error: 'ECONNRESET' }],
    ['an answer that does not end', trickle, { status: 500, answer: 'Lỗi' }],
    ['an endless answer', flood, { status: 500, answer: 'x'.repeat(500) }],
    ['NUL in the answer', status(500, {}, 'a\0b'), { status: 500, answer: 'ab' }],
  ])('%s is recorded, and tried again with the same id', async (_name, reaction, expected) => {
    const target = await newTarget()
    target.receiver.reactions.push(reaction)
    await publish(target, 'Một')
    const { sendDue, clock } = senderAt({ timeout: 500 })
    const since = clock.at
    expect(await sendDue()).toBe(1)
    const [row] = await rowsOf(target)
    expect(row).toMatchObject({ state: 'waiting', attempt: 1, attempts: [expected] })
    expect(row.attempts[0]).toMatchObject({ at: new Date(since).toISOString(), ms: expect.any(Number) })
    const delay = row.due_at.getTime() - since
    expect(delay).toBeGreaterThanOrEqual(4500)
    expect(delay).toBeLessThanOrEqual(5500)
    expect(await sendDue()).toBe(0)
    clock.at += 5600
    expect(await sendDue()).toBe(1)
    const [first, second] = target.receiver.received
    expect(target.receiver.received).toHaveLength(2)
    expect(second?.id).toBe(first?.id)
    expect(await rowsOf(target)).toMatchObject([{ state: 'delivered', attempt: 2, status: 204 }])
  })

  it('that names a time is left alone until then', async () => {
    const target = await newTarget()
    target.receiver.reactions.push(status(429, { 'retry-after': '600' }), status(503, { 'retry-after': '9' }))
    await publish(target, 'Một')
    const { sendDue, clock } = senderAt()
    await sendDue()
    clock.at += 599_000
    expect(await sendDue()).toBe(0)
    clock.at += 1_000
    expect(await sendDue()).toBe(1)
    // its own schedule, five minutes by then, is longer
    clock.at += 260_000
    expect(await sendDue()).toBe(0)
    clock.at += 80_000
    expect(await sendDue()).toBe(1)
    expect(await rowsOf(target)).toMatchObject([{ state: 'delivered', attempt: 3 }])
  })

  it.each([500, 400, 301])('that names a time with %i is left alone until then', async (code) => {
    const target = await newTarget()
    target.receiver.reactions.push(status(code, { 'retry-after': '600' }))
    await publish(target, 'Một')
    const { sendDue, clock } = senderAt()
    await sendDue()
    clock.at += 599_000
    expect(await sendDue()).toBe(0)
    clock.at += 1_000
    expect(await sendDue()).toBe(1)
    expect(await rowsOf(target)).toMatchObject([{ state: 'delivered', attempt: 2 }])
  })

  it('that says 410 is pushed to no more, until an admin turns it on again', async () => {
    const target = await newTarget()
    target.receiver.reactions.push(status(410))
    await publish(target, 'Một')
    await publish(target, 'Hai')
    const { sendDue, clock } = senderAt()
    await sendDue()
    clock.at += 100 * HOUR
    expect(await sendDue()).toBe(0)
    await publish(target, 'Ba')
    const { body } = await rest('GET', `/api/subscribers/${target.id}`)
    expect(body).toMatchObject({ pushState: 'disabled', pushReason: 'gone' })
    expect((await rowsOf(target)).map(({ state }) => state)).toEqual(['dead', 'waiting'])
    const on = await rest('PATCH', `/api/subscribers/${target.id}`, { pushState: 'on' })
    expect(on.body.doc).toMatchObject({ pushState: 'on', pushReason: null })
    await sendDue()
    expect(target.receiver.received.map(({ data }) => data.item.title)).toEqual(['Một', 'Hai'])
  })

  it('holds up its own later changes alone, and after ten attempts each is given up', async () => {
    const [target, other] = [await newTarget(), await newTarget()]
    target.receiver.reactions.push(...Array.from({ length: 10 }, () => status(500)))
    await publish(target, 'Một')
    await publish(target, 'Hai')
    await publish(other, 'Của người khác')
    const { sendDue, clock } = senderAt()
    expect(await sendDue()).toBe(2)
    expect(other.receiver.received).toHaveLength(1)
    const delays = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400]
    for (const [index, seconds] of delays.entries()) {
      clock.at += seconds * 900 - 1
      expect(await sendDue(), `before ${index}`).toBe(0)
      clock.at += seconds * 200 + 2
      expect(await sendDue(), `after ${index}`).toBe(1)
    }
    expect(target.receiver.received.map(({ data }) => data.item.title)).toEqual(Array(10).fill('Một'))
    expect(new Set(target.receiver.received.map(({ id }) => id)).size).toBe(1)
    const [dead] = await rowsOf(target)
    expect(dead).toMatchObject({ state: 'dead', attempt: 10 })
    expect(dead.attempts).toHaveLength(10)
    expect(await sendDue()).toBe(1)
    expect(target.receiver.received.at(-1)?.data.item.title).toBe('Hai')

    // dead letters are listed, and sent again by request
    const { body } = await rest(
      'GET',
      `/api/push-deliveries?where[state][equals]=dead&where[subscriber][equals]=${target.id}`,
    )
    expect(body.docs).toMatchObject([{ id: dead.id, attempts: dead.attempts }])
    expect((await rest('POST', `/api/subscribers/${target.id}/push/replay`)).body).toEqual({ replayed: 1 })
    clock.at += 1
    expect(await sendDue()).toBe(1)
    expect(target.receiver.received.at(-1)).toMatchObject({ id: dead.message })
    expect((await rest('POST', `/api/push-deliveries/${dead.id}/replay`)).body).toEqual({ replayed: 1 })
    expect(await sendDue()).toBe(1)
    expect((await rowsOf(target)).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })
})

describe('several workers', () => {
  it('never send two changes of one subscriber at a time, nor one twice, and keep the order', async () => {
    const targets = [await newTarget(), await newTarget(), await newTarget()]
    for (const title of ['1', '2', '3', '4']) for (const target of targets) await publish(target, title)
    for (const { receiver } of targets)
      receiver.reactions.push(
        ...Array.from(
          { length: 4 },
          (): Reaction => (outgoing) => {
            setTimeout(() => outgoing.writeHead(200).end(), 30)
          },
        ),
      )
    const stop = new AbortController()
    const workers = Array.from({ length: 4 }, () =>
      createPushSender({ payload: loa.payload, baseUrl }).run(stop.signal),
    )
    const until = Date.now() + 30_000
    while (targets.some(({ receiver }) => receiver.received.length < 4) && Date.now() < until)
      await new Promise((done) => setTimeout(done, 20))
    stop.abort()
    await Promise.all(workers)
    for (const target of targets) {
      expect(target.receiver.received.map(({ data }) => data.item.title)).toEqual(['1', '2', '3', '4'])
      expect(target.receiver.most()).toBe(1)
      expect((await rowsOf(target)).map(({ state, attempt }) => `${state} ${attempt}`)).toEqual(
        Array(4).fill('delivered 1'),
      )
    }
  })

  it('a process that is killed between sending and recording: sent again, same id, nothing lost', async () => {
    const target = await newTarget()
    await publish(target, 'Một')
    await publish(target, 'Hai')
    await workerKilledBy(target)
    expect(target.receiver.received).toHaveLength(1)
    expect(await rowsOf(target)).toMatchObject([{ state: 'waiting', attempt: 0 }, { state: 'waiting' }])
    const { sendDue, clock } = senderAt()
    // the lease still holds
    expect(await sendDue()).toBe(0)
    clock.at += 11_000
    while (await sendDue());
    const titles = target.receiver.received.map(({ data }) => data.item.title)
    expect(titles).toEqual(['Một', 'Một', 'Hai'])
    expect(target.receiver.received[1]?.id).toBe(target.receiver.received[0]?.id)
    expect((await rowsOf(target)).map(({ state }) => state)).toEqual(['delivered', 'delivered'])
  })
})

describe('a lease', () => {
  const realSender = () => createPushSender({ payload: loa.payload, baseUrl })

  it('holds as long as its worker sends, though a receiver takes longer than the lease', async () => {
    const target = await newTarget()
    await publish(target, 'Chậm')
    target.receiver.reactions.push((outgoing) => setTimeout(() => outgoing.writeHead(204).end(), 13_000))
    const slow = realSender().sendDue()
    while (target.receiver.received.length === 0) await new Promise((done) => setTimeout(done, 20))
    const other = realSender()
    const end = Date.now() + 12_500
    while (Date.now() < end) {
      expect(await other.sendDue()).toBe(0)
      await new Promise((done) => setTimeout(done, 200))
    }
    expect(await slow).toBe(1)
    expect(target.receiver.received).toHaveLength(1)
    expect(await rowsOf(target)).toMatchObject([{ state: 'delivered', attempt: 1 }])
  }, 30_000)

  it('of a worker that is killed while it sends is over in ten seconds', async () => {
    const target = await newTarget()
    await publish(target, 'Một')
    await workerKilledBy(target)
    const died = performance.now()
    while ((await realSender().sendDue()) === 0) await new Promise((done) => setTimeout(done, 100))
    const seconds = (performance.now() - died) / 1000
    expect(seconds).toBeLessThan(12)
    expect(target.receiver.received).toHaveLength(2)
  }, 60_000)
})

describe('what may be seen and set', () => {
  it('a secret is shown once, and by no other way', async () => {
    const target = await newTarget()
    expect(target.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    const [{ push_secret: stored }] = await steps.query('select push_secret from subscribers where id = $1', [
      target.id,
    ])
    expect(stored).not.toContain(target.secret.slice(6, 20))
    const own = await loa.rest('GET', `/api/subscribers/${target.id}`, { as: `Bearer ${target.key}` })
    expect(own.status).toBe(200)
    for (const { body } of [await rest('GET', `/api/subscribers/${target.id}?showHiddenFields=true`), own])
      expect(JSON.stringify(body)).not.toMatch(/pushSecret|whsec_/)
    expect(own.body).not.toHaveProperty('pushUrl')
    const probing = await rest('GET', `/api/subscribers?where[pushSecret][like]=a`)
    expect(probing.status).toBeGreaterThanOrEqual(400)
    await rest('PATCH', `/api/subscribers/${target.id}`, { pushSecret: 'whsec_mine', pushReason: 'gone' })
    const [row] = await steps.query('select push_secret, push_reason from subscribers where id = $1', [
      target.id,
    ])
    expect(row).toEqual({ push_secret: stored, push_reason: null })
  })

  it('two secrets sign while one is changed, so that none of both sides has to be first', async () => {
    const target = await newTarget()
    const opens = (secret: string, { headers, body }: Received) =>
      verifyWebhook({ secret, headers, body }).then(
        ({ type }) => type,
        ({ code }) => code,
      )
    const next = async (title: string) => {
      await publish(target, title)
      const { sendDue } = senderAt()
      while (await sendDue());
      return target.receiver.received.at(-1) as Received
    }
    const address = `/api/subscribers/${target.id}/push/secret`
    const made = await rest('POST', address, { graceHours: 1 })
    expect(made.status).toBe(201)
    expect((await rest('GET', address)).body).toEqual({ hasSecret: true, oldUntil: made.body.oldUntil })
    expect(Date.parse(made.body.oldUntil) - Date.now()).toBeGreaterThan(3_500_000)
    const both = await next('Hai chữ ký')
    expect(both.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/)
    expect(await opens(made.body.secret, both)).toBe('published')
    expect(await opens(target.secret, both)).toBe('published')
    const other = await rest('POST', `/api/subscribers/${(await newTarget()).id}/push/secret`)
    expect(await opens(other.body.secret, both)).toBe('bad-signature')

    await steps.query(
      `update subscribers set push_old_secret_until = now() - interval '1 second' where id = $1`,
      [target.id],
    )
    const after = await next('Một chữ ký')
    expect(await opens(made.body.secret, after)).toBe('published')
    expect(await opens(target.secret, after)).toBe('bad-signature')

    // where a secret got known, the old one ends at once
    const known = await rest('POST', address, { graceHours: 0 })
    expect(known.body.oldUntil).toBeNull()
    expect((await rest('GET', address)).body).toEqual({ hasSecret: true, oldUntil: null })
    const last = await next('Khóa lộ')
    expect(await opens(known.body.secret, last)).toBe('published')
    expect(await opens(made.body.secret, last)).toBe('bad-signature')
    for (const graceHours of [-1, 2161, 'x'])
      expect(verdict(await rest('POST', address, { graceHours }))).toBe('400 invalid')
    const shown = await rest('GET', `/api/subscribers/${target.id}?showHiddenFields=true`)
    expect(JSON.stringify(shown.body)).not.toMatch(/pushOldSecret"|whsec_/)
  })

  it('only admins make secrets, replay and read deliveries', async () => {
    const target = await newTarget()
    await publish(target, 'Một')
    const [row] = await rowsOf(target)
    const asks = [
      ['GET', `/api/subscribers/${target.id}/push/secret`],
      ['POST', `/api/subscribers/${target.id}/push/secret`],
      ['POST', `/api/subscribers/${target.id}/push/replay`],
      ['POST', `/api/push-deliveries/${row.id}/replay`],
      ['GET', '/api/push-deliveries'],
    ] as const
    for (const as of [undefined, await steps.token('approver@so-tttt'), `Bearer ${target.key}`])
      for (const [method, address] of asks)
        expect((await loa.rest(method, address, { as })).status, address).toBe(403)
    for (const id of ['1', 'x', crypto.randomUUID()])
      for (const address of [
        `subscribers/${id}/push/secret`,
        `subscribers/${id}/push/replay`,
        `push-deliveries/${id}/replay`,
      ]) {
        const answer = await rest('POST', `/api/${address}`)
        expect(`${address} ${verdict(answer)}`).toBe(`${address} 404 not-found`)
        expect(JSON.stringify(answer.body)).not.toMatch(LEAK)
      }
    for (const pushUrl of ['x', 'ftp://a.vn', 'https://a:b@c.vn', `https://a.vn/${'x'.repeat(2000)}`]) {
      const answer = await rest('PATCH', `/api/subscribers/${target.id}`, { pushUrl })
      expect(`${pushUrl.slice(0, 20)} ${verdict(answer)}`).toBe(`${pushUrl.slice(0, 20)} 400 invalid`)
    }
    // one that goes takes its deliveries along
    expect((await rest('DELETE', `/api/subscribers/${target.id}`)).status).toBe(200)
    expect(await rowsOf(target)).toEqual([])
  })
})

// What an operator sees of the three processes: one line of JSON a request, its id there and back, and metrics.
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Application, startApplication } from '../helpers/application.ts'
import { createPart, type Part } from '../helpers/processes.ts'

let app: Application
let worker: Part
let key: string
beforeAll(async () => {
  app = await startApplication({ contents: 'demo' })
  key = app.keyOf('portal-dinh-hoa')
  worker = await createPart({ kind: 'worker', name: 'worker' })
  await worker.start({
    DATABASE_URL: app.databaseUrl,
    DATA_DIR: app.dataDir,
    WORKER_PORT: worker.port,
    PUBLIC_URL: app.cms,
  })
}, 300_000)
afterAll(async () => {
  await worker?.stop()
  await app?.stop()
})

/** Not fetch, which sends no header that a proxy would. */
const ask = (address: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number; headers: Record<string, unknown>; text: string }>((done, fail) => {
    request(address, { headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, text }))
    })
      .on('error', fail)
      .end()
  })

const linesOf = (text: string) =>
  text.split('\n').flatMap((line): any[] => {
    try {
      return [JSON.parse(line)]
    } catch {
      return []
    }
  })

const lineOf = async (requestId: string) => {
  for (let n = 0; n < 100; n += 1) {
    const found = linesOf(app.output()).find((line) => line.requestId === requestId && line.path)
    if (found) return found
    await sleep(50)
  }
  throw new Error(`no line of ${requestId}\n${app.output()}`)
}

it.each([
  ['cms', () => `${app.cms}/api/items?where[title][equals]=giau-kin`, '/api/items'],
  ['delivery', () => `${app.delivery}/v1/items?q=giau-kin`, '/v1/items'],
])(
  '%s writes one line a request, with the id that came and without the query',
  async (name, address, path) => {
    const id = `thu-nghiem-${name}-0001`
    const answer = await ask(address(), { 'x-request-id': id, authorization: `Bearer ${key}` })
    expect(answer.headers['x-request-id']).toBe(id)
    const line = await lineOf(id)
    expect(line).toMatchObject({
      level: 'info',
      name,
      msg: 'request',
      method: 'GET',
      path,
      status: answer.status,
    })
    expect(Date.parse(line.time)).toBeGreaterThan(Date.now() - 60_000)
    expect(line.ms).toBeGreaterThan(0)
    expect(app.output()).not.toContain('giau-kin')
    expect(app.output()).not.toContain(key)
  },
)

it('answers a request without an id, or with a bad one, with a new id', async () => {
  for (const given of [{}, { 'x-request-id': '{"level":"fatal"}' }] as Record<string, string>[])
    for (const address of [`${app.cms}/api/users/me`, `${app.delivery}/v1/items`])
      expect((await ask(address, given)).headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
})

it('writes nothing of probes that are well', async () => {
  await ask(`${app.delivery}/readyz`, { 'x-request-id': 'probe-0001' })
  await ask(`${app.delivery}/v1/items`, { 'x-request-id': 'after-probe-0001' })
  await lineOf('after-probe-0001')
  expect(app.output()).not.toContain('"probe-0001"')
})

it('writes nothing of a poll that brought nothing new, unless it has an id of its own', async () => {
  const address = `${app.delivery}/v1/items?limit=2`
  const headers = { authorization: `Bearer ${key}`, 'accept-encoding': 'identity' }
  const tag = String((await ask(address, headers)).headers.etag)
  const poll = (more: Record<string, string>) => ask(address, { ...headers, 'if-none-match': tag, ...more })
  const of304 = () =>
    linesOf(app.output()).filter(({ name, status }) => name === 'delivery' && status === 304).length
  const before = of304()
  const silent = await poll({})
  expect([silent.status, silent.headers['x-request-id']]).toEqual([304, undefined])
  const told = await poll({ 'x-request-id': 'nothing-new-0001' })
  expect([told.status, told.headers['x-request-id']]).toEqual([304, 'nothing-new-0001'])
  expect(await lineOf('nothing-new-0001')).toMatchObject({ path: '/v1/items', status: 304 })
  expect(of304()).toBe(before + 1)
})

describe('/metrics', () => {
  const places: [string, () => string, RegExp][] = [
    ['cms', () => app.cms, /loa_cms_requests_total\{area="api",method="GET",status="\d+"\} [1-9]/],
    ['delivery', () => app.delivery, /loa_delivery_requests_total\{.*\} [1-9]/],
    [
      'worker',
      () => worker.address,
      /loa_worker_task_succeeded_timestamp_seconds\{task="looking for due items"\} [1-9]/,
    ],
  ]
  it.each(places)('of %s is for who asks from this machine', async (_, base, expected) => {
    const { status, text } = await ask(`${base()}/metrics`)
    expect(status).toBe(200)
    expect(text).toMatch(expected)
    expect(text).toMatch(/process_cpu_seconds_total/)
    expect(text).toMatch(/_pool_connections\{pool="primary",state="idle"\}/)
  })
  it.each(places)('of %s is not there for who came through a proxy', async (_, base) => {
    for (const header of ['x-forwarded-for', 'forwarded', 'via'])
      expect((await ask(`${base()}/metrics`, { [header]: '203.0.113.7' })).status).toBe(404)
    expect((await ask(`${base()}/metrics`, { 'x-forwarded-for': '1', 'x-loa-forwarded': 'no' })).status).toBe(
      404,
    )
  })
})

it('the worker tells how it is', async () => {
  expect((await ask(`${worker.address}/healthz`)).status).toBe(200)
  expect((await ask(`${worker.address}/readyz`)).status).toBe(200)
  expect((await ask(`${worker.address}/else`)).status).toBe(404)
})

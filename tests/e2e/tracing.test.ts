// Traces, sent to a real receiver of OTLP over HTTP; and nothing of OpenTelemetry in a process that is not told where to.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Application, startApplication } from '../helpers/application.ts'

type Attributes = Record<string, unknown>
type Told = {
  service: string
  name: string
  traceId: string
  spanId: string
  parentSpanId?: string
  attributes: Attributes
}

const told: Told[] = []
const attributesOf = (list: { key: string; value: Record<string, unknown> }[] = []): Attributes =>
  Object.fromEntries(list.map(({ key, value }) => [key, Object.values(value)[0]]))

let receiver: Server
let application: Application
beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request.setEncoding('utf8')) text += chunk
    if (request.url === '/v1/traces')
      for (const { resource, scopeSpans } of JSON.parse(text).resourceSpans)
        for (const { spans } of scopeSpans)
          for (const { attributes, ...span } of spans)
            told.push({
              ...span,
              attributes: attributesOf(attributes),
              service: attributesOf(resource.attributes)['service.name'],
            })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const { port } = receiver.address() as AddressInfo
  const settings = {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_BSP_SCHEDULE_DELAY: '200',
  }
  application = await startApplication({
    contents: 'demo',
    hasWorker: true,
    settings: { cms: settings, delivery: settings, worker: settings },
  })
}, 180_000)
afterAll(async () => {
  await application?.stop()
  receiver?.closeAllConnections()
  receiver?.close()
})

const REQUEST = 'yeu-cau-thu-12345'
const CALLER = 'b7ad6b7169203331'
const ask = async (address: string, trace: string, headers: Record<string, string>) => {
  const response = await fetch(address, {
    headers: { ...headers, traceparent: `00-${trace}-${CALLER}-01`, 'x-request-id': REQUEST },
  })
  await response.text()
  return response.status
}
const until = async (check: () => boolean) => {
  const end = Date.now() + 20_000
  while (!check()) {
    if (Date.now() > end) throw new Error(`never: ${check}\n${JSON.stringify(told.slice(-20), null, 1)}`)
    await sleep(100)
  }
}

it.each([
  ['loa-cms', '0af7651916cd43dd8448eb211c80319c', () => `${application.cms}/api/themes?limit=1`],
  ['loa-delivery', '1af7651916cd43dd8448eb211c80319d', () => `${application.delivery}/v1/items?limit=3`],
])(
  '%s tells of a request and its statements, in the trace of its caller',
  async (service, trace, address) => {
    const headers = { authorization: `Bearer ${application.keyOf('portal-dinh-hoa')}` }
    await ask(address(), trace, headers)
    const request = () => told.find((one) => one.traceId === trace && one.parentSpanId === CALLER)
    const statements = () =>
      told.filter((one) => one.traceId === trace && one.parentSpanId === request()?.spanId)
    await until(() => statements().length > 0)
    expect(request()).toMatchObject({ service, name: 'GET' })
    expect(request()?.attributes).toMatchObject({ 'loa.request_id': REQUEST })
    expect(Number(request()?.attributes['http.response.status_code'])).toBeGreaterThanOrEqual(200)
    for (const { attributes } of statements()) {
      expect(attributes['db.system.name']).toBe('postgresql')
      expect(String(attributes['db.query.text'])).not.toContain('loa_')
    }
  },
)

it('a request that came without an id is told of with the one it was answered with', async () => {
  const trace = '2af7651916cd43dd8448eb211c80319e'
  const response = await fetch(`${application.delivery}/v1/items?limit=4`, {
    headers: {
      authorization: `Bearer ${application.keyOf('portal-dinh-hoa')}`,
      traceparent: `00-${trace}-${CALLER}-01`,
    },
  })
  await response.text()
  const request = () => told.find((one) => one.traceId === trace && one.parentSpanId === CALLER)
  await until(() => request() !== undefined)
  expect(request()?.attributes['loa.request_id']).toBe(response.headers.get('x-request-id'))
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
})

it('the worker tells of its tasks', async () => {
  const task = () => told.find((one) => one.service === 'loa-worker' && one.name === 'looking for due items')
  await until(() => told.some(({ parentSpanId }) => parentSpanId && parentSpanId === task()?.spanId))
  expect(task()?.attributes['loa.request_id']).toMatch(/^[0-9a-f-]{36}$/)
})

it('no key and no other secret is among what is told', () => {
  const all = JSON.stringify(told)
  expect(all).not.toContain(application.keyOf('portal-dinh-hoa'))
  expect(all).not.toContain(application.account('admin', 'so-tttt').password)
})

it('unset, nothing of it is loaded', async () => {
  const script = `
    const { createRequire } = await import('node:module')
    const { startTracing, tracing } = await import('./src/tracing/index.ts')
    await startTracing('loa')
    const loaded = Object.keys(createRequire(import.meta.url).cache).filter((one) => one.includes('@opentelemetry'))
    console.log(JSON.stringify([loaded.length, tracing() === undefined]))`
  const countOf = async (env: Record<string, string>) => {
    const args = ['--import', 'tsx', '--input-type=module', '-e', script]
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: { ...process.env, ...env } })
    return JSON.parse(stdout)
  }
  expect(await countOf({ OTEL_EXPORTER_OTLP_ENDPOINT: '' })).toEqual([0, true])
  const [loaded, isNothing] = await countOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' })
  expect(loaded).toBeGreaterThan(0)
  expect(isNothing).toBe(false)
})

// deploy/haproxy.cfg before a real delivery server, with addresses of this machine in place of the containers'.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freshDatabase } from '../helpers/database.ts'
import { createPart, type Part } from '../helpers/processes.ts'

const program = ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy'].find((file) => {
  try {
    return execFileSync(file, ['-v']).length > 0
  } catch {
    return false
  }
})

// not installed: apt-get install haproxy
describe.skipIf(!program)('the proxy of the compose file', () => {
  let folder: string
  let proxy: ChildProcess
  let delivery: Part
  let address: string
  let key: string
  let logged = ''
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'loa-proxy-'))
    const { url, dataDir } = await freshDatabase('demo')
    const { subscribers } = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8'))
    key = subscribers.find(({ outlet }: { outlet: string }) => outlet === 'portal-dinh-hoa').key
    delivery = await createPart({ kind: 'delivery', name: 'delivery' })
    const [forCms, forDelivery] = await Promise.all([
      createPart({ kind: 'cms', name: 'port' }),
      createPart({ kind: 'delivery', name: 'port' }),
    ])
    address = forDelivery.address
    await delivery.start({
      DATABASE_URL: url,
      DATA_DIR: dataDir,
      DELIVERY_PORT: delivery.port,
      HOST: '127.0.0.1',
      METRICS_TOKEN: 'a-token',
    })
    const shipped = await readFile(path.join(import.meta.dirname, '../../deploy/haproxy.cfg'), 'utf8')
    const file = path.join(folder, 'haproxy.cfg')
    await writeFile(
      file,
      shipped
        .replace('bind :3000', `bind 127.0.0.1:${forCms.port}`)
        .replace('bind :3001', `bind 127.0.0.1:${forDelivery.port}`)
        .replace('delivery:3001', `127.0.0.1:${delivery.port}`),
    )
    proxy = spawn(String(program), ['-f', file], { stdio: ['ignore', 'pipe', 'ignore'] })
    proxy.stdout?.on('data', (chunk) => {
      logged += chunk
    })
    for (let n = 0; n < 100 && !(await fetch(`${address}/readyz`).catch(() => null))?.ok; n += 1)
      await sleep(100)
  }, 120_000)
  afterAll(async () => {
    proxy?.kill()
    await delivery?.stop()
    await rm(folder, { recursive: true, force: true })
  })

  const ask = (at: string, headers: Record<string, string> = {}) =>
    fetch(address + at, { headers: { authorization: `Bearer ${key}`, ...headers } })

  it('finds the copy ready, and goes on finding it so', async () => {
    expect((await ask('/v1/items')).status).toBe(200)
    // two checks later
    await sleep(5000)
    expect((await ask('/v1/items')).status).toBe(200)
  }, 20_000)

  it('keeps /metrics inside, and anything but the API', async () => {
    for (const at of ['/metrics', '/healthz', '/', '/v1x'])
      expect(`${at} ${(await ask(at, { authorization: 'Bearer a-token' })).status}`).toBe(`${at} 404`)
    expect(
      (await fetch(`${delivery.address}/metrics`, { headers: { authorization: 'Bearer a-token' } })).status,
    ).toBe(200)
  })

  it('gives each request an id of its own, whatever the caller says', async () => {
    const id = (await ask('/v1/items', { 'x-request-id': 'chosen-by-the-caller' })).headers.get(
      'x-request-id',
    )
    expect(id).toMatch(/^[0-9a-f-]{36}$/)
  })

  it('logs each request by its id, without its address', async () => {
    const id = (await ask('/v1/items?q=giau-kin')).headers.get('x-request-id')
    await ask('/leader/giau-kin')
    for (let n = 0; n < 100 && !(logged.includes(String(id)) && / 404 .* GET /.test(logged)); n += 1)
      await sleep(50)
    expect(logged.split('\n').find((line) => line.includes(String(id)))).toMatch(
      / delivery\/\S+ .* 200 .* GET /,
    )
    expect(logged).toMatch(/ 404 .* GET /)
    expect(logged).not.toContain('giau-kin')
    expect(logged).not.toContain('/v1')
  })
})

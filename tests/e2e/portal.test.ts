// The sample portal as a reader sees it: a process of its own beside the real delivery API, in a browser.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPushSender } from '../../src/delivery/index.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, type Steps, stepsOf } from '../helpers/steps.ts'

const PICTURES = path.join(import.meta.dirname, '../../test-output/screenshots')
const EVIL = '<script>window.broken = true</script> “Định Hóa” & <b>x</b>'

let loa: Loa
let steps: Steps
let delivery: ReturnType<typeof deliveryOf>
let server: Server
let apiPort: number
let browser: Browser
let page: Page
let directory: string
let portal: ChildProcess
let address: string
let outlet: string
let subscriber: Awaited<ReturnType<typeof newSubscriber>>
let secret = ''
let output = ''
const receipts: any[] = []
const complaints: string[] = []
const docs: Record<string, Doc> = {}

const listen = async (port = 0) => {
  const answer = async (request: Request) => {
    if (new URL(request.url).pathname === '/v1/receipts') receipts.push(await request.clone().json())
    return delivery.app.fetch(request)
  }
  server = createServer(getRequestListener(answer)).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
const goDown = () => {
  server.closeAllConnections()
  server.close()
}
const startPortal = async (port = '0') => {
  portal = spawn(process.execPath, ['--import', 'tsx', 'src/client/example/index.ts'], {
    env: {
      ...process.env,
      LOA_API: `http://127.0.0.1:${apiPort}/v1`,
      LOA_KEY: subscriber.key,
      LOA_HOOK_SECRET: secret,
      PORTAL_DIR: directory,
      PORTAL_PORT: port,
      PORTAL_URL: 'https://dinhhoa.example.vn',
      PORTAL_NAME: 'Cổng thông tin xã Định Hóa',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  for (const stream of [portal.stdout, portal.stderr])
    stream?.on('data', (chunk) => {
      output += chunk
    })
  const since = output.length
  await until(() => /listens on \S+/.test(output.slice(since)))
  address = /listens on (\S+)/.exec(output.slice(since))?.[1] ?? ''
}
const stopPortal = async (signal: 'SIGTERM' | 'SIGKILL') => {
  const exited = once(portal, 'exit')
  portal.kill(signal)
  await exited
}
const until = async (check: () => boolean | Promise<boolean>) => {
  const deadline = Date.now() + 30_000
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`never came: ${check}\n${output}`)
    await new Promise((done) => setTimeout(done, 50))
  }
}
const text = async () => (await fetch(address)).text()
const shows = (words: string) => until(async () => (await text()).includes(words))
const hides = (words: string) => until(async () => !(await text()).includes(words))
const publish = (title: string, more: Record<string, unknown> = {}) =>
  steps.itemAt({ stage: 'published', kind: 'led', title, outlets: [outlet], ...more })

beforeAll(async () => {
  process.env.PUSH_ALLOW_PRIVATE_TARGETS = 'true'
  directory = await mkdtemp(path.join(tmpdir(), 'loa-portal-'))
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  delivery = deliveryOf(loa)
  apiPort = await listen()
  outlet = (await steps.newOutlet({ channel: 'screen' })).id
  const admin = await steps.token('admin@so-tttt')
  subscriber = await newSubscriber(loa, { admin, code: 'cong-mau', outlets: [outlet] })
  const media = await steps.query('select id from media order by created_at limit 4')
  const titles = [
    'Xã Định Hóa mở lớp kỹ năng số',
    'Bản đồ điểm tiếp nhận hồ sơ trực tuyến',
    EVIL,
    'Lịch trực tuần này',
  ]
  for (const [index, title] of titles.entries())
    docs[title] = await publish(title, { cover: media[index]?.id, summary: `Tóm tắt của bài ${index + 1}.` })
  await startPortal()
  browser = await launchBrowser()
  page = await (
    await browser.newContext({ locale: 'vi-VN', viewport: { width: 1440, height: 900 } })
  ).newPage()
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('request', (request) => {
    if (!request.url().startsWith(address)) complaints.push(request.url())
  })
}, 240_000)
afterAll(async () => {
  await browser?.close()
  portal?.kill('SIGKILL')
  goDown()
  await delivery.app.close()
  await loa.stop()
  await rm(directory, { recursive: true, force: true })
})

describe('the sample portal', { timeout: 120_000 }, () => {
  it('shows what is live on its outlet, with pictures, and runs nothing that it was sent', async () => {
    for (const title of ['Xã Định Hóa', 'Bản đồ', 'Lịch trực']) await shows(title)
    await page.goto(address)
    expect(await page.title()).toBe('Cổng thông tin xã Định Hóa')
    expect(await page.locator('h2').count()).toBe(4)
    expect(await page.locator('h2', { hasText: EVIL }).count()).toBe(1)
    expect(await page.evaluate('window.broken')).toBeUndefined()
    await mkdir(PICTURES, { recursive: true })
    for (const width of [1440, 390]) {
      await page.setViewportSize({ width, height: 900 })
      for (const image of await page.locator('img').all()) {
        expect(await image.evaluate((one: any) => one.complete && one.naturalWidth > 0)).toBe(true)
      }
      expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true)
      await page.screenshot({ path: path.join(PICTURES, `portal-${width}.png`) })
    }
    await page.getByRole('link', { name: 'Xã Định Hóa mở lớp kỹ năng số' }).click()
    await page.getByRole('heading', { level: 1, name: 'Xã Định Hóa mở lớp kỹ năng số' }).waitFor()
    expect(await page.locator('article img').first().getAttribute('alt')).not.toBe('')
    await page.screenshot({ path: path.join(PICTURES, 'portal-item-390.png') })
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.screenshot({ path: path.join(PICTURES, 'portal-item-1440.png') })
    expect(complaints).toEqual([])
  })

  it('has a policy that allows no script, and gives only pictures it shows', async () => {
    const policy = (await fetch(address)).headers.get('content-security-policy')
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/script-src|unsafe/)
    for (const bad of [
      '/anh/x.jpg',
      '/anh/..%2F..%2Fitems.json',
      '/tin/x',
      '/tin/__proto__',
      '/%',
      '/items.json',
    ])
      expect((await fetch(`${address}${bad}`)).status, bad).toBe(404)
  })

  it('tells where it shows each edition', async () => {
    await until(() => new Set(receipts.map(({ id }) => id)).size === 4)
    const { id = '' } = docs['Lịch trực tuần này'] ?? {}
    expect(receipts.find((one) => one.id === id)).toEqual({
      id,
      edition: expect.any(Number),
      url: `https://dinhhoa.example.vn/tin/${id}`,
      publishedAt: expect.stringMatching(/^\d{4}-.*Z$/),
    })
  })

  it('takes off what is withdrawn', async () => {
    await steps.must('approver@so-tttt', 'retract', docs[EVIL] as Doc, { comment: 'Sai' })
    await hides('window.broken')
    expect((await fetch(`${address}/tin/${docs[EVIL]?.id}`)).status).toBe(404)
  })

  it('goes on showing what it has while we are away, says so, and catches up', async () => {
    goDown()
    await publish('Tin trong lúc gián đoạn')
    await shows('tạm gián đoạn')
    await page.goto(address)
    await page.getByRole('status').waitFor()
    for (const image of await page.locator('img').all())
      expect(await image.evaluate((one: any) => one.complete && one.naturalWidth > 0)).toBe(true)
    await listen(apiPort)
    await shows('Tin trong lúc gián đoạn')
    await hides('tạm gián đoạn')
  })

  it('goes on where it was after it was killed', async () => {
    await stopPortal('SIGKILL')
    await publish('Tin trong lúc cổng tắt')
    await startPortal()
    await shows('Tin trong lúc cổng tắt')
    await shows('Xã Định Hóa')
  })

  it('reads the feed when a push of ours comes, and takes no other', async () => {
    await stopPortal('SIGTERM')
    const admin = await steps.token('admin@so-tttt')
    const made = await loa.rest('POST', `/api/subscribers/${subscriber.id}/push/secret`, { as: admin })
    secret = made.body.secret
    await startPortal()
    const saved = await loa.rest('PATCH', `/api/subscribers/${subscriber.id}`, {
      as: admin,
      body: { pushUrl: `${address}/hook` },
    })
    expect(saved.status).toBe(200)
    // it has read the feed, and now rests until somebody rings
    await shows('Tin trong lúc cổng tắt')
    await new Promise((done) => setTimeout(done, 500))
    await publish('Tin được đẩy tới')
    const sender = createPushSender({ payload: loa.payload, baseUrl: `http://127.0.0.1:${apiPort}/v1` })
    const since = Date.now()
    expect(await sender.sendDue()).toBe(1)
    await shows('Tin được đẩy tới')
    expect(Date.now() - since).toBeLessThan(30_000)
    const [row] = await steps.query('select state::text, status::int from push_deliveries')
    expect(row).toEqual({ state: 'delivered', status: 204 })
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(Math.floor(Date.now() / 1000)) }
    const forged = await fetch(`${address}/hook`, {
      method: 'POST',
      headers: { ...headers, 'webhook-signature': 'v1,AAAA' },
      body: '{}',
    })
    expect(`${forged.status} ${await forged.text()}`).toBe('400 bad-signature')
    const huge = await fetch(`${address}/hook`, { method: 'POST', headers, body: 'x'.repeat(2_100_000) })
    expect(huge.status).toBe(413)
    expect(complaints).toEqual([])
  })
})

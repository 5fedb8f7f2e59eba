// A screen in a real browser: it shows its loop, goes on when the network is cut and after it was switched off and on,
// and lets what is urgent go first.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchBrowser } from '../helpers/browser.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { clip, upload } from '../helpers/files.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let browser: Browser
let server: Server
let player: string
const asked: string[] = []
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  browser = await launchBrowser()
  const listener = getRequestListener(deliveryOf(loa).app.fetch)
  server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.referer ?? ''}`)
    void listener(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  // a service worker needs a secure place, which localhost is
  player = `http://localhost:${(server.address() as AddressInfo).port}/v1/player`
})
afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  await loa?.stop()
})

const shows = (page: Page, { id }: Doc) =>
  page.waitForSelector(`html[data-shows="${id}"]`, { timeout: 30_000 })

it('keeps playing without a network, and begins again without one', async () => {
  const outlet = await steps.newOutlet({ channel: 'screen', screen: { stillSeconds: 3 } })
  const admin = await steps.token('admin@so-tttt')
  const { key, id: subscriber } = await newSubscriber(loa, { admin, code: 'man-hinh', outlets: [outlet.id] })
  const bytes = await sharp({ create: { width: 1920, height: 1080, channels: 3, background: '#0b6e4f' } })
    .png()
    .toBuffer()
  const { body } = await upload(loa, {
    as: await steps.token('reporter@so-tttt'),
    bytes,
    name: 'xanh.png',
    fields: { alt: 'Nền xanh' },
  })
  const led = (title: string, more: object = {}) =>
    steps.itemAt({ stage: 'published', kind: 'led', title, outlets: [outlet.id], ...more })
  const picture = await led('Ảnh xanh', { cover: body.doc.id })
  const words = await led('Nộp hồ sơ trực tuyến, không phải chờ')

  const context = await browser.newContext({ viewport: { width: 960, height: 540 } })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) problems.push(message.text())
  })
  await page.goto(`${player}#key=${key}`)
  await shows(page, picture)
  expect(page.url()).toBe(player)
  // it fills the screen, and is our picture
  expect(
    await page.locator('#stage img').evaluate((image: HTMLImageElement) => [image.naturalWidth, image.alt]),
  ).toEqual([1920, 'Nền xanh'])
  await shows(page, words)
  const caption = page.locator('#stage p')
  expect(await caption.textContent()).toBe('Nộp hồ sơ trực tuyến, không phải chờ')
  const height = await caption.evaluate((one) => Number.parseFloat(getComputedStyle(one).fontSize))
  expect(height).toBeGreaterThan(40)
  // the key is in no address and in no referrer
  expect(asked.join('\n')).not.toContain(key)

  await context.setOffline(true)
  for (const doc of [picture, words, picture]) await shows(page, doc)
  // switched off and on again, still without a network
  await page.close()
  const again = await context.newPage()
  await again.goto(player)
  for (const doc of [picture, words]) await shows(again, doc)
  await again.waitForSelector('html[data-network="off"]', { timeout: 20_000 })

  await context.setOffline(false)
  const urgent = await led('Khẩn: nước sông Cầu lên nhanh', { priority: 'urgent' })
  await shows(again, urgent)
  await again.waitForTimeout(7000)
  expect(await again.locator('html').getAttribute('data-shows')).toBe(urgent.id)
  await steps.must('approver@so-tttt', 'retract', await steps.latest(urgent.id), { comment: 'Đã qua' })
  await shows(again, picture)

  // a key that ends takes everything with it
  await loa.rest('PATCH', `/api/subscribers/${subscriber}`, { as: admin, body: { isActive: false } })
  await again.waitForSelector('#enter:not([hidden])', { timeout: 30_000 })
  expect(await again.locator('#note').textContent()).not.toBe('')
  expect(
    await again.evaluate(() => [Object.keys(localStorage), document.querySelectorAll('#stage *').length]),
  ).toEqual([[], 0])
  expect(problems).toEqual([])
  await context.close()
}, 180_000)

it('says in words what it cannot show, for as long as it was to be there', async () => {
  const outlet = await steps.newOutlet({ channel: 'screen', screen: { stillSeconds: 3 } })
  const admin = await steps.token('admin@so-tttt')
  const { key } = await newSubscriber(loa, { admin, code: 'man-hinh-hong', outlets: [outlet.id] })
  const { body } = await upload(loa, {
    as: await steps.token('reporter@so-tttt'),
    bytes: await clip({ seconds: 4 }),
    name: 'hong.mp4',
    fields: { alt: 'Clip thử' },
  })
  const doc = await steps.itemAt({
    stage: 'published',
    kind: 'led',
    title: 'Clip hỏng',
    outlets: [outlet.id],
    screen: { visual: body.doc.id, caption: 'Nộp hồ sơ tại nhà' },
  })
  const context = await browser.newContext({ viewport: { width: 960, height: 540 } })
  const page = await context.newPage()
  await page.goto(`${player}#key=${key}`)
  await shows(page, doc)
  await page.getByText('Nộp hồ sơ tại nhà').waitFor({ timeout: 10_000 })
  // it is the only one, and comes again after its seconds; before, hundreds of times in them
  const tries = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        let count = 0
        new MutationObserver((changes) => {
          for (const { addedNodes } of changes)
            for (const node of addedNodes) if (node.nodeName === 'VIDEO') count += 1
        }).observe(document.querySelector('#stage') as Element, { childList: true })
        setTimeout(() => done(count), 6000)
      }),
  )
  expect(tries).toBeGreaterThan(0)
  expect(tries).toBeLessThan(3)
  await context.close()
}, 60_000)

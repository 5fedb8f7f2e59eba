// What browsers are told with every answer of the running application; that the admin panel works under its policy; who is asked
// for when passwords are guessed; and that no secret is ever printed.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Application, startApplication } from '../helpers/application.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { hydrated, sitDown } from './person.ts'

let application: Application
/** What must never be printed. */
const secrets: string[] = []

beforeAll(async () => {
  application = await startApplication({ contents: 'demo', hasWorker: true })
}, 240_000)
afterAll(async () => {
  await application?.stop()
})

const post = (address: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

describe('headers', () => {
  it('of a page: a policy with a nonce of its own, no frame, nothing asked of the machine', async () => {
    const ask = () => fetch(`${application.cms}/admin/login`)
    const [one, two] = [await ask(), await ask()]
    const policy = one.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/default-src 'none'/)
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/)
    expect(policy).toMatch(/frame-ancestors 'none'/)
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(policy).not.toBe(two.headers.get('content-security-policy'))
    const html = await one.text()
    const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag)
    expect(scripts.length).toBeGreaterThan(0)
    for (const tag of scripts) expect(tag).toMatch(/nonce="/)
    expect(one.headers.get('permissions-policy')).toMatch(/camera=\(\)/)
    expect(one.headers.get('referrer-policy')).toBe('same-origin')
  })

  it.each([
    '/admin/login',
    '/admin',
    '/api/users/me',
    '/api/items',
    '/api/nothing',
    '/portal/v1/items',
    '/portal/v1/docs',
  ])('of the cms at %s', async (address) => {
    const { headers } = await fetch(`${application.cms}${address}`, { redirect: 'manual' })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/)
    expect(headers.get('x-frame-options')).toMatch(/DENY|SAMEORIGIN/)
    expect(headers.get('x-powered-by')).toBeNull()
    // by plain http it would be a promise that nobody keeps
    if (!address.startsWith('/portal')) expect(headers.get('strict-transport-security')).toBeNull()
  })

  it.each(['/v1/items', '/v1/docs', '/v1/openapi.json', '/v1/nothing', '/v1/feed.rss'])(
    'of the delivery API at %s',
    async (address) => {
      const { headers } = await fetch(`${application.delivery}${address}`)
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toMatch(/default-src 'none'/)
    },
  )

  it('nobody sees a page of the panel before he has logged in', async () => {
    for (const address of [
      '/admin',
      '/admin/collections/items',
      '/admin/account',
      '/admin/collections/users/create',
    ]) {
      const response = await fetch(`${application.cms}${address}`, { redirect: 'manual' })
      // Next has begun to answer before Payload turns the stranger away: the way to the login stands in the page then
      const told = `${response.headers.get('location')} ${await response.text()}`
      expect(told, address).toMatch(/\/admin\/login/)
      expect(told, address).not.toMatch(/loa\.example|<table|<form/)
    }
  })
})

describe('the admin panel', { timeout: 180_000 }, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  it('works under its policy without one violation', async () => {
    const complaints: string[] = []
    const { page, logIn } = await sitDown({ browser, cms: application.cms, complaints })
    await logIn(application.account('admin', 'so-tttt'))
    for (const address of [
      '/admin',
      '/admin/collections/items',
      '/admin/collections/items/create',
      '/admin/collections/media',
      '/admin/collections/users',
      '/admin/account',
    ]) {
      await page.goto(`${application.cms}${address}`)
      await hydrated(page)
      await page.waitForTimeout(500)
    }
    expect(complaints).toEqual([])
  })
})

describe('guessing at the real door', () => {
  it('is counted by the connection, whatever the caller claims', async () => {
    const statuses = []
    for (let n = 0; n < 10; n += 1) {
      const claims = { 'x-forwarded-for': `198.51.100.${n}`, 'x-loa-peer': `198.51.100.${n}` }
      const body = { email: 'khong-co@loa.example', password: `sai-mat-khau-${n}` }
      statuses.push((await post(`${application.cms}/api/users/login`, body, claims)).status)
    }
    expect(statuses).toEqual([...Array(8).fill(401), 429, 429])
  })
})

it('no secret is printed by any process', async () => {
  const { email, password } = application.account('admin', 'so-tttt')
  secrets.push(password, application.keyOf('portal-dinh-hoa'), process.env.PAYLOAD_SECRET ?? '')
  const { token } = (await (
    await post(`${application.cms}/api/users/login`, { email, password })
  ).json()) as { token: string }
  expect(token).toBeTruthy()
  secrets.push(token)
  const as = { authorization: `JWT ${token}` }
  const { docs } = (await (
    await fetch(`${application.cms}/api/subscribers?limit=1&depth=0`, { headers: as })
  ).json()) as any
  const keyed = (await (
    await post(`${application.cms}/api/subscribers/${docs[0].id}/keys`, { label: 'thử' }, as)
  ).json()) as any
  const pushed = (await (
    await post(`${application.cms}/api/subscribers/${docs[0].id}/push/secret`, {}, as)
  ).json()) as any
  secrets.push(keyed.key, ...(typeof pushed.secret === 'string' ? [pushed.secret] : []))
  // what fails is what gets logged
  const bearer = { authorization: `Bearer ${application.keyOf('portal-dinh-hoa')}` }
  await post(`${application.cms}/api/users/login`, { email, password: `${password}?` })
  await post(
    `${application.cms}/api/users`,
    { email: 'x', password, token, name: password, role: 'nobody' },
    as,
  )
  await post(`${application.cms}/api/users/reset-password`, { token, password })
  await post(`${application.cms}/api/graphql`, {
    query: `mutation { loginUser(email: "${email}", password: "${password}", x: 1) { token } }`,
  })
  await post(`${application.cms}/api/items`, { title: password, kind: keyed.key, outlets: 7 }, bearer)
  await fetch(`${application.cms}/api/nothing?token=${token}`, { headers: as })
  await fetch(`${application.delivery}/v1/items?cursor=${keyed.key}`, { headers: bearer })
  await post(`${application.delivery}/v1/receipts`, { id: keyed.key, url: token }, bearer)
  await post(
    `${application.delivery}/v1/graphql`,
    { query: `{ item(id: "${keyed.key}") { nothing } }` },
    bearer,
  )
  const told = application.output()
  for (const secret of secrets) expect(told.includes(secret), `printed: ${secret.slice(0, 4)}…`).toBe(false)
  expect(told).not.toMatch(/pbkdf2-sha256|postgres(ql)?:\/\/[^:\s]+:[^@\s]+@/)
})

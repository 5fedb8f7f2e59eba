// A leader's link: who makes it, what it opens, and when it opens nothing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hashOfSecret } from '../../src/leader/secret.ts'
import { serveLeader } from '../../src/leader/serve.tsx'
import { type Loa, startLoa } from '../helpers/loa.ts'

let loa: Loa
let plan: string
let department: string
let unit: string

beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  const { docs } = await loa.payload.find({ collection: 'plans', depth: 0 })
  plan = String(docs[0]?.id)
  department = await loa.idOf('organizations', 'so-tttt')
  unit = await loa.idOf('organizations', 'ubnd-dinh-hoa')
})

afterAll(() => loa?.stop())

const make = async (as: string, body: object = {}) =>
  loa.rest('POST', '/api/leader-links/make', { as, body: { plan, organization: unit, ...body } })

const open = (address: string, headers: Record<string, string> = {}) =>
  serveLeader({
    payload: loa.payload,
    request: new Request(`http://localhost:3000${address}`, { headers }),
    secret: address.split('?')[0]?.split('/').at(-1) ?? '',
  })

describe('a link for a leader', () => {
  it('is made by admins and approvers, for their own scope', async () => {
    for (const [role, organization, status] of [
      ['reporter', 'so-tttt', 403],
      ['editor', 'ubnd-dinh-hoa', 403],
      ['approver', 'bao-thai-nguyen', 403],
      ['approver', 'ubnd-dinh-hoa', 201],
      ['approver', 'so-tttt', 201],
      ['admin', 'so-tttt', 201],
    ] as const) {
      const answer = await make(await loa.login(role, organization))
      expect(answer.status, `${role} at ${organization}`).toBe(status)
    }
    expect((await make(`Bearer ${loa.keyOf('portal-dinh-hoa')}`)).status).toBe(403)
    const approver = await loa.login('approver', 'ubnd-dinh-hoa')
    expect((await make(approver, { organization: department })).status).toBe(403)
  })

  it('refuses what it cannot make, and says what is wrong', async () => {
    const admin = await loa.login('admin', 'so-tttt')
    for (const [change, path] of [
      [{ plan: 'x' }, 'plan'],
      [{ plan: unit }, 'plan'],
      [{ organization: plan }, 'organization'],
      [{ days: 0 }, 'days'],
      [{ days: 1000 }, 'days'],
      [{ label: 'x'.repeat(101) }, 'label'],
    ] as const) {
      const { status, body } = await make(admin, change)
      expect([status, body.errors[0].data.path], JSON.stringify(change)).toEqual([400, path])
    }
  })

  it('is kept as a hash, and written by nobody in another way', async () => {
    const admin = await loa.login('admin', 'so-tttt')
    const { body } = await make(admin, { label: 'Chủ tịch huyện', days: 7 })
    const secret = body.address.split('/').at(-1)
    const { body: list } = await loa.rest('GET', '/api/leader-links?limit=100', { as: admin })
    const doc = list.docs.find((one: { id: string }) => one.id === body.doc.id)
    expect(JSON.stringify(list)).not.toContain(secret)
    expect(JSON.stringify(list)).not.toContain(hashOfSecret(secret))
    expect(doc.createdBy.id ?? doc.createdBy).toBeTruthy()
    const days = (Date.parse(doc.expiresAt) - Date.now()) / 86_400_000
    expect(days).toBeGreaterThan(6.9)
    expect(days).toBeLessThan(7.1)
    const { label, organization, ...rest } = { label: 'x', organization: unit, plan, start: 'x', hash: 'x' }
    for (const [method, address] of [
      ['POST', '/api/leader-links'],
      ['PATCH', `/api/leader-links/${doc.id}`],
      ['DELETE', `/api/leader-links/${doc.id}`],
    ] as const)
      expect(
        (await loa.rest(method, address, { as: admin, body: { label, organization, ...rest } })).status,
      ).toBe(403)
  })

  it('is seen and revoked only where it is of the own scope', async () => {
    const { body } = await make(await loa.login('admin', 'so-tttt'), { organization: department })
    const other = await loa.login('approver', 'ubnd-dinh-hoa')
    const { body: list } = await loa.rest('GET', '/api/leader-links?limit=100', { as: other })
    expect(list.docs.length).toBeGreaterThan(0)
    expect(list.docs.map((one: { id: string }) => one.id)).not.toContain(body.doc.id)
    for (const id of [body.doc.id, 'x'])
      expect((await loa.rest('POST', `/api/leader-links/${id}/revoke`, { as: other })).status).toBe(404)
    expect((await open(body.address)).status).toBe(200)
    const editor = await loa.login('editor', 'so-tttt')
    expect((await loa.rest('GET', '/api/leader-links', { as: editor })).status).toBe(403)
  })
})

describe('the page behind it', () => {
  it('shows the whole plan to who guides it, and a unit its own', async () => {
    const approver = await loa.login('approver', 'so-tttt')
    const whole = await open((await make(approver, { organization: department })).body.address)
    const part = await open((await make(approver)).body.address)
    const [all, own] = [await whole.text(), await part.text()]
    expect(all).toContain('Báo Thái Nguyên')
    expect(own).toContain('Định Hóa')
    expect(own).not.toContain('Báo Thái Nguyên')
    expect(own).not.toContain('Đồng Hỷ')
  })

  it('counts as the report does', async () => {
    const approver = await loa.login('approver', 'so-tttt')
    const page = await open((await make(approver, { organization: department })).body.address)
    const doc = await loa.payload.findByID({ collection: 'plans', id: plan, depth: 0 })
    const { body: report } = await loa.rest(
      'GET',
      `/api/reports/progress?plan=${doc.code}&from=${doc.startsOn.slice(0, 10)}&to=${doc.endsOn.slice(0, 10)}`,
      { as: approver },
    )
    const { planned, done, overdue, over } = report.totals
    expect((await page.text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')).toContain(
      `Cộng ${planned} ${done} ${overdue} ${over}`,
    )
  })

  it('speaks English where it is asked to', async () => {
    const { address } = (await make(await loa.login('approver', 'so-tttt'))).body
    expect(await (await open(`${address}?lang=en`)).text()).toContain('Where the communication plan stands')
    expect(await (await open(address, { 'accept-language': 'en-GB' })).text()).toContain('<html lang="en">')
    expect(await (await open(address)).text()).toContain('<html lang="vi">')
  })

  it('escapes what people have written', async () => {
    const { pool } = loa.payload.db as unknown as {
      pool: { query: (text: string, values: unknown[]) => Promise<unknown> }
    }
    await pool.query('update outlets set name = $1 where code = $2', ['<b onclick="x">Đài</b>', 'dai-ptth'])
    const { address } = (await make(await loa.login('approver', 'so-tttt'), { organization: department }))
      .body
    const html = await (await open(address)).text()
    expect(html).toContain('&lt;b onclick=&quot;x&quot;&gt;')
    expect(html).not.toContain('<b onclick')
  })

  it('notes that it was opened, and opens nothing once revoked or expired', async () => {
    const approver = await loa.login('approver', 'so-tttt')
    const { address, doc } = (await make(approver)).body
    expect((await open(address)).status).toBe(200)
    const link = await loa.payload.findByID({ collection: 'leader-links', id: doc.id, depth: 0 })
    expect(Date.parse(String(link.lastUsedAt))).toBeGreaterThan(Date.now() - 60_000)
    const revoked = await loa.rest('POST', `/api/leader-links/${doc.id}/revoke`, { as: approver })
    expect(revoked.status).toBe(200)
    // a second time changes nothing
    const again = await loa.rest('POST', `/api/leader-links/${doc.id}/revoke`, { as: approver })
    expect(again.body.doc.revokedAt).toBe(revoked.body.doc.revokedAt)
    const after = await loa.payload.findByID({ collection: 'leader-links', id: doc.id, depth: 0 })
    expect(after.revokedBy).toBeTruthy()
    expect((await open(address)).status).toBe(404)

    const other = (await make(approver)).body
    await loa.payload.update({
      collection: 'leader-links',
      id: other.doc.id,
      data: { expiresAt: new Date(Date.now() - 1000).toISOString() },
    })
    const gone = await open(other.address)
    expect(gone.status).toBe(404)
    expect(gone.headers.get('content-security-policy')).toContain("default-src 'none'")
    for (const secret of ['', 'x', `${'a'.repeat(42)}'`, '../admin', 'a'.repeat(43)])
      expect((await open(`/leader/${secret}`)).status, secret).toBe(404)
  })

  it('tires of who asks too often', async () => {
    const statuses = new Set<number>()
    let last: Response | undefined
    for (let n = 0; n < 700 && !statuses.has(429); n += 1) {
      last = await open(`/leader/${'b'.repeat(43)}`)
      statuses.add(last.status)
    }
    expect([...statuses]).toEqual([404, 429])
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})

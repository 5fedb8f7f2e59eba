// Where the plan stands, through the screen alone: first screens by role, the board, and a leader's link. The numbers
// are those of the API.
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Application, startApplication } from '../helpers/application.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { hydrated, type Person, sitDown } from './person.ts'

let application: Application
let browser: Browser
let approver: Person
let editor: Person
let plan: { code: string; id: string; startsOn: string; endsOn: string }
const complaints: string[] = []

beforeAll(async () => {
  application = await startApplication({ contents: 'demo' })
  browser = await launchBrowser()
  approver = await sit()
  await approver.logIn(application.account('approver', 'so-tttt'))
  editor = await sit()
  await editor.logIn(application.account('editor', 'ubnd-dinh-hoa'))
  plan = (await ask(approver, '/api/plans?depth=0')).docs[0]
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await application?.stop()
})

afterEach(() => {
  expect(complaints.splice(0)).toEqual([])
})

const sit = () => sitDown({ browser, cms: application.cms, complaints })

/** Through the API, with the session of the person at the page. */
const ask = (person: Person, address: string, body?: object): Promise<any> =>
  person.page.evaluate(
    async ({ where, text }) => {
      const sent = text
        ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: text }
        : undefined
      return (await fetch(where, sent)).json()
    },
    { where: address, text: body && JSON.stringify(body) },
  )

const visit = async ({ page }: Person, address: string) => {
  await page.goto(`${application.cms}${address}`)
  await hydrated(page)
}

const figures = async ({ page }: Person) => {
  const line = page.getByRole('region', { name: 'Kế hoạch trong một dòng' })
  const texts = await line.getByRole('listitem').allInnerTexts()
  const [met, due, overdue, proved] = texts.map((text) => Number(/\d+/.exec(text)?.[0]))
  return { met, due, overdue, proved, owed: Number(/trong (\d+)/.exec(texts[0] ?? '')?.[1]) }
}

type Bucket = { state: string; owed: number; used: number }

describe('the plan in one line', { timeout: 120_000 }, () => {
  it('says the same as progress and report', async () => {
    await visit(approver, '/admin')
    const shown = await figures(approver)
    const { buckets } = (await ask(approver, `/api/quotas/progress?plan=${plan.code}`)) as {
      buckets: Bucket[]
    }
    const missing = (state: string) =>
      buckets.filter((one) => one.state === state).reduce((sum, { owed, used }) => sum + owed - used, 0)
    expect(shown.met).toBe(buckets.reduce((sum, { owed, used }) => sum + Math.min(owed, used), 0))
    expect(shown.due).toBe(missing('due'))
    expect(shown.overdue).toBe(missing('overdue'))
    const to = plan.endsOn.slice(0, 10)
    const report = await ask(
      approver,
      `/api/reports/progress?plan=${plan.code}&from=${plan.startsOn.slice(0, 10)}&to=${to}`,
    )
    expect(shown.owed).toBe(report.totals.planned)
    expect(shown.overdue).toBe(report.totals.overdue)
    expect(shown.overdue).toBeGreaterThan(0)
    await visit(approver, '/admin/board')
    expect(await figures(approver)).toEqual(shown)
  })

  it('leads to the cells it counts', async () => {
    const { page } = approver
    await page
      .getByRole('link', { name: /quá hạn$/ })
      .first()
      .click()
    await page.waitForURL(/state=overdue/)
    await hydrated(page)
    expect(await page.locator('.loa-board tbody td.overdue').count()).toBeGreaterThan(0)
    const { buckets } = (await ask(approver, `/api/quotas/progress?plan=${plan.code}`)) as {
      buckets: Bucket[]
    }
    expect(await page.locator('.loa-board tbody td.overdue').count()).toBe(
      buckets.filter(({ state }) => state === 'overdue').length,
    )
  })
})

describe('the first screen', { timeout: 120_000 }, () => {
  it('shows an approver what waits, what it would take, and that a full quota stands in the way', async () => {
    await visit(approver, '/admin')
    const waiting = approver.page.getByRole('region', { name: 'Chờ tôi duyệt' })
    expect(
      await waiting.getByText(/gửi (hôm qua|\d+ (phút|giờ|ngày) trước|vừa xong)/).count(),
    ).toBeGreaterThan(3)
    await waiting
      .getByText(/^Chiếm: Q\d .*\(trống\)/)
      .first()
      .waitFor()
    await waiting.getByText(/đã đủ 3\/3: chỉ duyệt được khi nêu lý do/).waitFor()
    await waiting
      .getByRole('link', { name: /^Xem và duyệt ?:? / })
      .first()
      .waitFor()
    await approver.picture('home-approver')
    expect(await approver.barriers()).toEqual([])
  })

  it('keeps to the scope of the reader', async () => {
    const unit = await sit()
    await unit.logIn(application.account('approver', 'ubnd-dinh-hoa'))
    await hydrated(unit.page)
    const waiting = unit.page.getByRole('region', { name: 'Chờ tôi duyệt' })
    await waiting.getByRole('listitem').first().waitFor()
    for (const text of await waiting.getByRole('listitem').allInnerTexts()) expect(text).toContain('Định Hóa')
    const missing = unit.page.getByRole('region', { name: 'Tuần này còn thiếu' })
    expect(await missing.getByText('Báo Thái Nguyên').count()).toBe(0)
    await unit.leave()
  })

  it('brings what was returned, with the comment', async () => {
    const [outlet] = (await ask(editor, '/api/outlets?where[code][equals]=led-dinh-hoa&depth=0')).docs
    const made = {
      title: 'Bảng điện tử báo lịch trực',
      kind: 'led',
      summary: 'Lịch trực',
      outlets: [outlet.id],
    }
    const { doc } = await ask(editor, '/api/items', made)
    await ask(editor, `/api/items/${doc.id}/submit`, { revision: doc.revision })
    const answer = await ask(approver, `/api/items/${doc.id}/return`, {
      revision: doc.revision,
      comment: 'Ghi rõ tuần nào.',
    })
    expect(answer.doc?.stage).toBe('draft')
    await visit(editor, '/admin')
    const returned = editor.page.getByRole('region', { name: 'Trả lại cho tôi' })
    await returned.getByText('“Ghi rõ tuần nào.”').waitFor()
    await editor.picture('home-editor')
    expect(await editor.barriers()).toEqual([])
    await returned.getByRole('link', { name: /^Sửa ?:? Bảng điện tử/ }).click()
    await editor.page.waitForURL(`**/items/${doc.id}`)
  })

  it('tells an admin how the house is', async () => {
    const admin = await sit()
    await admin.logIn(application.account('admin', 'so-tttt'))
    await hydrated(admin.page)
    const house = admin.page.getByRole('region', { name: 'Tình trạng hệ thống' })
    await house.getByText('Kế hoạch đang chạy.').first().waitFor()
    await house
      .getByText(/^\d+ nơi nhận tin đang hoạt động\.$/)
      .first()
      .waitFor()
    await admin.picture('home-admin')
    expect(await admin.barriers()).toEqual([])
    await admin.leave()
  })
})

describe('the board', { timeout: 120_000 }, () => {
  it('is made of tables whose cells say their state in words', async () => {
    await visit(approver, '/admin/board')
    const { page } = approver
    const table = page.getByRole('table', { name: /^Mỗi tuần một bài về thực trạng/ })
    await table.getByText(/mục II\.2\.1/).waitFor()
    await table.getByRole('columnheader', { name: /tuần này/ }).waitFor()
    const row = table.getByRole('row', { name: /^Đài Phát thanh/ })
    await row.getByRole('rowheader').waitFor()
    await row
      .getByRole('link', { name: /^0\/1 ?,? quá hạn\. Xem$/ })
      .first()
      .waitFor()
    await page.getByRole('region', { name: 'Chú giải' }).waitFor()
    await approver.picture('board')
    expect(await approver.barriers()).toEqual([])
  })

  it('does not grow wider than a phone', async () => {
    const { page } = approver
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  it('shows who holds a full cell, and the way out', async () => {
    const { page } = approver
    const table = page.getByRole('table', { name: /^Một đến ba tin, bài mỗi tháng/ })
    await table.getByRole('link', { name: /^3\/3 ?,? đã đủ trần\. Xem$/ }).click()
    await page.waitForURL(/slot=Q6/)
    await hydrated(page)
    const panel = page.locator('#slot')
    expect(await panel.getByRole('listitem').count()).toBe(3)
    await panel.getByText(/Đã đủ trần 3/).waitFor()
    await approver.picture('board-cell')
    await panel.getByRole('listitem').first().getByRole('link').click()
    await page.waitForURL(/\/collections\/items\/[0-9a-f-]{36}$/)
  })

  it('filters by an address that can be sent to somebody', async () => {
    const { page } = approver
    await visit(approver, '/admin/board')
    await page.getByText('Lọc', { exact: true }).first().click()
    await page.getByLabel('Loại kênh').selectOption({ label: 'Cổng, trang thông tin điện tử' })
    await page.getByRole('button', { name: 'Lọc' }).click()
    await page.waitForURL(/channel=portal/)
    expect(await page.getByRole('table').count()).toBe(1)
    await page.goBack()
    await page.getByRole('table', { name: /^Mỗi tuần một bài về thực trạng/ }).waitFor()
    await visit(approver, '/admin/board?outlet=%27%3B--&slot=%3Cscript%3E&task=Khong-co&state=nothing')
    await page.getByText('Không có ô nào như vậy.').waitFor()
  })

  it('opens a draft with all that an empty place asks for, by keyboard', async () => {
    const { page } = editor
    await visit(editor, '/admin/board?quota=Q2')
    const cell = page.getByRole('link', { name: /^0\/1 ?,? đến hạn\. Tạo tin, bài$/ }).first()
    await cell.focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/items\/create\?/)
    await hydrated(page)
    for (const [field, text] of [
      ['kind', 'Bài'],
      ['line', /[Xx]u thế/],
      ['outlets', 'Báo Thái Nguyên'],
      ['plan', /Kế hoạch tuyên truyền/],
    ] as const)
      await page.locator(`#field-${field}`).getByText(text).first().waitFor()
    expect(await page.locator('#field-publishAt input').first().inputValue()).toMatch(
      /\d\d\/\d\d\/\d{4} 0?8:00/,
    )
    await editor.picture('item-from-slot')
    await page.getByLabel('Tiêu đề').fill('Vì sao phải chuyển đổi số từ cơ sở')
    const id = await editor.save()
    const { doc } = { doc: await ask(editor, `/api/items/${id}?draft=true&depth=1`) }
    expect(doc.kind).toBe('article')
    expect(doc.line.code).toBe('L2')
    expect(doc.plan.code).toBe(plan.code)
    expect(doc.outlets.map((one: { code: string }) => one.code)).toEqual(['bao-thai-nguyen'])
    const { slots } = await ask(editor, `/api/items/${id}/quota`)
    expect(slots).toMatchObject([{ quota: 'Q2', outlet: 'bao-thai-nguyen', used: 0 }])
    // the API takes no such hints
    const other = await ask(
      editor,
      `/api/items?plan=${plan.code}&slot=Q1~bao-thai-nguyen~~~~${slots[0].period}`,
      {
        title: 'Tin không theo ô nào',
      },
    )
    expect(other.doc.line ?? null).toBeNull()
    expect(other.doc.outlets ?? []).toEqual([])
    expect(other.doc.kind).toBe('news')
  })
})

describe('a leader', { timeout: 120_000 }, () => {
  let address: string

  it('gets a link that is shown once', async () => {
    const { page } = approver
    await visit(approver, '/admin/leader-links')
    await page.getByLabel('Dành cho ai').fill('Lãnh đạo Sở')
    await page.getByRole('button', { name: 'Tạo liên kết' }).click()
    address = await page.getByLabel('Địa chỉ').inputValue()
    expect(new URL(address).pathname).toMatch(/^\/leader\/[\w-]{43}$/)
    await page.getByRole('row', { name: /^Lãnh đạo Sở .* chưa mở đang dùng được/ }).waitFor()
    await approver.picture('leader-links')
    expect(await approver.barriers()).toEqual([])
    await page.reload()
    await hydrated(page)
    expect(await page.content()).not.toContain(new URL(address).pathname.split('/').at(-1))
  })

  it('reads board and results without an account, and asks nothing else', async () => {
    const answer = await fetch(address)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('x-robots-tag')).toContain('noindex')
    expect(answer.headers.get('cache-control')).toContain('no-store')
    const html = await answer.text()
    expect(html).not.toMatch(/<script|\/_next\/|\/admin/)

    const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    const asked: string[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('console', (message) => asked.push(message.text()))
    await page.goto(address)
    await page.getByRole('table', { name: /^Mỗi tuần một bài về thực trạng/ }).waitFor()
    await page.getByRole('table', { name: 'Kết quả thực hiện' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
    // asked again where the server wants to know the colour scheme (Critical-CH), but nothing else
    expect([...new Set(asked)]).toEqual([address])
    await page.screenshot({ path: 'test-output/screenshots/leader-390-light.png' })
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.screenshot({ path: 'test-output/screenshots/leader-1440-light.png' })
    await context.close()
    await visit(approver, '/admin')
    const { met, owed } = await figures(approver)
    expect(html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')).toContain(`${met} đã đạt, trong ${owed}`)
  })

  it('opens nothing once it is revoked, or wrong', async () => {
    const { page } = approver
    await visit(approver, '/admin/leader-links')
    await page.getByRole('button', { name: 'Thu hồi liên kết Lãnh đạo Sở' }).click()
    await page.getByRole('button', { name: 'Thu hồi', exact: true }).click()
    await page.getByText(/^đã thu hồi/).waitFor()
    for (const gone of [address, `${address.slice(0, -1)}~`, `${application.cms}/leader/${'a'.repeat(43)}`]) {
      const answer = await fetch(gone)
      expect(answer.status).toBe(404)
      expect(await answer.text()).toContain('Không có trang này')
    }
  })

  it('is nothing that an editor hands out', async () => {
    const [organization] = (await ask(editor, '/api/organizations?where[code][equals]=ubnd-dinh-hoa')).docs
    const body = { plan: plan.id, organization: organization.id }
    const answer = await editor.page.evaluate(
      async (text) =>
        (
          await fetch('/api/leader-links/make', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: text,
          })
        ).status,
      JSON.stringify(body),
    )
    expect(answer).toBe(403)
    // the browser notes the refusal
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !one.includes('403')))
    await visit(editor, '/admin/leader-links')
    await editor.page.getByText('Màn hình này không dành cho vai trò của bạn.').waitFor()
  })
})

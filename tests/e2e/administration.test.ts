// The administrator's screens in a browser: a plan file tried out and applied, a key made and revoked, a push that failed
// sent again, the demo's mail read; and the bell of an approver. No barrier that axe calls serious, in either theme.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Application, startApplication } from '../helpers/application.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { hydrated, type Person, sitDown } from './person.ts'

let app: Application
let browser: Browser
const complaints: string[] = []
const people: Person[] = []
beforeAll(async () => {
  app = await startApplication({ contents: 'demo', hasWorker: true })
  browser = await launchBrowser()
}, 300_000)
afterAll(async () => {
  for (const person of people) await person.leave()
  await browser?.close()
  await app?.stop()
})

const sit = async (role: 'admin' | 'approver' | 'reporter') => {
  const person = await sitDown({ browser, cms: app.cms, complaints })
  people.push(person)
  await person.logIn(app.account(role, 'so-tttt'))
  return person
}

it('shows what a plan file would change, and applies what was shown', async () => {
  const { page, barriers, picture } = await sit('admin')
  await page.goto(`${app.cms}/admin/plan-file`)
  await hydrated(page)
  const file = path.join(app.dataDir, 'doi-ten.yaml')
  const text =
    'changes: true\nplan:\n  code: TN-CDS-2024-2025\ntasks:\n  - code: T1\n    title: Hạ tầng số cho mọi nhà\n'
  await writeFile(file, text.replace('title', 'mau'))
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Chạy thử', exact: true }).click()
  await page.getByRole('heading', { name: 'Tệp chưa nạp được' }).waitFor()
  expect(await page.getByText('Dòng 6').count()).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Bỏ, chọn tệp khác' }).click()

  await writeFile(file, text)
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Chạy thử', exact: true }).click()
  await page.getByText('Hạ tầng số cho mọi nhà').first().waitFor()
  expect(await barriers()).toEqual([])
  await picture('plan-file')
  await page.getByRole('button', { name: 'Áp dụng', exact: true }).click()
  // the question has the focus on going back; the other button is one step away
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await page.getByText('Đã áp dụng 1 thay đổi.').waitFor()
})

it('makes a key that is shown once, and revokes it', async () => {
  const { page, barriers } = await sit('admin')
  await page.goto(`${app.cms}/admin/collections/subscribers`)
  await hydrated(page)
  await page.getByRole('link', { name: 'led-dai-tu' }).click()
  await page.getByRole('heading', { name: 'Khóa truy cập' }).waitFor()
  await page.getByRole('button', { name: 'Tạo khóa mới' }).click()
  await page.getByLabel('Ghi chú').fill('Máy mới')
  await page.getByRole('button', { name: 'Tạo khóa', exact: true }).click()
  const key = await page.getByLabel('Khóa', { exact: true }).inputValue()
  expect(key).toMatch(/^loa_[\w-]{43}$/)
  expect(
    (await fetch(`${app.delivery}/v1/items`, { headers: { authorization: `Bearer ${key}` } })).status,
  ).toBe(200)
  expect(await barriers('.loa-panel')).toEqual([])
  await page.getByRole('button', { name: 'Tôi đã chép khóa' }).click()
  expect(await page.content()).not.toContain(key)
  await page.getByRole('button', { name: /^Thu hồi khóa Máy mới/ }).click()
  await page.getByRole('button', { name: 'Thu hồi ngay' }).click()
  await page.getByText('Đã thu hồi khóa.').waitFor()
  await expect
    .poll(
      async () =>
        (await fetch(`${app.delivery}/v1/items`, { headers: { authorization: `Bearer ${key}` } })).status,
    )
    .toBe(401)
})

it('shows the log of deliveries and the mail that was kept', async () => {
  const { page, barriers } = await sit('admin')
  await page.goto(`${app.cms}/admin/deliveries`)
  await page.getByRole('heading', { name: 'Nhật ký gửi' }).waitFor()
  await page.getByRole('button', { name: 'Không gửi được' }).click()
  await page.getByText('Không có lượt đẩy tin nào ở tình trạng này.').waitFor()
  expect(await barriers()).toEqual([])
  await page.goto(`${app.cms}/admin/mailbox`)
  await page.getByRole('heading', { name: 'Hộp thư dùng thử' }).waitFor()
})

it('rings for an approver, who opens the item from there by keyboard', async () => {
  const { page, barriers, picture } = await sit('approver')
  const bell = page.getByRole('button', { name: /^Thông báo, \d+ chưa đọc$/ })
  await bell.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Thông báo' }).waitFor()
  expect(await barriers('.loa-bell')).toEqual([])
  await picture('bell')
  await page.locator('.loa-notice a').first().focus()
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/admin\/collections\/items\//)
})

it('keeps the screens of administrators from others', async () => {
  const { page } = await sit('reporter')
  for (const address of ['plan-file', 'deliveries', 'mailbox']) {
    await page.goto(`${app.cms}/admin/${address}`)
    await page.getByText('Màn hình này không dành cho vai trò của bạn.').waitFor()
  }
})

it('asks no other host and breaks nowhere', () => {
  // the browser notes the answer to the broken file
  expect(complaints.filter((one) => !one.includes('status of 400'))).toEqual([])
})

// The calendar as editors use it: by mouse, by keyboard, on a phone; and what it says when something cannot be moved.
import { readFile } from 'node:fs/promises'
import ICAL from 'ical.js'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { clockOf } from '../../src/admin/calendar/clock.ts'
import { periodAt } from '../../src/quota/calendar.ts'
import { type Account, type Application, startApplication } from '../helpers/application.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { hydrated, type Person, sitDown } from './person.ts'

let application: Application
let browser: Browser
let editor: Person
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  application = await startApplication({ contents: 'demo' })
  browser = await launchBrowser()
  editor = await sitDown({ browser, cms: application.cms, complaints })
  page = editor.page
  await editor.logIn(application.account('editor', 'so-tttt'))
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await application?.stop()
})

afterEach(() => {
  expect(complaints.splice(0)).toEqual([])
})

const DAY = 24 * 60 * 60 * 1000
const timeZone = 'Asia/Ho_Chi_Minh'
const YEARS = { from: '2000-01-01', to: '2099-12-31' }
/** The calendar date so many days after the Monday of the week after next. */
const day = (days: number): string => {
  const { date } = clockOf({ instant: new Date(Date.now() + 14 * DAY), timeZone })
  const monday = periodAt({ date, period: 'week', window: YEARS })?.from ?? ''
  return new Date(Date.parse(`${monday}T05:00:00Z`) + days * DAY).toISOString().slice(0, 10)
}
const week = () => periodAt({ date: day(0), period: 'week', window: YEARS })?.key
const words = (date: string) => `${Number(date.slice(8))}/${Number(date.slice(5, 7))}`

const cell = (date: string) => page.locator(`td[data-date="${date}"]`)
const entry = (title: string) => page.locator('[data-item]', { hasText: title })
const said = () => page.getByRole('status').filter({ hasText: /\S/ })
const refusal = () => page.locator('.loa-refused')

const openCalendar = async (query = `?week=${week()}`) => {
  await page.goto(`${application.cms}/admin/calendar${query}`)
  await hydrated(page)
  await page.locator('.loa-grid').waitFor()
}

const drag = async ({ title, to }: { title: string; to: string }) => {
  await entry(title).scrollIntoViewIfNeeded()
  const from = await entry(title).boundingBox()
  const target = await cell(to).boundingBox()
  if (!from || !target) throw new Error('nothing to drag')
  await page.mouse.move(from.x + 20, from.y + 10)
  await page.mouse.down()
  await page.mouse.move(from.x + 40, from.y + 20, { steps: 4 })
  await page.locator('.loa-calendar__dragged').first().waitFor({ state: 'attached' })
  await page.mouse.move(target.x + target.width / 2, target.y + 40, { steps: 8 })
  await page.locator(`td[data-date="${to}"].loa-day--over`).waitFor()
  await page.mouse.up()
}

const tokens = new Map<string, string>()
const call = async (path: string, init: RequestInit, token?: string): Promise<any> => {
  const headers = {
    'content-type': 'application/json',
    ...(token ? { authorization: `JWT ${token}` } : {}),
  }
  const answer = await (await fetch(`${application.cms}/api${path}`, { ...init, headers })).json()
  if (answer.errors) throw new Error(JSON.stringify(answer.errors))
  return answer
}
/** A request in a person's name; without a body a GET. */
const api = async (as: Account, path: string, body?: object, method = body ? 'POST' : 'GET') => {
  const { email, password } = as
  const login = () => call('/users/login', { method: 'POST', body: JSON.stringify({ email, password }) })
  const token = tokens.get(email) ?? String((await login()).token)
  tokens.set(email, token)
  return call(path, { method, ...(body ? { body: JSON.stringify(body) } : {}) }, token)
}
const person = (role: 'editor' | 'approver') => application.account(role, 'so-tttt')
const idOf = async (collection: string, code: string) => {
  const { docs } = await api(person('editor'), `/${collection}?where[code][equals]=${code}&depth=0`)
  return String(docs[0].id)
}
const draft = async (body: object) => {
  const given = { kind: 'news', summary: 'Nội dung thử', ...body }
  return (await api(person('editor'), '/items?depth=0', given)).doc
}
const act = async (role: 'editor' | 'approver', action: string, doc: any, more = {}) =>
  (await api(person(role), `/items/${doc.id}/${action}`, { revision: doc.revision, ...more })).doc

describe('the calendar', { timeout: 120_000 }, () => {
  it('shows a month as a table with its weeks, today marked', async () => {
    await openCalendar('')
    await page.getByRole('link', { name: 'Lịch', exact: true }).first().waitFor({ state: 'attached' })
    expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
      'Tuần',
      'Thứ Hai',
      'Thứ Ba',
      'Thứ Tư',
      'Thứ Năm',
      'Thứ Sáu',
      'Thứ Bảy',
      'Chủ nhật',
    ])
    const { date } = clockOf({ instant: new Date(), timeZone })
    expect(await page.locator('td[aria-current=date]').getAttribute('data-date')).toBe(date)
    await page.locator('.loa-entry--published').first().waitFor()
    await page.locator('.loa-entry--slot').first().waitFor()
    await editor.picture('calendar-month')
    expect(await editor.barriers()).toEqual([])
  })

  it('leads from an empty slot to a new draft with its line, outlets and date', async () => {
    const address = await page.locator('.loa-entry--slot').first().getAttribute('href')
    const { pathname, searchParams } = new URL(address ?? '', application.cms)
    expect(pathname).toBe('/admin/collections/items/create')
    expect([...searchParams.keys()].sort()).toEqual(['line', 'outlets', 'plan', 'publishAt'])
    expect(searchParams.get('line')).toBe(await idOf('lines', 'L1'))
  })

  it('schedules an undated draft that is dragged from the tray', async () => {
    await draft({ title: 'Bản nháp trong khay' })
    await openCalendar()
    await drag({ title: 'Bản nháp trong khay', to: day(2) })
    await said()
      .filter({ hasText: `Thứ Tư ${words(day(2))} 09:00. Đây là ngày dự kiến` })
      .waitFor()
    await cell(day(2)).getByText('Bản thảo, dự kiến 09:00').waitFor()
    await openCalendar()
    await cell(day(2)).getByText('Bản nháp trong khay').waitFor()
    expect(await page.locator('.loa-tray').getByText('Bản nháp trong khay').count()).toBe(0)
  })

  it('moves it to another day by mouse, and does not open it', async () => {
    await drag({ title: 'Bản nháp trong khay', to: day(4) })
    await said()
      .filter({ hasText: `Thứ Sáu ${words(day(4))}` })
      .waitFor()
    await cell(day(4)).getByText('Bản nháp trong khay').waitFor()
    expect(page.url()).toContain('/admin/calendar')
  })

  it('moves it by keyboard alone, and keeps the focus on it', async () => {
    await entry('Bản nháp trong khay').getByRole('link').focus()
    await page.keyboard.press('m')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('Chuyển “Bản nháp trong khay” đến').waitFor()
    // as fast as fingers are: the key is pressed again before the browser has told of the dialog's end
    await entry('Bản nháp trong khay')
      .getByRole('link')
      .evaluate((link) => {
        const dialog = document.querySelector('dialog')
        dialog?.close()
        link.dispatchEvent(new KeyboardEvent('keydown', { key: 'm', bubbles: true }))
      })
    await dialog.getByText('Chuyển “Bản nháp trong khay” đến').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('m')
    await dialog.getByLabel(/^Ngày và giờ/).fill(`${day(1)}T15:45`)
    await editor.picture('calendar-move')
    await page.keyboard.press('Enter')
    await said()
      .filter({ hasText: `Thứ Ba ${words(day(1))} 15:45` })
      .waitFor()
    await cell(day(1)).getByText('Bản thảo, dự kiến 15:45').waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[data-item]')?.textContent))
      .toContain('Bản nháp trong khay')
  })

  it('keeps the focus when the list is drawn anew in another order', async () => {
    const link = entry('Bản nháp trong khay').getByRole('link')
    await link.focus()
    await link.evaluate((focused) => {
      const row = focused.closest('li')
      row?.parentElement?.append(row)
    })
    expect(await link.evaluate((focused) => focused === document.activeElement)).toBe(true)
  })

  it('refuses a full period in place and rolls back; the next free time is taken from there', async () => {
    // a portal takes three items a month (plan, II.2.3)
    const outlets = [await idOf('outlets', 'portal-phu-binh')]
    const at = `${day(3)}T03:00:00.000Z`
    for (const n of [1, 2, 3]) {
      const doc = await draft({ title: `Tin giữ chỗ ${n}`, outlets })
      const override = { reason: 'Đủ chỗ cho phép thử' }
      await act('approver', 'approve', await act('editor', 'submit', doc), { publishAt: at, override })
    }
    await draft({ title: 'Bài thứ tư trong tháng', outlets })
    await openCalendar()
    await drag({ title: 'Bài thứ tư trong tháng', to: day(3) })
    await refusal().getByText('Định mức của kỳ này đã đủ.').waitFor()
    await refusal().getByText('“Tin giữ chỗ 1”').waitFor()
    expect(await cell(day(3)).locator('.loa-refused').count()).toBe(1)
    await page.locator('.loa-tray').getByText('Bài thứ tư trong tháng').waitFor()
    expect(await cell(day(3)).locator('[data-item]', { hasText: 'Bài thứ tư' }).count()).toBe(0)
    await editor.picture('calendar-full')
    expect(await editor.barriers()).toEqual([])
    await refusal()
      .getByRole('button', { name: /^Chuyển tới .* còn chỗ$/ })
      .click()
    await said().filter({ hasText: 'Đã chuyển “Bài thứ tư trong tháng”' }).waitFor()
    await refusal().waitFor({ state: 'detached' })
  })

  it('says why what has run stays where it is', async () => {
    await openCalendar('')
    const published = page.locator('[data-item]', { has: page.locator('.loa-entry--published') }).first()
    await published.getByRole('link').focus()
    await page.keyboard.press('m')
    await refusal()
      .getByText(/^Bài đã đăng nên ngày đăng được giữ nguyên/)
      .waitFor()
    await page.keyboard.press('Escape')
    await refusal().waitFor({ state: 'detached' })
    expect(await published.getByRole('link').evaluate((link) => link === document.activeElement)).toBe(true)
  })

  it('tells who saw an older text, and reloads', async () => {
    const doc = await draft({ title: 'Tin hai người cùng xếp' })
    await openCalendar()
    const title = 'Tin hai người cùng xếp, sửa'
    await api(person('editor'), `/items/${doc.id}`, { title }, 'PATCH')
    await drag({ title: 'Tin hai người cùng xếp', to: day(5) })
    await refusal()
      .getByText(/^Bài đã được sửa sau khi bạn mở/)
      .waitFor()
    await refusal().getByRole('button', { name: 'Tải lại lịch' }).click()
    await entry('Tin hai người cùng xếp, sửa').waitFor()
    await drag({ title: 'Tin hai người cùng xếp, sửa', to: day(5) })
    await cell(day(5)).getByText('Tin hai người cùng xếp, sửa').waitFor()
  })

  it('rolls back when the server cannot be reached', async () => {
    await page.route('**/api/calendar/move', (route) => route.abort())
    await drag({ title: 'Tin hai người cùng xếp, sửa', to: day(6) })
    await refusal()
      .getByText(/^Không kết nối được với máy chủ/)
      .waitFor()
    await cell(day(5)).getByText('Tin hai người cùng xếp, sửa').waitFor()
    await page.unroute('**/api/calendar/move')
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !one.includes('ERR_FAILED')))
  })

  it('filters by address, and gives what it shows as a file another program reads', async () => {
    await openCalendar()
    await page.locator('.loa-calendar-filter summary').click()
    await page.getByLabel('Bước').selectOption('draft')
    await page.getByLabel('Đơn vị').selectOption('so-tttt')
    await page.getByRole('button', { name: 'Áp dụng' }).click()
    await page.waitForURL(/stage=draft/)
    expect(new URL(page.url()).searchParams.get('week')).toBe(week())
    await hydrated(page)
    expect(await page.locator('.loa-grid .loa-entry--slot').count()).toBe(0)
    await page.locator('.loa-grid').getByText('Bản nháp trong khay').waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải .ics' }).click(),
    ])
    expect(download.suggestedFilename()).toBe(`loa-${week()}.ics`)
    const text = await readFile(await download.path(), 'utf8')
    const entries = new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents('vevent')
      .map((component) => new ICAL.Event(component))
    const found = entries.find(({ summary }) => summary === 'Bản nháp trong khay')
    expect(clockOf({ instant: found?.startDate.toJSDate() ?? '', timeZone })).toEqual({
      date: day(1),
      time: '15:45',
    })
    expect(entries.some(({ uid }) => uid.startsWith('slot-'))).toBe(false)
  })

  it('turns pages with the filters kept', async () => {
    await page.getByRole('link', { name: 'Tuần sau' }).click()
    await page.waitForURL((url) => url.searchParams.get('week') !== week())
    expect(page.url()).toContain('stage=draft')
    await page.goBack()
    await page.waitForURL((url) => url.searchParams.get('week') === week())
    await page.getByRole('link', { name: 'Tháng', exact: true }).click()
    await page.waitForURL(/month=/)
    expect(page.url()).toContain('stage=draft')
  })

  it('says which part of an address it does not understand', async () => {
    await page.goto(`${application.cms}/admin/calendar?month=2024-13`)
    await page.getByText('Không hiểu “month” trong địa chỉ của lịch.').waitFor()
    await page.getByRole('link', { name: 'Về lịch tháng này' }).click()
    await page.locator('.loa-grid').waitFor()
  })

  it('is a list by day on a phone, where the button moves', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await openCalendar()
    await expect.poll(() => page.locator('.loa-grid thead').isVisible()).toBe(false)
    const days = await page.locator('td[data-date]').evaluateAll((cells) =>
      cells.map((one) => ({
        left: one.getBoundingClientRect().left,
        top: one.getBoundingClientRect().top,
      })),
    )
    expect(new Set(days.map(({ left }) => Math.round(left))).size).toBe(1)
    expect(days.map(({ top }) => top)).toEqual(days.map(({ top }) => top).sort((a, b) => a - b))
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(390)
    await page.getByRole('button', { name: 'Chuyển đến…: Bản nháp trong khay' }).click()
    await page.getByLabel(/^Ngày và giờ/).fill(`${day(6)}T20:00`)
    await page.getByRole('button', { name: 'Chuyển', exact: true }).click()
    await cell(day(6)).getByText('Bản thảo, dự kiến 20:00').waitFor()
    expect(await page.locator('.loa-movable--dragged').count()).toBe(0)
    expect(await editor.barriers()).toEqual([])
    await editor.picture('calendar-week')
  })
})

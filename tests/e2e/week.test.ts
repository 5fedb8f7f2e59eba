// A week in the newsroom, from the plan that is mended on Monday to the figures that are read at its end, by everybody
// who has a part in it: through the screens alone, in Vietnamese. Only portals, and whoever checks what came of it, ask
// an API. Each scene leaves its pictures.
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { drawPicture } from '../../seed/demo/drawPicture.ts'
import type { Role } from '../../src/access/roles.ts'
import { clockOf } from '../../src/admin/calendar/clock.ts'
import { periodAt } from '../../src/quota/calendar.ts'
import { type Application, startApplication } from '../helpers/application.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { hydrated, type Person, sitDown } from './person.ts'

let application: Application
let browser: Browser
let admin: Person
let reporter: Person
let editor: Person
let approver: Person
let leader: Person
const complaints: string[] = []

beforeAll(async () => {
  application = await startApplication({ contents: 'demo', hasWorker: true })
  browser = await launchBrowser()
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await application?.stop()
})

afterEach(() => {
  expect(complaints.splice(0)).toEqual([])
})

const PLAN = 'TN-CDS-2024-2025'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const timeZone = 'Asia/Ho_Chi_Minh'
const YEARS = { from: '2000-01-01', to: '2099-12-31' }
const dayAfter = (days: number) => clockOf({ instant: new Date(Date.now() + days * DAY), timeZone }).date
const weekOf = (date: string) => periodAt({ date, period: 'week', window: YEARS })?.key

const title = 'Sóng đã về xóm núi, điều còn thiếu là người chỉ cách dùng'
const corrected = 'Sóng đã về mười hai xóm núi, điều còn thiếu là người chỉ cách dùng'
const comment = 'Ghi rõ có bao nhiêu xóm, và nguồn của con số.'
const paper = 'Báo Thái Nguyên'
const portal = 'Cổng thông tin điện tử huyện Phú Lương'
let id: string
let key: string
let link: string

/** @param at which of several with this role, from 0 */
const sit = async (role: Role, at = 0) => {
  const person = await sitDown({ browser, cms: application.cms, complaints })
  person.page.setDefaultTimeout(10_000)
  await person.logIn(application.account(role, 'so-tttt', at))
  await hydrated(person.page)
  return person
}

const visit = async ({ page }: Person, address: string) => {
  await page.goto(`${application.cms}/admin${address}`)
  await hydrated(page)
}

const choose = async ({ page }: Person, field: string, option: string) => {
  await page.locator(`#field-${field} input`).first().fill(option)
  await page.locator('.rs__option', { hasText: option }).first().click()
}

/** A question of a portal, with the key that was handed to it. */
const ask = (address: string, { by = key, body }: { by?: string; body?: object } = {}) =>
  fetch(`${application.delivery}/v1${address}`, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${by}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  })

/** The row of the board that belongs to an outlet, in the table of a rule. */
const row = ({ page }: Person, table: RegExp, outlet: string) =>
  page.getByRole('table', { name: table }).getByRole('row', { name: new RegExp(`^${outlet}`) })
const WEEKLY = /^Mỗi tuần một bài về thực trạng/
const MONTHLY = /^Một đến ba tin, bài mỗi tháng/

/** The figures of the plan's line: of the first screen, the board and a leader's page. */
const figures = async (page: Person['page']) => {
  const line = page.getByRole('region', { name: 'Kế hoạch trong một dòng' })
  const texts = await line.getByRole('listitem').allInnerTexts()
  const [met, due, overdue, proved] = texts.map((text) => Number(/\d+/.exec(text)?.[0]))
  return { owed: Number(/trong (\d+)/.exec(texts[0] ?? '')?.[1]), met, due, overdue, proved }
}

describe('a week', { timeout: 60_000 }, () => {
  it('begins with the plan: a file is tried out, shown as a difference and applied', async () => {
    admin = await sit('admin')
    const { page } = admin
    await admin.picture('week-01-home-admin')
    await visit(admin, '/plan-file')
    const file = path.join(application.dataDir, 'keo-dai-tuyen-1.yaml')
    const until = dayAfter(120)
    const wrong = `changes: true\nplan:\n  code: ${PLAN}\nlines:\n  - code: L1\n    closesOn: ngày mai\n`
    await writeFile(file, wrong)
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: 'Chạy thử', exact: true }).click()
    await page.getByRole('heading', { name: 'Tệp chưa nạp được' }).waitFor()
    await page.getByText('Dòng 6').first().waitFor()
    await admin.picture('week-02-plan-file-refused')
    await page.getByRole('button', { name: 'Bỏ, chọn tệp khác' }).click()

    const right = `${wrong.replace('ngày mai', `"${until}"`)}quotas:\n  - code: Q1\n    endsOn: "${until}"\n`
    await writeFile(file, right)
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('button', { name: 'Chạy thử', exact: true }).click()
    await page.getByRole('heading', { name: 'Sẽ thay đổi gì' }).waitFor()
    await admin.picture('week-03-plan-file')
    expect(await admin.barriers()).toEqual([])
    await page.getByRole('button', { name: 'Áp dụng', exact: true }).click()
    await page.getByRole('button', { name: 'Áp dụng ngay' }).click()
    await page.getByText('Đã áp dụng 2 thay đổi.').waitFor()
    // the browser notes the answer to the wrong file
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !one.includes('status of 400')))
  })

  it('gives a portal its key, which is shown once', async () => {
    const { page } = admin
    await visit(admin, '/collections/subscribers?limit=50')
    await page.getByRole('link', { name: 'portal-phu-luong' }).click()
    await page.getByRole('button', { name: 'Tạo khóa mới' }).click()
    await page.getByLabel('Ghi chú').fill('Máy chủ của cổng')
    await page.getByRole('button', { name: 'Tạo khóa', exact: true }).click()
    key = await page.getByLabel('Khóa', { exact: true }).inputValue()
    await admin.picture('week-04-key')
    expect(await admin.barriers('.loa-panel')).toEqual([])
    // another one would take its place, and this one would be lost
    const change = page.getByRole('button', { name: /^Đổi khóa Máy chủ của cổng/ })
    expect(await change.isDisabled()).toBe(true)
    await page.getByRole('button', { name: 'Tôi đã chép khóa' }).click()
    expect(await change.isDisabled()).toBe(false)
    expect(await page.content()).not.toContain(key)
    expect(await (await ask('/items')).json()).toMatchObject({ items: [] })
    await visit(admin, '/deliveries')
    await page.getByRole('button', { name: 'Không gửi được' }).click()
    await page.getByText('Không có lượt đẩy tin nào ở tình trạng này.').waitFor()
    expect(await admin.barriers()).toEqual([])
  })

  it('tells a reporter what is due, and opens the draft of an empty place', async () => {
    reporter = await sit('reporter')
    const { page } = reporter
    for (const address of ['/plan-file', '/deliveries', '/mailbox', '/inbox']) {
      await page.goto(`${application.cms}/admin${address}`)
      await page.getByText('Màn hình này không dành cho vai trò của bạn.').waitFor()
    }
    await visit(reporter, '')
    const missing = page.getByRole('region', { name: 'Tuần này còn thiếu' })
    await missing.getByText(paper).first().waitFor()
    await reporter.picture('week-05-home-reporter')
    expect(await reporter.barriers()).toEqual([])
    await visit(reporter, '/board')
    await row(reporter, MONTHLY, portal).getByText(/^0\/3/).first().waitFor()
    await visit(reporter, '')
    await page.getByRole('link', { name: /đến hạn$/ }).click()
    await page.waitForURL(/board\?.*state=due/)
    await hydrated(page)
    await row(reporter, WEEKLY, paper)
      .getByRole('link', { name: /^0\/1 ?,? đến hạn\. Tạo tin, bài$/ })
      .click()
    await page.waitForURL(/items\/create\?/)
    await hydrated(page)
    await page.locator('#field-line').getByText('Thực trạng').first().waitFor()
    await page.locator('#field-outlets').getByText(paper).first().waitFor()
    expect(await page.locator('#field-publishAt input').first().inputValue()).toMatch(/^\d\d\/\d\d\/\d{4} /)
  })

  it('takes the text, and a picture with what it shows', async () => {
    const { page } = reporter
    await page.getByLabel('Tiêu đề').fill(title)
    await page
      .getByLabel('Tóm tắt')
      .fill('Ở nhiều xóm, cột sóng đã dựng xong nhưng điện thoại vẫn nằm trong ngăn tủ.')
    await page.locator('[contenteditable=true]').first().click()
    await page.keyboard.type('Cột sóng dựng xong từ đầu tháng. Bà con cần người chỉ cách dùng.')
    await choose(reporter, 'task', 'Phát triển hạ tầng')
    await choose(reporter, 'outlets', portal)
    await page.locator('#field-cover').getByRole('button', { name: 'Tạo mới' }).first().click()
    const drawer = page.locator('.drawer--is-open').last()
    const colours = {
      sky: ['#243b6b', '#e58f65'],
      hills: ['#5a5a8c', '#3c4475', '#1f2a54'],
      accent: '#ffd166',
      light: '#fdfaf3',
    } satisfies Parameters<typeof drawPicture>[0]['picture']['colours']
    const buffer = await drawPicture({ picture: { motif: 'antenna', colours }, width: 1600, height: 900 })
    await drawer
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'tram-song.jpg', mimeType: 'image/jpeg', buffer })
    await drawer.locator('input[name=alt]').fill('Trạm phát sóng trên đỉnh đồi lúc chiều xuống')
    await drawer.locator('input[name=credit]').fill('Ảnh: Cộng tác viên')
    await reporter.picture('week-06-picture')
    await drawer.getByRole('button', { name: 'Lưu', exact: true }).click()
    await drawer.waitFor({ state: 'detached' })
    await page.locator('#field-cover').getByText('tram-song').first().waitFor()
    id = await reporter.save()
    await page.waitForURL(`**/items/${id}`)
    await page
      .getByRole('region', { name: 'Định mức sẽ chiếm' })
      .getByText(/^đã có 0\/1, còn chỗ/)
      .waitFor()
    await reporter.picture('week-07-draft')
    await reporter.act('Gửi duyệt')
    await reporter.reads('Bài đang chờ lãnh đạo duyệt.')
  })

  it('tells the approver, who sends it back with a comment', async () => {
    approver = await sit('approver')
    const { page } = approver
    await page.getByRole('button', { name: /^Thông báo, \d+ chưa đọc$/ }).click()
    await approver.picture('week-08-bell')
    expect(await approver.barriers('.loa-bell')).toEqual([])
    await page.locator('.loa-bell__panel').getByText(title).first().click()
    await page.waitForURL(`**/items/${id}`)
    await hydrated(page)
    await approver.act('Trả lại')
    await page.getByLabel('Cần sửa gì?').fill(comment)
    await approver.picture('week-09-returning')
    await approver.act('Trả lại')
    await approver.reads('Bài đang soạn. Xong thì gửi duyệt.')
  })

  it('wrote to the approver, too: the mail is in the box', async () => {
    const { page } = admin
    const mail = new RegExp(`^Chờ duyệt: ${title}`)
    await expect
      .poll(
        async () => {
          await visit(admin, '/mailbox')
          return page.getByRole('link', { name: mail }).count()
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBeGreaterThan(0)
    await page.getByRole('link', { name: mail }).first().click()
    await page.getByRole('heading', { level: 2, name: mail }).waitFor()
    await admin.picture('week-10-mailbox')
    expect(await admin.barriers('.loa-screen', false)).toEqual([])
    // a mail runs no script, axe's neither
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !one.includes("'about:srcdoc'")))
  })

  it('brings it back to the reporter with the comment, and takes it mended', async () => {
    const { page } = reporter
    await visit(reporter, '')
    const returned = page.getByRole('region', { name: 'Trả lại cho tôi' })
    await returned.getByText(`“${comment}”`).waitFor()
    await reporter.picture('week-11-home-returned')
    await returned.getByRole('link', { name: new RegExp(title) }).click()
    await page.waitForURL(`**/items/${id}`)
    await hydrated(page)
    await page
      .getByLabel('Tóm tắt')
      .fill('Mười hai xóm đã có sóng, theo danh sách của ngành; bà con cần người chỉ cách dùng.')
    await reporter.save()
    await reporter.act('Gửi duyệt')
    await reporter.reads('Bài đang chờ lãnh đạo duyệt.')
  })

  it('lets the editor mend a word and call the approver by name', async () => {
    editor = await sit('editor')
    const { page } = editor
    await editor.open(id)
    await page.getByLabel('Bút danh, nguồn').fill('Nhóm phóng viên')
    await editor.save()
    const talk = page.getByRole('region', { name: 'Trao đổi', exact: true })
    await talk.getByText(comment).first().waitFor()
    await talk.getByLabel('Viết trao đổi').pressSequentially('Đã có nguồn, nhờ duyệt giúp @lanh')
    await talk.getByRole('option').first().waitFor()
    await page.keyboard.press('Enter')
    await talk.getByRole('button', { name: 'Gửi' }).click()
    await talk.locator('.loa-talk__text', { hasText: 'Đã có nguồn' }).waitFor()
    await editor.picture('week-12-talk')
  })

  it('refuses a week that is full on the calendar, offers the next free one, and takes another time', async () => {
    const { page } = editor
    await visit(editor, `/calendar?week=${weekOf(dayAfter(0))}`)
    const entry = page.locator('[data-item]', { hasText: title })
    const move = async (to: string) => {
      await entry.getByRole('link').focus()
      await page.keyboard.press('m')
      await page.getByLabel(/^Ngày và giờ/).fill(to)
      await page.keyboard.press('Enter')
    }
    await move(`${dayAfter(7)}T09:00`)
    const refusal = page.locator('.loa-refused')
    await refusal.getByText('Định mức của kỳ này đã đủ.').waitFor()
    await refusal.getByText(/Một việc hỏi nhiều cửa/).waitFor()
    await refusal.getByRole('button', { name: /^Chuyển tới .* còn chỗ$/ }).waitFor()
    await editor.picture('week-13-full')
    expect(await editor.barriers()).toEqual([])
    await refusal.getByRole('button', { name: 'Đóng' }).click()
    // it is to run by itself while the week goes on
    const soon = new Date(Math.ceil((Date.now() + 30_000) / MINUTE) * MINUTE)
    const { date, time } = clockOf({ instant: soon, timeZone })
    await move(`${date}T${time}`)
    await page.getByRole('status').filter({ hasText: time }).waitFor()
    await entry.getByText(`Chờ duyệt, dự kiến ${time}`).waitFor()
  })

  it('is approved in bulk, one row refused with its reason', async () => {
    const { page } = approver
    const other = 'Chuẩn bị hội thảo tìm giải pháp'
    await visit(approver, '')
    await page.getByRole('region', { name: 'Chờ tôi duyệt' }).waitFor()
    await approver.picture('week-14-home-approver')
    await visit(approver, '/inbox')
    const list = page.getByRole('region', { name: 'Bài chờ duyệt' })
    for (const one of [title, other])
      await list.getByRole('checkbox', { name: new RegExp(`^Chọn “${one}`) }).check()
    // somebody touches the other text after the approver has read it
    await visit(editor, '/collections/items?limit=100')
    await editor.page.getByRole('link', { name: new RegExp(`^${other}`) }).click()
    await editor.page.waitForURL(/items\/[0-9a-f-]{36}$/)
    await hydrated(editor.page)
    await editor.page.getByLabel('Bút danh, nguồn').fill('Ban biên tập')
    await editor.save()
    await list.getByRole('button', { name: 'Duyệt 2 bài đã chọn' }).click()
    await page.getByText('Duyệt được 1 trong 2 bài.').waitFor()
    await page.getByText(/^Bài đã được sửa sau khi bạn mở/).waitFor()
    await page.getByText('Bài mới, chưa duyệt lần nào.').waitFor()
    await approver.picture('week-15-bulk')
  })

  it('shows the leader where the plan stands, and gives a link to read it without an account', async () => {
    leader = await sit('approver', 1)
    const { page } = leader
    await page.getByRole('link', { name: /đã đạt/ }).waitFor()
    await visit(leader, '/board')
    await leader.picture('week-16-board')
    await page.getByRole('link', { name: 'Xuất báo cáo' }).click()
    await page.getByRole('heading', { level: 1, name: 'Kết quả tuyên truyền' }).waitFor()
    await leader.picture('week-17-report')
    const downloaded = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Tải báo cáo dạng DOCX' }).click()
    const bytes = await readFile(await (await downloaded).path())
    expect(bytes.subarray(0, 2).toString()).toBe('PK')
    await visit(leader, '/leader-links')
    await page.getByLabel('Dành cho ai').fill('Lãnh đạo tỉnh')
    await page.getByRole('button', { name: 'Tạo liên kết' }).click()
    link = await page.getByLabel('Địa chỉ').inputValue()
    await leader.picture('week-18-leader-links')
    const stranger = await browser.newContext({ locale: 'vi-VN', viewport: { width: 390, height: 844 } })
    const opened = await stranger.newPage()
    for (const colorScheme of ['light', 'dark'] as const) {
      await opened.emulateMedia({ colorScheme })
      await opened.goto(link)
      await opened.getByRole('table', { name: 'Kết quả thực hiện' }).waitFor()
      await opened.screenshot({ path: `test-output/screenshots/week-19-leader-390-${colorScheme}.png` })
      const { violations } = await new AxeBuilder({ page: opened }).analyze()
      expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([])
    }
    await stranger.close()
  })

  it('publishes by itself when the time has come; the portal pulls it and reports where it ran', {
    timeout: 120_000,
  }, async () => {
    // within what a key may ask a minute
    await expect
      .poll(async () => (await (await ask('/items')).json()).items[0]?.title, {
        timeout: 100_000,
        interval: 1000,
      })
      .toBe(title)
    const { items } = await (await ask('/items')).json()
    expect(items[0]).toMatchObject({ id, line: 'L1', task: 'T1' })
    expect(items[0].cover.alt).toBe('Trạm phát sóng trên đỉnh đồi lúc chiều xuống')
    const body = {
      id,
      edition: items[0].edition,
      url: 'https://phuluong.example/song-da-ve-xom-nui',
      publishedAt: new Date().toISOString(),
    }
    expect((await ask('/receipts', { body })).status).toBe(201)
  })

  it('says on the item and on the board that it ran, with its proof', async () => {
    const { page } = reporter
    await reporter.open(id)
    await reporter.reads(/^Bài đã đăng lúc/)
    const proof = page.getByRole('region', { name: 'Đã phát ở đâu' })
    await proof.getByText(/^Xác nhận đăng:/).waitFor()
    expect(await proof.getByRole('link', { name: 'Xem bài đã đăng' }).getAttribute('href')).toContain(
      'phuluong',
    )
    await reporter.picture('week-20-proof')
    await visit(reporter, '/board')
    await row(reporter, WEEKLY, paper)
      .locator(`a[href*="${weekOf(dayAfter(0))}"]`, { hasText: '1/1' })
      .waitFor()
    await row(reporter, MONTHLY, portal)
      .getByRole('link', { name: /^1\/3 ?,? đạt/ })
      .click()
    await page.waitForURL(/slot=Q6/)
    await hydrated(page)
    await page.locator('#slot').getByText(title).waitFor()
    await reporter.picture('week-21-board-cell')
  })

  it('corrects what runs, urgently, with a note that readers get', async () => {
    const { page } = editor
    await editor.open(id)
    await page.getByLabel('Tiêu đề').fill(corrected)
    await choose(editor, 'priority', 'Khẩn')
    await editor.save()
    await editor.reads(/hãy ghi ở mục “Đính chính” đã sửa gì/)
    await editor.picture('week-22-note-missing')
    await page.locator('#field-changeNote').fill('Ghi rõ số xóm đã có sóng.')
    await editor.save()
    await editor.act('Gửi duyệt')
    await editor.reads('Bài đang chờ lãnh đạo duyệt.')
    await approver.open(id)
    await approver.act('Duyệt')
    await approver.act('Đăng ngay')
    await approver.reads(/^Bài đã đăng lúc/)
    await approver.picture('week-23-corrected')
    const { changes } = await (await ask('/changes')).json()
    expect(changes.at(-1)).toMatchObject({
      type: 'updated',
      id,
      item: { title: corrected, changeNote: 'Ghi rõ số xóm đã có sóng.' },
    })
  })

  it('withdraws a text, and portals are told', async () => {
    const { page } = approver
    const by = application.keyOf('portal-vo-nhai')
    const [{ id: gone }] = (await (await ask('/items', { by })).json()).items
    await approver.open(gone)
    await approver.act('Gỡ bài')
    await page.getByLabel(/^Vì sao gỡ/).fill('Danh sách xóm đang được rà soát lại.')
    await approver.picture('week-24-withdrawing')
    await approver.act('Gỡ bài')
    await approver.reads(/^Bài đã gỡ khỏi các kênh/)
    expect((await ask(`/items/${gone}`, { by })).status).toBe(410)
  })

  it('ends with the same figures on the first screen, the board, the report and the leader’s page', async () => {
    const { page } = leader
    await visit(leader, '')
    const shown = await figures(page)
    expect(shown.proved).toBeGreaterThan(0)
    await leader.picture('week-25-home-leader')
    await visit(leader, '/board')
    expect(await figures(page)).toEqual(shown)
    await page.goto(link)
    expect(await figures(page)).toEqual(shown)
    await visit(leader, '/report?period=whole')
    const reported = async (name: string) => {
      const figure = page
        .locator('.loa-report__figure', { has: page.getByText(name, { exact: true }) })
        .locator('dd')
      return Number(String(await figure.textContent()).replaceAll('.', ''))
    }
    expect(await reported('Chỉ tiêu')).toBe(shown.owed)
    expect(await reported('Đạt chỉ tiêu')).toBe(shown.met)
    expect(await reported('Quá hạn')).toBe(shown.overdue)
  })

  it('takes a key back at once', async () => {
    const { page } = admin
    await visit(admin, '/collections/subscribers?limit=50')
    await page.getByRole('link', { name: 'portal-phu-luong' }).click()
    await page.getByRole('button', { name: /^Thu hồi khóa Máy chủ của cổng/ }).click()
    await page.getByRole('button', { name: 'Thu hồi ngay' }).click()
    await page.getByText('Đã thu hồi khóa.').waitFor()
    await expect.poll(async () => (await ask('/items')).status).toBe(401)
  })
})

// A week in the newsroom without a mouse: after the first address nothing but keys. The focus is seen wherever a key is
// pressed, and is never lost where a question closes or a row disappears.
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Application, startApplication } from '../helpers/application.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { type Receiver, startReceiver } from '../helpers/receiver.ts'
import { deskOf, paragraph } from './desk.ts'
import { type Keys, keysOf } from './keys.ts'
import { hydrated, type Person, sitDown } from './person.ts'

let application: Application
let browser: Browser
let receiver: Receiver
let editor: Seat
let approver: Seat
let admin: Seat
const complaints: string[] = []

type Seat = Person & { keys: Keys }
type Role = 'editor' | 'approver' | 'admin'

beforeAll(async () => {
  const push = { PUSH_ALLOW_PRIVATE_TARGETS: 'true' }
  application = await startApplication({
    contents: 'demo',
    hasWorker: true,
    settings: { cms: push, worker: push },
  })
  browser = await launchBrowser()
  receiver = await startReceiver()
  const sit = async () => {
    const person = await sitDown({ browser, cms: application.cms, complaints })
    // the window for choosing files is the test's from the first listener on
    person.page.on('filechooser', () => {})
    return { ...person, keys: keysOf(person.page) }
  }
  ;[editor, approver, admin] = await Promise.all([sit(), sit(), sit()])
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await receiver?.close()
  await application?.stop()
})

afterEach(() => {
  expect(complaints.splice(0)).toEqual([])
})

const title = 'Viết bằng bàn phím'

describe('a week without a mouse', { timeout: 90_000 }, () => {
  it('lets people in', async () => {
    for (const [seat, role] of [
      [editor, 'editor'],
      [approver, 'approver'],
      [admin, 'admin'],
    ] as [Seat, Role][]) {
      const { email, password } = application.account(role, 'so-tttt')
      await seat.keys.to('textbox', /^Email/)
      await seat.keys.type(email)
      await seat.keys.toElement('input[type=password]')
      await seat.keys.type(password)
      await seat.keys.press('Enter')
      await seat.page.waitForURL(`${application.cms}/admin`)
      await hydrated(seat.page)
    }
  })

  it('turns an empty place of the board into a draft with text and picture', async () => {
    const { page, keys } = editor
    await screen(editor, 'Bảng tiến độ', '**/admin/board')
    await keys.enter('link', /đến hạn\. Tạo tin, bài$/)
    await page.waitForURL(/items\/create\?/)
    await hydrated(page)
    await keys.to('textbox', /^Tiêu đề/)
    await keys.type(title)
    await uploadCover()
    await keys.toElement('[contenteditable=true]')
    await keys.type('Bài này được viết mà không chạm đến chuột.')
    await choose('task', 'Hạ tầng số')
    await save(page, keys)
    await page.waitForURL(/items\/[0-9a-f-]{36}/)
    await editor.reads('Bài đang soạn. Xong thì gửi duyệt.')
  })

  it('talks about it, calls a person by name, and looks at it as readers will', async () => {
    const { page, keys } = editor
    await keys.to('combobox', 'Viết trao đổi')
    await keys.type('Nhờ xem giúp @lanh dao')
    await page.getByRole('option').first().waitFor()
    await keys.press('Enter')
    await keys.enter('button', 'Gửi')
    await page.locator('.loa-talk__text', { hasText: 'Nhờ xem giúp @Lãnh đạo' }).waitFor()
    await keys.keepsFocus('a remark was sent')
    await keys.enter('link', 'Xem trước')
    await page.waitForURL('**/look')
    await hydrated(page)
    await keys.to('button', 'Truyền thanh')
    await keys.press('Space')
    await page.locator('.loa-look__script', { hasText: 'không chạm đến chuột' }).waitFor()
    await keys.enter('link', 'So sánh')
    await page.waitForURL('**/compare')
    await hydrated(page)
    await page.locator('.loa-compare').waitFor()
    await keys.enter('link', 'Chỉnh sửa')
    await page.waitForURL(/items\/[0-9a-f-]{36}$/)
    await hydrated(page)
  })

  it('submits it', async () => {
    const { keys } = editor
    await keys.enter('button', 'Gửi duyệt')
    await editor.reads('Bài đang chờ lãnh đạo duyệt.')
    await keys.keepsFocus('it was submitted')
  })

  it('is returned with words, mended, and approved, all in the inbox', async () => {
    const { page, keys } = approver
    await screen(approver, /^Chờ duyệt/, '**/admin/inbox')
    await look(approver, title)
    await keys.press('r')
    await page.getByLabel('Cần sửa gì?').waitFor()
    await keys.type('Thêm tên người nói.')
    await keys.enter('button', /^Trả lại/)
    await page.getByRole('button', { name: new RegExp(`^${title}`) }).waitFor({ state: 'detached' })
    await keys.keepsFocus('an item was returned')

    await screen(editor, 'Việc của tôi', '**/admin')
    await editor.keys.enter('link', new RegExp(`^Sửa ?:? ${title}`))
    await editor.page.waitForURL(/items\/[0-9a-f-]{36}/)
    await hydrated(editor.page)
    await editor.keys.to('textbox', /^Tóm tắt/)
    await editor.keys.type('Người nói có tên.')
    await save(editor.page, editor.keys)
    await editor.keys.enter('button', 'Gửi duyệt')
    await editor.reads('Bài đang chờ lãnh đạo duyệt.')

    await screen(approver, 'Việc của tôi', '**/admin')
    await screen(approver, /^Chờ duyệt/, '**/admin/inbox')
    await look(approver, title)
    await page.locator('.loa-detail__buttons .loa-button--primary:enabled').waitFor()
    await keys.press('a')
    await page.getByRole('button', { name: new RegExp(`^${title}`) }).waitFor({ state: 'detached' })
    await keys.keepsFocus('an item was approved')
  })

  it('moves what is planned in the calendar, and schedules it', async () => {
    const { page, keys } = editor
    const id = page.url().split('/').at(-1)
    await screen(editor, 'Lịch', '**/admin/calendar')
    await keys.toElement(`[data-item="${id}"] a`)
    await keys.press('m')
    await page.getByRole('dialog').waitFor()
    await keys.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await keys.toElement(`[data-item="${id}"] a`)
    await keys.press('m')
    // another minute of the same day, by the arrows
    await page.locator('dialog input[type=datetime-local]:focus').waitFor()
    await keys.press('Tab', 4)
    await keys.press('ArrowUp', 5)
    await keys.press('Enter')
    await page.locator('.loa-calendar__said', { hasText: 'Đã' }).waitFor()
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[data-item]') !== null))
      .toBe(true)
  })

  it('publishes', async () => {
    const { page, keys } = approver
    await screen(approver, 'Lịch', '**/admin/calendar')
    await keys.enter('link', new RegExp(title))
    await page.waitForURL(/items\/[0-9a-f-]{36}/)
    await hydrated(page)
    await keys.enter('button', 'Đăng ngay')
    await approver.reads(/^Bài đã đăng lúc/)
    await keys.keepsFocus('it was published')
  })

  it('marks the notices read', async () => {
    const { page, keys } = approver
    await keys.enter('button', /^Thông báo, [1-9]\d* chưa đọc$/)
    await keys.enter('button', 'Đánh dấu tất cả đã đọc')
    await page.getByRole('button', { name: 'Thông báo, 0 chưa đọc' }).waitFor()
    await keys.keepsFocus('the notices were marked read')
    await keys.press('Escape')
    await page.locator('.loa-bell__panel').waitFor({ state: 'detached' })
    await page.locator('.loa-bell__button:focus').waitFor()
  })

  it('takes the report along', async () => {
    const { page, keys } = approver
    await screen(approver, 'Kết quả tuyên truyền', '**/admin/report')
    const downloaded = page.waitForEvent('download')
    await keys.enter('link', 'Tải báo cáo dạng PDF')
    expect((await downloaded).suggestedFilename()).toMatch(/\.pdf$/)
  })

  it('makes a link for a leader and takes it back', async () => {
    const { page, keys } = approver
    await screen(approver, 'Bảng tiến độ', '**/admin/board')
    await keys.enter('link', 'Liên kết cho lãnh đạo')
    await page.waitForURL('**/admin/leader-links')
    await hydrated(page)
    await keys.to('textbox', /^Dành cho ai/)
    await keys.type('Lãnh đạo Sở')
    await keys.press('Enter')
    await page.getByLabel('Địa chỉ').waitFor()
    await keys.keepsFocus('a link was made')
    await keys.enter('button', 'Thu hồi liên kết Lãnh đạo Sở')
    // the question has the focus on going back
    await keys.enter('button', 'Thu hồi')
    await page.getByText(/^đã thu hồi/).waitFor()
    await keys.keepsFocus('a link was revoked')
  })

  it('tries a plan file out and applies it', async () => {
    const { page, keys } = admin
    const file = path.join(application.dataDir, 'ban-phim.yaml')
    await writeFile(
      file,
      'changes: true\nplan:\n  code: TN-CDS-2024-2025\ntasks:\n  - code: T1\n    title: Hạ tầng số cho mọi nhà\n',
    )
    await screen(admin, 'Tệp kế hoạch', '**/admin/plan-file')
    await keys.toElement('.loa-file input')
    await chooseFile(admin, file)
    await keys.enter('button', 'Chạy thử')
    await page.getByText('Hạ tầng số cho mọi nhà').first().waitFor()
    await keys.keepsFocus('a file was tried out')
    await keys.enter('button', 'Áp dụng')
    await keys.enter('button', 'Áp dụng ngay')
    await page.getByText('Đã áp dụng 1 thay đổi.').waitFor()
    await keys.keepsFocus('a file was applied')
  })

  it('makes a key, copies it, changes it for a new one and revokes it', async () => {
    const { page, keys } = admin
    await screen(admin, 'Nơi nhận tin', '**/collections/subscribers**')
    await keys.enter('link', 'led-dai-tu')
    await page.waitForURL(/subscribers\/[0-9a-f-]{36}/)
    await hydrated(page)
    await keys.enter('button', 'Tạo khóa mới')
    await keys.to('textbox', /^Ghi chú/)
    await keys.type('Máy mới')
    await keys.enter('button', 'Tạo khóa')
    await page.locator('.loa-key:focus').waitFor()
    await keys.enter('button', 'Chép khóa')
    await keys.enter('button', 'Tôi đã chép khóa')
    await keys.keepsFocus('a key was copied')
    await keys.enter('button', /^Đổi khóa Máy mới/)
    await keys.press('Escape')
    await keys.keepsFocus('a question was cancelled')
    await keys.enter('button', /^Đổi khóa Máy mới/)
    await keys.enter('button', 'Đổi khóa')
    await page.locator('.loa-key:focus').waitFor()
    await keys.enter('button', 'Tôi đã chép khóa')
    await keys.enter('button', /^Thu hồi khóa Máy mới/)
    await keys.enter('button', 'Thu hồi ngay')
    await page.getByText('Đã thu hồi khóa.').waitFor()
    await keys.keepsFocus('a key was revoked')
  })

  it('makes a key to sign with, and changes it for a new one', async () => {
    const { page, keys } = admin
    await screen(admin, 'Nơi nhận tin', '**/collections/subscribers**')
    await keys.enter('link', 'led-dinh-hoa')
    await page.waitForURL(/subscribers\/[0-9a-f-]{36}/)
    await hydrated(page)
    const made = page.locator('.loa-key:focus')
    await keys.enter('button', 'Tạo khóa ký')
    await made.waitFor()
    const first = await made.inputValue()
    expect(first).toMatch(/^whsec_/)
    await keys.enter('button', 'Tôi đã chép khóa')
    await page.getByText('Đã có khóa ký').first().waitFor()
    await keys.keepsFocus('a signing key was copied')
    await keys.enter('button', 'Đổi khóa ký')
    await admin.picture('keyboard-signing')
    await keys.to('checkbox', 'Khóa cũ đã lộ: ngừng dùng ngay')
    await keys.press('Space')
    await keys.enter('button', 'Đổi khóa')
    await made.waitFor()
    expect(await made.inputValue()).not.toBe(first)
    await keys.enter('button', 'Tôi đã chép khóa')
    await keys.keepsFocus('a signing key was changed')
  })

  it('sends a push again', async () => {
    const { page, keys } = admin
    await pushed()
    await screen(admin, /^Nhật ký gửi/, '**/admin/deliveries')
    await keys.enter('button', /^Gửi lại tin số/)
    await page.getByText('Đã xếp 1 tin để gửi lại.').first().waitFor()
    await keys.keepsFocus('a push was sent again')
  })
})

/** Through the navigation, opened where it is closed. */
const screen = async ({ page, keys }: Seat, name: string | RegExp, address: string) => {
  const closed = page.locator('.nav[inert]')
  if ((await closed.count()) > 0) {
    await keys.enter('button', /menu/i)
    await closed.waitFor({ state: 'detached' })
  }
  await keys.enter('link', name)
  await page.waitForURL(address)
  await hydrated(page)
}

/** By the arrows of the inbox, to the row of that title. */
const look = async ({ page, keys }: Seat, wanted: string) => {
  await page.getByRole('region', { name: 'Bài chờ duyệt' }).waitFor()
  const heading = page.getByRole('article').getByRole('heading', { level: 2 })
  for (let rows = 0; rows < 30; rows += 1) {
    if ((await heading.textContent()) === wanted) return
    await keys.press('ArrowDown')
  }
  throw new Error(`${wanted} is not in the inbox`)
}

const choose = async (field: string, option: string) => {
  await editor.keys.toElement(`#field-${field} input`)
  await editor.keys.type(option)
  await editor.page.locator('.rs__option', { hasText: option }).first().waitFor()
  await editor.keys.press('Enter')
  await editor.page.locator(`#field-${field}`).getByText(option).first().waitFor()
}

const save = async (page: Page, keys: Keys) => {
  const answered = page.waitForResponse(
    (response) =>
      /\/api\/items/.test(response.url()) && ['POST', 'PATCH'].includes(response.request().method()),
  )
  await keys.press('Control+s')
  expect((await answered).status()).toBeLessThan(300)
}

const chooseFile = async ({ page, keys }: Seat, file: string) => {
  const chooser = page.waitForEvent('filechooser')
  await keys.press('Space')
  // the window of the operating system
  await (await chooser).setFiles(file)
}

const uploadCover = async () => {
  const { page, keys } = editor
  const file = path.join(application.dataDir, 'anh.png')
  const background = '#0b57d0'
  await sharp({ create: { width: 1200, height: 675, channels: 3, background } })
    .png()
    .toFile(file)
  await keys.toElement('#field-cover button')
  await keys.press('Enter')
  const drawer = page.getByRole('dialog')
  await drawer.waitFor()
  await keys.to('button', 'Chọn một file')
  await chooseFile(editor, file)
  await keys.toElement('dialog #field-alt, [role=dialog] #field-alt')
  await keys.type('Một tấm bảng màu xanh')
  await keys.enter('button', 'Lưu')
  await drawer.waitFor({ state: 'detached' })
  await page
    .locator('#field-cover')
    .getByText(/anh.*\.png/)
    .first()
    .waitFor()
  await keys.keepsFocus('a picture was uploaded')
}

/** Something was pushed; how it came to that is no work of this person. */
const pushed = async () => {
  const desk = deskOf(admin)
  const [subscriber] = (await desk.ask('GET', '/subscribers?where[code][equals]=led-dinh-hoa&depth=0')).docs
  await desk.ask('PATCH', `/subscribers/${subscriber.id}`, { pushUrl: receiver.url })
  const writing = deskOf(editor)
  const approving = deskOf(approver)
  const outlets = [await writing.idOf('outlets', 'led-dinh-hoa')]
  const id = await writing.draft({ title: 'Tin được đẩy', kind: 'led', outlets, body: paragraph('Một câu.') })
  await writing.step(id, 'submit')
  await approving.step(id, 'approve')
  const { doc, errors } = await approving.step(id, 'publish')
  expect(doc?.stage ?? JSON.stringify(errors)).toBe('published')
  await expect.poll(() => receiver.received.length, { timeout: 15_000 }).toBeGreaterThan(0)
}

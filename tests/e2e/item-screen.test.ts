// The screen of one item, through the browser: what stands around the form, and that nothing typed is lost.
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Application, startApplication } from '../helpers/application.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { type Desk, deskOf, paragraph } from './desk.ts'
import { hydrated, type Person, sitDown } from './person.ts'

let application: Application
let browser: Browser
let editor: Person
let approver: Person
let editing: Desk
let approving: Desk
const complaints: string[] = []

/** What the browser itself notes when a test takes the network or the session away. */
const PROVOKED =
  /ERR_FAILED|ERR_INTERNET|status of 40[13]|status of 500|Failed to fetch|Error submitting form|Unauthorized/

beforeAll(async () => {
  application = await startApplication({ contents: 'demo' })
  browser = await launchBrowser()
  editor = await sitDown({ browser, cms: application.cms, complaints })
  await editor.logIn(application.account('editor', 'ubnd-dinh-hoa'))
  approver = await sitDown({ browser, cms: application.cms, complaints })
  await approver.logIn(application.account('approver', 'ubnd-dinh-hoa'))
  editing = deskOf(editor)
  approving = deskOf(approver)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await application?.stop()
})

afterEach(() => {
  expect(complaints.splice(0)).toEqual([])
})

const allowProvoked = () =>
  complaints.splice(0, complaints.length, ...complaints.filter((one) => !PROVOKED.test(one)))

/** A sidebar's panel by its heading. */
const panel = (person: Person, name: string) => person.page.getByRole('region', { name, exact: true })

const choose = async ({ person, field, option }: { person: Person; field: string; option: string }) => {
  await person.page.locator(`#field-${field} input`).first().fill(option)
  await person.page.locator('.rs__option', { hasText: option }).first().click()
}

describe('the item screen', { timeout: 120_000 }, () => {
  const portal = 'Cổng thông tin điện tử huyện Định Hóa'
  let live: string

  it('counts the quota while outlets are chosen, before anything is saved', async () => {
    const { page } = editor
    await page.goto(`${application.cms}/admin/collections/items/create`)
    await hydrated(page)
    const quota = panel(editor, 'Định mức sẽ chiếm')
    await quota.getByText('Chọn kênh đăng để thấy định mức sẽ chiếm.').waitFor()
    await choose({ person: editor, field: 'outlets', option: portal })
    await quota.getByText(portal).waitFor()
    const asked = await editing.ask('POST', '/items/quota', {
      kind: 'news',
      outlets: [await editing.idOf('outlets', 'portal-dinh-hoa')],
    })
    expect(asked.slots.length).toBeGreaterThan(0)
    await quota.getByText(/^(đã có|đã đủ) \d\/3/).waitFor()
    await editor.picture('item-new-quota')
  })

  it('asks before a page with unsaved text is left', async () => {
    const { page } = editor
    await page.getByLabel('Tiêu đề').fill('Tin chưa lưu')
    await page.locator('.app-header a, .step-nav a').first().click()
    const question = page.getByRole('dialog').filter({ hasText: 'chưa' })
    await question.waitFor()
    await editor.picture('item-leaving')
    await question.getByRole('button', { name: /Tiếp tục ở lại|Ở lại/ }).click()
    expect(await page.getByLabel('Tiêu đề').inputValue()).toBe('Tin chưa lưu')
  })

  it('offers what was typed again after the window was closed, and forgets it when it is saved', async () => {
    const { page } = editor
    await page.waitForTimeout(1200)
    page.once('dialog', (dialog) => dialog.accept())
    await page.reload()
    await hydrated(page)
    const offer = page.getByRole('status').filter({ hasText: 'Có phần chưa lưu từ lần trước' })
    await offer.waitFor()
    await editor.picture('item-backup')
    expect(await editor.barriers('.loa-safe')).toEqual([])
    await offer.getByRole('button', { name: 'Khôi phục' }).click()
    await expect.poll(() => page.getByLabel('Tiêu đề').inputValue()).toBe('Tin chưa lưu')
    await panel(editor, 'Định mức sẽ chiếm').getByText(portal).waitFor()
    const id = await editor.save()
    await page.waitForURL(`**/items/${id}`)
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('loa:'))),
    ).toEqual([])
  })

  it('shows ways out of a full quota before the click', async () => {
    const id = await fillPortal()
    const draft = await editing.draft({ title: 'Tin thừa trong tháng' })
    await editor.open(draft)
    const quota = panel(editor, 'Định mức sẽ chiếm')
    await quota.getByText('đã đủ 3/3').waitFor()
    await editor.picture('item-full')
    expect(await editor.barriers('.loa-card')).toEqual([])
    await quota.getByRole('button', { name: /^Chuyển sang tháng/ }).click()
    await quota.getByText(/^đã có \d\/3, còn chỗ/).waitFor()
    await quota.getByText(/^Đã chuyển ngày đăng sang/).waitFor()
    await editor.save()
    await quota.getByText(/^đã có \d\/3, còn chỗ/).waitFor()

    // an approver leaves the text as it is: another time, over quota, or back
    await approver.open(id)
    await panel(approver, 'Định mức sẽ chiếm')
      .getByRole('button', { name: /^Hẹn đăng/ })
      .click()
    await approver.reads(/^Bài đã duyệt, tự đăng lúc/)
  })

  it('talks about the item, and calls people by name', async () => {
    const id = await editing.draft({ title: 'Tin có trao đổi' })
    await editor.open(id)
    const talk = panel(editor, 'Trao đổi')
    const field = talk.getByLabel('Viết trao đổi')
    await field.pressSequentially('Nhờ xem giúp @lanh dao')
    const offered = talk.getByRole('option')
    await offered.first().waitFor()
    await editor.picture('item-mention')
    await editor.page.keyboard.press('Enter')
    expect(await field.inputValue()).toMatch(/^Nhờ xem giúp @Lãnh đạo.* $/)
    await talk.getByRole('button', { name: 'Gửi' }).click()
    await talk.locator('.loa-talk__text', { hasText: 'Nhờ xem giúp @Lãnh đạo' }).waitFor()
    const { docs } = await editing.ask('GET', `/comments?where[item][equals]=${id}&depth=0`)
    expect(docs[0].mentions).toHaveLength(1)

    await editing.step(id, 'submit')
    await approving.step(id, 'return', { comment: 'Cần nguồn cho con số.' })
    await editor.open(id)
    await talk.locator('.loa-talk__text', { hasText: 'Cần nguồn cho con số.' }).waitFor()
    await talk.getByText(/Lãnh đạo.*· Trả lại$/).waitFor()
    await editor.picture('item-talk')
    live = id
  })

  it('tells who did what and when', async () => {
    await editing.ask('PATCH', `/items/${live}`, {
      body: paragraph('Một câu đã được duyệt.'),
      outlets: await led(),
    })
    await editing.step(live, 'submit')
    await approving.step(live, 'approve')
    await approving.step(live, 'publish')
    await editor.open(live)
    await editor.page.getByText('Lịch sử', { exact: true }).click()
    const history = editor.page.locator('.loa-history')
    for (const words of [/soạn bài$/, /gửi duyệt$/, /trả lại$/, /duyệt$/, /đăng bài$/])
      await history.getByText(words).first().waitFor()
  })

  it('tells where it ran, and what proves it', async () => {
    const key = application.keyOf('led-dinh-hoa')
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const item = await fetch(`${application.delivery}/v1/items/${live}`, { headers }).then((one) =>
      one.json(),
    )
    const receipt = {
      id: live,
      edition: item.edition,
      url: 'https://led.example/tin-1',
      publishedAt: new Date().toISOString(),
    }
    const answer = await fetch(`${application.delivery}/v1/receipts`, {
      method: 'POST',
      headers,
      body: JSON.stringify(receipt),
    })
    expect(answer.status).toBe(201)
    await editor.open(live)
    const proof = panel(editor, 'Đã phát ở đâu')
    await proof.getByText('Màn hình LED trung tâm huyện Định Hóa').waitFor()
    await proof.getByText(/^Xác nhận đăng:/).waitFor()
    expect(await proof.getByRole('link', { name: 'Xem bài đã đăng' }).getAttribute('href')).toBe(
      'https://led.example/tin-1',
    )
    await editor.picture('item-proof')
    expect(await editor.barriers('.loa-card')).toEqual([])
  })

  it('compares a correction with the live edition, word by word', async () => {
    await editing.ask('PATCH', `/items/${live}`, {
      title: 'Tin có trao đổi và đính chính',
      body: paragraph('Một câu đã được sửa lại.'),
      changeNote: 'Sửa một câu.',
    })
    const { page } = editor
    await page.goto(`${application.cms}/admin/collections/items/${live}`)
    await hydrated(page)
    await page.getByRole('link', { name: 'So sánh' }).click()
    await page.waitForURL('**/compare')
    await page.locator('ins', { hasText: 'và đính chính' }).waitFor()
    expect(await page.locator('del').allInnerTexts()).toContainEqual(expect.stringContaining('duyệt'))
    await editor.picture('item-compare')
    expect(await editor.barriers('.loa-compare')).toEqual([])
  })

  it('shows the item as a portal, a phone and an announcer have it', async () => {
    const { page } = editor
    await page.goto(`${application.cms}/admin/collections/items/${live}/look`)
    await hydrated(page)
    const frame = page.frameLocator('iframe')
    await frame.getByRole('heading', { name: 'Tin có trao đổi và đính chính' }).waitFor()
    await editor.picture('item-look')
    await page.getByRole('button', { name: 'Truyền thanh' }).click()
    await page.getByText(/^Đọc khoảng/).waitFor()
    await page.locator('.loa-look__script', { hasText: 'Một câu đã được sửa lại.' }).waitFor()
    await editor.picture('item-look-loudspeaker')
    expect(await editor.barriers('.loa-look')).toEqual([])
  })

  it('tells the second who opens it that somebody is at it', async () => {
    const id = await editing.draft({ title: 'Tin hai người mở' })
    await editor.open(id)
    await editor.page.getByLabel('Tóm tắt').fill('Đang sửa dở')
    await expect
      .poll(async () => (await editing.ask('GET', `/payload-locked-documents?limit=5`)).totalDocs ?? 1)
      .toBeGreaterThan(0)
    await editor.page.waitForTimeout(1500)
    await approver.page.goto(`${application.cms}/admin/collections/items/${id}`)
    await hydrated(approver.page)
    await approver.page
      .getByRole('dialog')
      .getByText(/^Biên tập viên/)
      .waitFor()
    await approver.picture('item-locked')
    const refused = await approving.ask('PATCH', `/items/${id}`, { summary: 'Đè lên' })
    expect(refused.errors[0].data.code).toBe('in-use')
    await editor.save()
    allowProvoked()
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !one.includes('423')))
  })

  it('refuses a save over a text that has changed since, keeps what was typed, and lets the writer decide', async () => {
    const id = await editing.draft({ title: 'Tin hai người cùng sửa' })
    await editor.open(id)
    await editor.page.getByLabel('Tóm tắt').fill('Bản của tôi')
    await editor.page.waitForTimeout(1500)
    // a program, or an editor whose lock has run out
    await approving.ask('PATCH', `/items/${id}?overrideLock=true`, { summary: 'Bản của người kia' })
    await editor.page.keyboard.press('Control+s')
    const notice = editor.page.getByRole('alert').filter({ hasText: 'người khác đã sửa bài này' })
    await notice.waitFor()
    expect((await editing.read(id)).summary).toBe('Bản của người kia')
    expect(await editor.page.getByLabel('Tóm tắt').inputValue()).toBe('Bản của tôi')
    await editor.picture('error-stale-save')
    expect(await editor.barriers('.loa-safe')).toEqual([])
    await notice.getByRole('button', { name: 'Lưu bản của tôi đè lên' }).click()
    await expect.poll(async () => (await editing.read(id)).summary).toBe('Bản của tôi')
    await notice.waitFor({ state: 'detached' })
  })

  it('loses nothing when the server is away', async () => {
    const { page } = editor
    const id = await editing.draft({ title: 'Tin khi mất mạng' })
    await editor.open(id)
    await page.getByLabel('Tóm tắt').fill('Viết trong lúc mất mạng')
    await page.waitForTimeout(1500)
    await page.context().setOffline(true)
    await page.keyboard.press('Control+s')
    const notice = page.getByRole('alert').filter({ hasText: 'không kết nối được với máy chủ' })
    await notice.waitFor()
    await editor.picture('error-offline')
    await page.context().setOffline(false)
    await notice.getByRole('button', { name: 'Lưu lại' }).click()
    await expect.poll(async () => (await editing.read(id)).summary).toBe('Viết trong lúc mất mạng')
    allowProvoked()
  })

  it('lets a person log in again in place when the session is over, with the text as it was', async () => {
    const { page } = editor
    const account = application.account('editor', 'ubnd-dinh-hoa')
    const id = await editing.draft({ title: 'Tin khi hết phiên' })
    await editor.open(id)
    await page.getByLabel('Tóm tắt').fill('Viết khi phiên đã hết')
    await page.waitForTimeout(1500)
    await page.context().clearCookies()
    await page.keyboard.press('Control+s')
    const notice = page.getByRole('alert').filter({ hasText: 'Phiên làm việc đã hết' })
    await notice.waitFor()
    await editor.picture('error-session')
    expect(await editor.barriers('.loa-safe')).toEqual([])
    await notice.getByLabel(/^Mật khẩu của/).fill(account.password)
    await page.keyboard.press('Enter')
    await expect
      .poll(async () => (await editing.read(id)).summary, { timeout: 20_000 })
      .toBe('Viết khi phiên đã hết')
    allowProvoked()
  })

  it('says whose text it is, and which line is closed, on the button itself', async () => {
    const own = await approving.draft({ title: 'Bài của chính lãnh đạo', body: paragraph('Nội dung.') })
    await approving.step(own, 'submit')
    await approver.open(own)
    await approver.reads(/^Bạn là người viết hoặc người gửi bài này/)
    await approver.picture('error-own-item')

    const { docs } = await editing.ask('GET', '/lines?where[code][equals]=L1&depth=0')
    const publishAt = new Date(new Date(docs[0].closesOn).getTime() + 5 * 24 * 60 * 60 * 1000).toISOString()
    const closed = await editing.draft({
      title: 'Bài gửi khi tuyến đã đóng',
      body: paragraph('Nội dung.'),
      line: docs[0].id,
      publishAt,
    })
    await editor.open(closed)
    await editor.reads(/^Tuyến bài .* chỉ nhận bài từ .* Chọn ngày khác/)
    await editor.picture('error-line-closed')
  })

  const led = async () => [await editing.idOf('outlets', 'led-dinh-hoa')]

  /** This month's portal is full afterwards; answers one more that is approved and waits. */
  const fillPortal = async (): Promise<string> => {
    for (let count = 1; ; count += 1) {
      const one = await editing.draft({ title: `Tin số ${count} trên cổng huyện` })
      await editing.step(one, 'submit')
      await approving.step(one, 'approve')
      const { slots } = await editing.ask('GET', `/items/${one}/quota`)
      if (slots.some(({ isFree }: { isFree: boolean }) => !isFree)) return one
      await approving.step(one, 'publish')
    }
  }
})

// The approver's inbox, by keyboard alone and in bulk: each item decided by a transition of its own.
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Application, startApplication } from '../helpers/application.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { type Desk, deskOf, paragraph } from './desk.ts'
import { hydrated, type Person, sitDown } from './person.ts'

let application: Application
let browser: Browser
let approver: Person
let editing: Desk
let approving: Desk
let guiding: Desk
const complaints: string[] = []

beforeAll(async () => {
  application = await startApplication({ contents: 'demo' })
  browser = await launchBrowser()
  const editor = await sitDown({ browser, cms: application.cms, complaints })
  await editor.logIn(application.account('editor', 'ubnd-dinh-hoa'))
  approver = await sitDown({ browser, cms: application.cms, complaints })
  await approver.logIn(application.account('approver', 'ubnd-dinh-hoa'))
  // of the department above
  const guide = await sitDown({ browser, cms: application.cms, complaints })
  await guide.logIn(application.account('editor', 'so-tttt'))
  editing = deskOf(editor)
  guiding = deskOf(guide)
  approving = deskOf(approver)
}, 300_000)

afterAll(async () => {
  await browser?.close()
  await application?.stop()
})

afterEach(() => {
  expect(complaints.splice(0)).toEqual([])
})

describe('the inbox', { timeout: 120_000 }, () => {
  const titles = ['Tin thứ nhất', 'Tin thứ hai', 'Tin thứ ba', 'Tin thứ tư']
  const ids: string[] = []
  let own: string

  const list = () => approver.page.getByRole('region', { name: 'Bài chờ duyệt' })
  const row = (title: string) => list().getByRole('button', { name: new RegExp(`^${title}`) })
  const detail = () => approver.page.getByRole('article')
  const openInbox = async () => {
    await approver.page.goto(`${application.cms}/admin/inbox`)
    await hydrated(approver.page)
    await list().waitFor()
  }

  it('lists what waits, with a figure in the navigation, and says why the approver’s own cannot be approved', async () => {
    for (const title of titles) {
      const id = await editing.draft({
        title,
        kind: 'led',
        outlets: await led(),
        body: paragraph(`${title}.`),
      })
      await editing.step(id, 'submit')
      ids.push(id)
    }
    own = await approving.draft({ title: 'Bài của tôi', outlets: await led(), body: paragraph('Của tôi.') })
    await approving.step(own, 'submit')
    await openInbox()
    await row('Bài của tôi').getByText('Bài của bạn, cần người khác duyệt').waitFor()
    expect(await list().getByRole('checkbox', { name: 'Chọn “Bài của tôi”' }).isDisabled()).toBe(true)
    await row('Bài của tôi').click()
    await detail()
      .getByText(/^Bạn là người viết/)
      .waitFor()
    expect(
      await detail()
        .getByRole('button', { name: /^Duyệt/ })
        .isDisabled(),
    ).toBe(true)
    const waiting = await approving.ask(
      'GET',
      '/items?draft=true&where[stage][equals]=submitted&limit=100&depth=0',
    )
    const figure = await approver.page.locator('.loa-nav__count').first().textContent()
    expect(Number(figure)).toBe(waiting.totalDocs - 1)
    await approver.picture('inbox-own')
    expect(await approver.barriers()).toEqual([])
  })

  it('approves by keyboard, and moves on to the next', async () => {
    const { page } = approver
    await openInbox()
    await reach('Tin thứ nhất')
    await detail().getByText('Bài mới, chưa duyệt lần nào.').waitFor()
    await approver.picture('inbox')
    await page.keyboard.down('a')
    await page.getByText('Đã duyệt:').waitFor()
    expect((await approving.read(ids[0] ?? '')).stage).toBe('approved')
    await row('Tin thứ nhất').waitFor({ state: 'detached' })
    // held, it repeats; the one that came up has not been read
    const waiting = await countSubmitted()
    await page.keyboard.down('a')
    await page.waitForLoadState('networkidle')
    await page.keyboard.up('a')
    expect(await countSubmitted()).toBe(waiting)
  })

  it('returns by keyboard with a comment, and types no shortcut meanwhile', async () => {
    const { page } = approver
    await openInbox()
    await reach('Tin thứ hai')
    let loaded = 0
    page.on('request', (request) => {
      if (request.isNavigationRequest()) loaded += 1
    })
    await page.keyboard.press('r')
    const words = page.getByLabel('Cần sửa gì?')
    await words.waitFor()
    // each of these letters is a shortcut outside
    await page.keyboard.type('ajkxro: ghi rõ giờ.')
    expect(await words.inputValue()).toBe('ajkxro: ghi rõ giờ.')
    await approver.picture('inbox-return')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.getByText('Đã trả lại:').waitFor()
    const { stage, lastComment } = await approving.read(ids[1] ?? '')
    expect([stage, lastComment]).toEqual(['draft', 'ajkxro: ghi rõ giờ.'])
    // the next one is at hand, by its address too, and nothing was loaded from the start: the words on what was done would be gone
    await row('Tin thứ hai').waitFor({ state: 'detached' })
    await page.waitForURL((url) => (url.searchParams.get('item') ?? ids[1]) !== ids[1])
    await page.waitForLoadState('networkidle')
    expect(loaded).toBe(0)
    await page.getByText('Đã trả lại:').waitFor()
  })

  it('approves in bulk: each for itself, with the reason where one is refused', async () => {
    const { page } = approver
    await openInbox()
    for (const title of ['Tin thứ ba', 'Tin thứ tư'])
      await list()
        .getByRole('checkbox', { name: `Chọn “${title}”` })
        .check()
    // changed after the approver has opened the list
    await guiding.ask('PATCH', `/items/${ids[3]}`, { title: 'Tin thứ tư, đã sửa' })
    await list().getByRole('button', { name: 'Duyệt 2 bài đã chọn' }).click()
    await page.getByText('Duyệt được 1 trong 2 bài.').waitFor()
    await page.getByText(/^Bài đã được sửa sau khi bạn mở/).waitFor()
    await approver.picture('inbox-bulk')
    expect(await approver.barriers()).toEqual([])
    expect((await approving.read(ids[2] ?? '')).stage).toBe('approved')
    expect((await approving.read(ids[3] ?? '')).stage).toBe('submitted')
  })

  it('says in place that a quota is full, with the ways out', async () => {
    const { page } = approver
    await openInbox()
    // of the demo: its month is full
    await reach('Mở lớp kỹ năng số buổi tối')
    await detail().getByText('đã đủ 3/3').waitFor()
    await page.keyboard.press('a')
    const refusal = detail().getByRole('alert')
    await refusal.getByText('Đã đủ định mức').waitFor()
    await approver.picture('error-quota-full')
    await refusal.getByRole('button', { name: /^Duyệt, hẹn giờ/ }).click()
    await page.getByText('Đã duyệt:').waitFor()
  })

  it('shows what changed since it was approved last', async () => {
    const { page } = approver
    await approving.step(ids[2] ?? '', 'withdraw')
    await editing.ask('PATCH', `/items/${ids[2]}`, { title: 'Tin thứ ba viết lại' })
    await editing.step(ids[2] ?? '', 'submit')
    await openInbox()
    await reach('Tin thứ ba viết lại')
    await detail().getByText('Thay đổi so với bản duyệt gần nhất').waitFor()
    await detail().locator('ins', { hasText: 'viết lại' }).waitFor()
    await approver.picture('inbox-changes')
    expect(await approver.barriers()).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await row('Tin thứ ba viết lại').click()
    await detail().getByRole('button', { name: 'Về danh sách' }).click()
    await list().waitFor()
    await page.setViewportSize({ width: 1440, height: 900 })
  })

  it('is nobody else’s', async () => {
    const reporter = await sitDown({ browser, cms: application.cms, complaints })
    await reporter.logIn(application.account('reporter', 'ubnd-dinh-hoa'))
    await reporter.page.goto(`${application.cms}/admin/inbox`)
    await reporter.page.getByText('Màn hình này không dành cho vai trò của bạn.').waitFor()
    expect(await reporter.page.getByRole('link', { name: /^Chờ duyệt/ }).count()).toBe(0)
    await reporter.leave()
  })

  const countSubmitted = async () =>
    (await approving.ask('GET', '/items?draft=true&where[stage][equals]=submitted&limit=1&depth=0')).totalDocs

  /** By the keyboard, from the first row down; the detail follows. */
  const reach = async (title: string) => {
    const { page } = approver
    for (let step = 0; step < 30; step += 1) {
      if (((await detail().getByRole('heading', { level: 2 }).textContent()) ?? '').startsWith(title)) break
      await page.keyboard.press(step % 2 ? 'j' : 'ArrowDown')
    }
    await detail()
      .getByRole('heading', { level: 2, name: new RegExp(`^${title}`) })
      .waitFor()
    await page.waitForLoadState('networkidle')
  }

  const led = async () => [await editing.idOf('outlets', 'led-dinh-hoa')]
})

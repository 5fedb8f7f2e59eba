// A day in the newsroom, through the screen alone: nobody here has read a manual. The last step asks as a
// screen and a portal would, from the delivery API.
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Application, startApplication } from '../helpers/application.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { hydrated, type Person, sitDown } from './person.ts'

let application: Application
let browser: Browser
let editor: Person
let approver: Person
const complaints: string[] = []

beforeAll(async () => {
  application = await startApplication({ contents: 'demo' })
  browser = await launchBrowser()
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await application?.stop()
})

afterEach(() => {
  expect(complaints.splice(0)).toEqual([])
})

const sit = () => sitDown({ browser, cms: application.cms, complaints })

describe('the newsroom', { timeout: 120_000 }, () => {
  const title = `Định Hóa mở lớp kỹ năng số ở nhà văn hóa`
  let id: string

  it('lets people in by a page in their language', async () => {
    editor = await sit()
    expect(await editor.page.title()).toBe('Đăng nhập · Loa')
    await editor.picture('login')
    await editor.logIn(application.account('editor', 'ubnd-dinh-hoa'))
    approver = await sit()
    await approver.logIn(application.account('approver', 'ubnd-dinh-hoa'))
  })

  it('lists items with their stage, and nothing that publishes in bulk', async () => {
    const { page } = editor
    await page.goto(`${application.cms}/admin/collections/items`)
    await hydrated(page)
    await page.locator('.loa-pill', { hasText: 'Chờ duyệt' }).first().waitFor()
    await editor.picture('list')
    expect(await editor.barriers('.loa-nav')).toEqual([])
    await page.locator('tbody input[type=checkbox]').first().check()
    await page.getByText('1 đã chọn').or(page.locator('.list-selection')).first().waitFor()
    expect(await page.getByRole('button', { name: /Xuất bản|Ẩn tài liệu|Chỉnh sửa/ }).count()).toBe(0)
  })

  it('takes a draft from an editor', async () => {
    const { page } = editor
    await page.goto(`${application.cms}/admin/collections/items/create`)
    await hydrated(page)
    await editor.reads('Lưu bản nháp để thấy các bước tiếp theo.')
    await page.getByLabel('Tiêu đề').fill(title)
    await choose({ field: 'kind', option: 'Màn hình LED' })
    await choose({ field: 'outlets', option: 'Màn hình LED trung tâm huyện Định Hóa' })
    await page.locator('[contenteditable=true]').click()
    await page.keyboard.type('Mời bà con đến lớp học tối thứ Năm.')
    id = await editor.save()
    await page.waitForURL(`**/items/${id}`)
    await editor.reads('Bài đang soạn. Xong thì gửi duyệt.')
    await page.getByText('Bài này không chiếm định mức nào.').waitFor()
    expect(await page.getByRole('button', { name: /Xuất bản(?! phẩm)/ }).count()).toBe(0)
    await editor.picture('item-draft')
  })

  it('waits with the next step until changes are saved', async () => {
    const { page } = editor
    await page.getByLabel('Tóm tắt').fill('Lớp học buổi tối ở nhà văn hóa')
    await editor.reads('Hãy lưu các thay đổi trước.')
    expect(await editor.nextStep().getByRole('button', { name: 'Gửi duyệt' }).isDisabled()).toBe(true)
    await page.keyboard.press('Control+s')
    await editor.nextStep().getByText('Hãy lưu các thay đổi trước.').waitFor({ state: 'detached' })
  })

  it('submits, and then keeps the text as it is', async () => {
    const { page } = editor
    await editor.act('Gửi duyệt')
    await editor.reads('Bài đang chờ lãnh đạo duyệt.')
    await editor.reads('Đã xong: Gửi duyệt')
    await editor.reads(/người viết chưa sửa được/)
    await page.locator('#field-title:disabled').waitFor()
    await page.locator('[contenteditable=true]').waitFor({ state: 'detached' })
    expect(await page.getByRole('button', { name: 'Lưu bản nháp' }).count()).toBe(0)
  })

  it('returns with a comment that the editor reads', async () => {
    await approver.open(id)
    await approver.act('Trả lại')
    await approver.page.keyboard.press('Escape')
    await approver.nextStep().locator('button:focus', { hasText: 'Trả lại' }).waitFor()
    await approver.act('Trả lại')
    await approver.page.getByLabel('Cần sửa gì?').fill('Ghi rõ giờ bắt đầu.')
    await approver.picture('item-returning')
    await approver.act('Trả lại')
    await approver.reads('Bài đang soạn. Xong thì gửi duyệt.')

    await editor.open(id)
    await editor.reads('Ghi rõ giờ bắt đầu.')
    await editor.page.getByLabel('Tóm tắt').fill('Lớp học lúc 19 giờ ở nhà văn hóa')
    await editor.save()
    await editor.act('Gửi duyệt')
    await editor.reads('Bài đang chờ lãnh đạo duyệt.')
  })

  it('says when somebody else has approved already', async () => {
    const latecomer = await sit()
    await latecomer.logIn(application.account('approver', 'ubnd-dinh-hoa'))
    await latecomer.open(id)
    await approver.open(id)
    await approver.act('Duyệt')
    await approver.reads('Bài đã duyệt, chưa đăng.')
    await latecomer.act('Duyệt')
    await latecomer.reads('Chỉ duyệt được bài đang chờ duyệt.')
    await latecomer.leave()
  })

  it('reloads a text that somebody else has changed since', async () => {
    const one = await draft({ title: 'Tin hai người cùng sửa' })
    await editor.open(one)
    await ask({ person: approver, method: 'PATCH', path: `/${one}`, body: { summary: 'Bản mới hơn' } })
    await editor.act('Gửi duyệt')
    await editor.reads(/^Bài đã được sửa sau khi bạn mở/)
    await editor.act('Tải lại')
    await expect.poll(() => editor.page.getByLabel('Tóm tắt').inputValue()).toBe('Bản mới hơn')
    await editor.act('Gửi duyệt')
    await editor.reads('Bài đang chờ lãnh đạo duyệt.')
  })

  it('shows the text of another house without letting it be changed', async () => {
    const { page } = editor
    await page.goto(`${application.cms}/admin/collections/items?search=Sau lễ ký kết`)
    await page.getByRole('link', { name: /^Sau lễ ký kết/ }).click()
    await editor.reads(/^Bạn xem được bài này/)
    await page.locator('#field-title:disabled').waitFor()
    expect(await page.locator('[contenteditable=true]').count()).toBe(0)
  })

  it('opens an approved text again when it is withdrawn', async () => {
    await approver.act('Rút về để sửa')
    await approver.reads('Đã xong: Rút về để sửa')
    await approver.page.locator('[contenteditable=true]').waitFor()
    await editor.open(id)
    await editor.act('Gửi duyệt')
    await editor.reads('Bài đang chờ lãnh đạo duyệt.')
    await approver.open(id)
    await approver.act('Duyệt')
    await approver.reads('Bài đã duyệt, chưa đăng.')
  })

  it('publishes to the screen, which pulls it', async () => {
    await approver.act('Đăng ngay')
    await approver.reads(/^Bài đã đăng lúc/)
    await approver.picture('item-published')

    const key = application.keyOf('led-dinh-hoa')
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const rest = await fetch(`${application.delivery}/v1/items`, { headers }).then((one) => one.json())
    expect(rest.items[0]).toMatchObject({ id, title, outlet: 'led-dinh-hoa' })
    const query = '{ items(limit: 1) { items { id title summary } } }'
    const body = JSON.stringify({ query })
    const graphql = await fetch(`${application.delivery}/v1/graphql`, { method: 'POST', headers, body })
    expect((await graphql.json()).data.items.items).toEqual([
      { id, title, summary: 'Lớp học lúc 19 giờ ở nhà văn hóa' },
    ])
  })

  it('tells an approver what approving will do, and the quota it takes', async () => {
    const { page } = approver
    await page.goto(`${application.cms}/admin/collections/items?limit=50`)
    await page.getByRole('link', { name: /^Định Hóa chuẩn bị ra quân/ }).click()
    await page.waitForURL(/items\/[0-9a-f-]{36}$/)
    const approve = approver.nextStep().getByRole('button', { name: /^Duyệt, hẹn giờ \d+\/\d+ \d\d:\d\d$/ })
    expect(await approve.isEnabled()).toBe(true)
    await page.getByText('còn chỗ').waitFor()
    await approver.picture('item-submitted')
  })

  it('says in place which quota is full, who holds it, and lets an approver exceed it', async () => {
    const full = await fillPortal()
    await editor.open(full)
    await editor.page.getByText('đã đủ 3/3').waitFor()
    await approver.open(full)
    await approver.act('Đăng ngay')
    const refusal = approver.nextStep().getByRole('alert')
    await refusal.getByText('Đã đủ định mức').waitFor()
    expect(await refusal.getByRole('link').count()).toBe(3)
    await approver.picture('item-refused')
    await refusal.getByRole('button', { name: /^Đăng vượt định mức/ }).click()
    await approver.page.getByLabel(/^Vì sao cho vượt định mức/).fill('Tin khẩn về phòng chống bão.')
    await approver.act('Đăng vượt định mức')
    await approver.reads(/^Bài đã đăng lúc/)
  })

  it('puts a draft into the trash, says there why nothing can be done with it, and gives it back', async () => {
    const { page } = editor
    const one = await draft({ title: 'Tin bỏ đi' })
    await editor.open(one)
    await page.locator('.doc-controls__popup button').first().click()
    await page.locator('.popup-button-list').getByRole('button', { name: 'Xóa', exact: true }).click()
    await page.getByRole('button', { name: 'Xác nhận' }).click()
    await page.waitForURL((url) => !url.pathname.endsWith(one))
    await page.goto(`${application.cms}/admin/collections/items/trash`)
    await hydrated(page)
    await page.getByText('Tin bỏ đi').first().click()
    const why = 'Bài đang ở trong thùng rác. Hãy khôi phục trước.'
    await editor.nextStep().getByText(why).first().waitFor()
    await editor.picture('item-trash')
    await page.getByRole('button', { name: 'Khôi phục', exact: true }).first().click()
    await page.getByRole('button', { name: 'Xác nhận' }).click()
    await page.waitForURL(`**/items/${one}`)
    await editor.reads('Bài đang soạn. Xong thì gửi duyệt.')
    const { deletedAt, stage } = (await read(one)).doc
    expect([deletedAt, stage]).toEqual([null, 'draft'])
  })

  it('keeps what is typed when the server cannot be reached', async () => {
    const { page } = editor
    await editor.open(id)
    await page.goto(`${application.cms}/admin/collections/items/${await draft({ title: 'Tin thử' })}`)
    await hydrated(page)
    await page.route('**/submit', (route) => route.abort())
    await editor.act('Gửi duyệt')
    await editor.reads(/^Không kết nối được với máy chủ/)
    complaints.splice(0, complaints.length, ...complaints.filter((one) => !one.includes('ERR_FAILED')))
  })

  const choose = async ({ field, option }: { field: string; option: string }) => {
    const box = editor.page.locator(`#field-${field}`)
    await box.locator('input').first().fill(option)
    await editor.page.locator('.rs__option', { hasText: option }).first().click()
  }

  /** Through the API, with the session of the person at the page. */
  const ask = ({
    person,
    path,
    body,
    method = 'POST',
  }: {
    person: Person
    path: string
    body: object
    method?: string
  }) =>
    person.page.evaluate(
      async ({ address, text, verb }) => {
        const headers = { 'Content-Type': 'application/json' }
        const response = await fetch(address, { method: verb, headers, body: text })
        return response.json()
      },
      { address: `/api/items${path}`, text: JSON.stringify(body), verb: method },
    )

  const draft = async (content: object): Promise<string> => {
    const outlets = await editor.page.evaluate(async () => {
      const answer = await fetch('/api/outlets?where[code][equals]=portal-dinh-hoa&depth=0')
      return (await answer.json()).docs.map((one: { id: string }) => one.id)
    })
    const body = { kind: 'news', summary: 'Tin của huyện', outlets, ...content }
    return (await ask({ person: editor, path: '', body })).doc.id
  }

  /** Drafts for this month's portal until it is full, and one more that is approved and waits. */
  const fillPortal = async (): Promise<string> => {
    for (let count = 1; ; count += 1) {
      const one = await draft({ title: `Tin số ${count} trên cổng huyện` })
      const { doc } = await read(one)
      const { revision } = doc
      await ask({ person: editor, path: `/${one}/submit`, body: { revision } })
      await ask({ person: approver, path: `/${one}/approve`, body: { revision } })
      if (await isFull(one)) return one
      await ask({ person: approver, path: `/${one}/publish`, body: { revision } })
    }
  }

  const read = (one: string) =>
    editor.page.evaluate(
      async (which) => ({ doc: await (await fetch(`/api/items/${which}?draft=true&depth=0`)).json() }),
      one,
    )

  const isFull = (one: string): Promise<boolean> =>
    editor.page.evaluate(async (which) => {
      const { slots } = await (await fetch(`/api/items/${which}/quota`)).json()
      return slots.some(({ isFree }: { isFree: boolean }) => !isFree)
    }, one)
})

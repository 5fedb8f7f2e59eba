// The trash through the screen: a draft is put aside, found there with the reason why nothing can be done with
// it, and comes back.
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Application, startApplication } from '../helpers/application.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { hydrated, type Person, sitDown } from './person.ts'

let application: Application
let browser: Browser
let editor: Person
const complaints: string[] = []

beforeAll(async () => {
  application = await startApplication({ contents: 'demo' })
  browser = await launchBrowser()
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await application?.stop()
})

describe('the trash', { timeout: 120_000 }, () => {
  it('takes a draft and gives it back', async () => {
    editor = await sitDown({ browser, cms: application.cms, complaints })
    await editor.logIn(application.account('editor', 'ubnd-dinh-hoa'))
    const { page } = editor
    const id = await page.evaluate(async () => {
      const answer = await fetch('/api/items', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ title: 'Tin bỏ đi', kind: 'news', summary: 's' }),
      })
      return (await answer.json()).doc.id as string
    })
    await editor.open(id)
    await page.locator('.doc-controls__popup button').first().click()
    await page.getByRole('button', { name: 'Xóa', exact: true }).click()
    await page.getByRole('button', { name: 'Xác nhận' }).click()
    await page.waitForURL((url) => !url.pathname.endsWith(id))
    await page.goto(`${application.cms}/admin/collections/items/trash`)
    await hydrated(page)
    await page.getByText('Tin bỏ đi').first().click()
    const why = 'Bài đang ở trong thùng rác. Hãy khôi phục trước.'
    await editor.nextStep().getByText(why).first().waitFor()
    await editor.picture('item-trash')
    await page.getByRole('button', { name: 'Khôi phục', exact: true }).first().click()
    await page.getByRole('button', { name: 'Xác nhận' }).click()
    await page.waitForURL(`**/items/${id}`)
    await editor.reads('Bài đang soạn. Xong thì gửi duyệt.')
    const { deletedAt, stage } = await page.evaluate(
      async (which) => (await fetch(`/api/items/${which}?draft=true&depth=0`)).json(),
      id,
    )
    expect([deletedAt, stage]).toEqual([null, 'draft'])
  })
})

// The report on the screen, chosen, read and taken along as files by an editor.
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
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
  editor = await sitDown({ browser, cms: application.cms, complaints })
  await editor.logIn(application.account('editor', 'ubnd-dinh-hoa'))
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await application?.stop()
})

afterEach(() => {
  expect(complaints.splice(0)).toEqual([])
})

describe('the report', { timeout: 120_000 }, () => {
  it('shows the figures of the plan, readable by everybody', async () => {
    const { page } = editor
    await page.goto(`${application.cms}/admin/report`)
    await page.getByRole('heading', { level: 1, name: 'Kết quả tuyên truyền' }).waitFor()
    await hydrated(page)
    await page.getByRole('img', { name: /^Biểu đồ 1\./ }).waitFor()
    await editor.picture('report')
    expect(await editor.barriers()).toEqual([])
  })

  it('is narrowed by a form whose address can be sent on', async () => {
    const { page } = editor
    await page.locator('select[name=organization]').selectOption('ubnd-dinh-hoa')
    await page.getByRole('button', { name: 'Xem báo cáo' }).click()
    await page.getByText('Phạm vi số liệu: Đơn vị: Ủy ban nhân dân huyện Định Hóa.').waitFor()
    expect(new URL(page.url()).searchParams.get('organization')).toBe('ubnd-dinh-hoa')
  })

  it.each([
    ['DOCX', 'PK'],
    ['XLSX', 'PK'],
    ['PDF', '%PDF-1.7'],
  ])('is taken along as %s', async (format, magic) => {
    const { page } = editor
    const downloaded = page.waitForEvent('download')
    await page.getByRole('link', { name: `Tải báo cáo dạng ${format}` }).click()
    const download = await downloaded
    expect(download.suggestedFilename()).toMatch(
      new RegExp(`^Báo cáo kết quả tuyên truyền .*\\.${format.toLowerCase()}$`),
    )
    const bytes = await readFile(await download.path())
    expect(bytes.subarray(0, magic.length).toString('latin1')).toBe(magic)
  })

  it('says why there is none for a period that ends before it begins', async () => {
    const { page } = editor
    await page.goto(`${application.cms}/admin/report?period=custom&from=2026-12-01&until=2026-01-01`)
    await page.getByText('Ngày kết thúc phải sau ngày bắt đầu.').waitFor()
  })
})

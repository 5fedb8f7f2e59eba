// One item through every channel: written on the item's screen, published, and what each receiver is given opened by a
// program that did not make it; the proof of each recorded by an editor, and all of it counted.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import ICAL from 'ical.js'
import JSZip from 'jszip'
import { parseBuffer } from 'music-metadata'
import PDFDocument from 'pdfkit'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/report/index.ts'
import { type Application, startApplication } from '../helpers/application.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { wav } from '../helpers/files.ts'
import {
  entriesOfM3u,
  pagesOfPdf,
  paragraphsOfDocx,
  printedByOffice,
  textsOfXlsx,
} from '../helpers/readers.ts'
import { type Desk, deskOf, paragraph } from './desk.ts'
import { hydrated, type Person, sitDown } from './person.ts'

const PLAN = 'TN-CDS-2024-2025'
const TITLE = 'Nộp hồ sơ trực tuyến tại nhà, không phải chờ'
const KEPT = path.join(import.meta.dirname, '../../test-output/every-channel')

/** An outlet of each channel; those that a program asks for have a key. */
const OUTLETS = {
  press: { name: 'Báo mọi kênh' },
  loudspeaker: { name: 'Đài mọi kênh', station: { times: '05:30 17:00' } },
  screen: { name: 'Màn hình mọi kênh', screen: { stillSeconds: 3 } },
  portal: { name: 'Cổng mọi kênh' },
  social: { name: 'Trang mọi kênh', account: { platform: 'facebook' } },
  publication: { name: 'Ấn phẩm mọi kênh' },
  event: { name: 'Sự kiện mọi kênh' },
  'press-information': { name: 'Thông tin báo chí mọi kênh' },
}
type Channel = keyof typeof OUTLETS
const CHANNELS = Object.keys(OUTLETS) as Channel[]
const codeOf = (channel: Channel) => `moi-kenh-${channel}`

let application: Application
let browser: Browser
let admin: Desk
let editor: Person
let approver: Person
let desk: Desk
let id: string
let event: { id: string; title: string }
let before: Report
let recording: Buffer
const keys = new Map<Channel, string>()
const outlets = new Map<Channel, string>()
const complaints: string[] = []

beforeAll(async () => {
  application = await startApplication({ contents: 'demo' })
  browser = await launchBrowser()
  await mkdir(KEPT, { recursive: true })
  const sit = async (role: 'admin' | 'editor' | 'approver') => {
    const person = await sitDown({ browser, cms: application.cms, complaints })
    await person.logIn(application.account(role, 'so-tttt'))
    return person
  }
  const keeper = await sit('admin')
  admin = deskOf(keeper)
  await prepare()
  await keeper.leave()
  editor = await sit('editor')
  approver = await sit('approver')
  desk = deskOf(editor)
  before = await report()
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await application?.stop()
})

afterEach(() => {
  expect(complaints.splice(0)).toEqual([])
})

describe('one item', { timeout: 120_000 }, () => {
  it('is written once, with what each channel needs besides', async () => {
    const { page } = editor
    await page.goto(`${application.cms}/admin/collections/items/create`)
    await hydrated(page)
    await page.getByLabel('Tiêu đề').fill(TITLE)
    await page.getByLabel('Tóm tắt').fill('Ba bước là xong, có người giúp ở nhà văn hóa.')
    await page.locator('[contenteditable=true]').first().click()
    await page.keyboard.type('Bà con chuẩn bị căn cước, điện thoại và giấy tờ, rồi làm theo ba bước.')
    for (const [field, collection, code] of [
      ['line', 'lines', 'L3'],
      ['task', 'tasks', 'T3'],
    ] as const)
      await choose({ page, field, option: await titleOf(collection, code) })
    await choose({ page, field: 'event', option: event.title })
    for (const channel of CHANNELS) await choose({ page, field: 'outlets', option: OUTLETS[channel].name })
    for (const [tab, field, text] of [
      ['Báo chí', 'press__contact', 'Phòng Thông tin, Báo chí, Xuất bản'],
      ['Truyền thanh cơ sở', 'loudspeaker__script', 'Kính thưa bà con, hồ sơ nay nộp được tại nhà.'],
      ['Truyền thanh cơ sở', 'loudspeaker__times', '06:15 18:00'],
      ['Truyền thanh cơ sở', 'loudspeaker__repeats', '2'],
      ['Màn hình', 'screen__caption', 'Nộp hồ sơ tại nhà'],
      ['Mạng xã hội', 'social__facebook', 'Ba bước nộp hồ sơ tại nhà'],
      ['Mạng xã hội', 'social__hashtags', '#chuyendoiso #ThaiNguyen'],
      ['Xuất bản phẩm', 'publication__pages', '2'],
      ['Xuất bản phẩm', 'publication__printRun', '800'],
      ['Xuất bản phẩm', 'publication__distribution', 'Định Hóa: 500\nVõ Nhai: 300'],
    ] as const) {
      await page.locator('.tabs-field__tab-button', { hasText: tab }).first().click()
      await page.locator(`#field-${field}`).fill(text)
    }
    id = await editor.save()
    await page.waitForURL(`**/items/${id}`)
    await attach()
    await editor.open(id)
  })

  it('is approved by somebody else and published to all of them at once', async () => {
    await editor.act('Gửi duyệt')
    await editor.reads('Bài đang chờ lãnh đạo duyệt.')
    await approver.open(id)
    await approver.act('Duyệt')
    await approver.reads('Bài đã duyệt, chưa đăng.')
    await approver.act('Đăng ngay')
    await approver.reads(/^Bài đã đăng lúc/)
  })

  it('reaches newspapers as a ZIP with text, caption and a picture in print size', async () => {
    const kit = await kitOf('press')
    const text = (await kit.file('noi-dung.txt')?.async('string')) ?? ''
    for (const said of [TITLE, 'căn cước', 'Đầu mối liên hệ: Phòng Thông tin, Báo chí, Xuất bản'])
      expect(text).toContain(said)
    expect(await kit.file('chu-thich.txt')?.async('string')).toContain('Cán bộ hướng dẫn bà con')
    expect(await shapes(kit)).toEqual([[2400, 1600]])
  })

  it('reaches the station as a play list, as M3U with its recording, and on paper', async () => {
    const { entries } = await (await asked('loudspeaker', '/playlist.json')).json()
    const [entry] = entries
    expect(entries).toHaveLength(1)
    expect(entry).toMatchObject({
      id,
      title: TITLE,
      times: ['06:15', '18:00'],
      repeats: 2,
      audio: { seconds: 4 },
    })
    const list = entriesOfM3u(await (await asked('loudspeaker', '/playlist.m3u')).text())
    expect(list).toEqual(Array(2).fill({ seconds: 4, title: TITLE, url: entry.audio.url }))
    const played = await fetch(entry.audio.url, { headers: bearer('loudspeaker') })
    const bytes = Buffer.from(await played.arrayBuffer())
    expect(bytes.equals(recording)).toBe(true)
    expect((await parseBuffer(bytes)).format.duration).toBeCloseTo(4, 1)
    const paper = await browser.newPage({ locale: 'vi-VN', extraHTTPHeaders: bearer('loudspeaker') })
    await paper.goto(`${application.delivery}/v1/playlist.html`)
    const [first = ''] = await pagesOfPdf(await paper.pdf({ format: 'A4' }))
    await paper.screenshot({ path: path.join(KEPT, 'playlist.png'), fullPage: true })
    for (const said of ['06:15', 'Kính thưa bà con'])
      expect(first.normalize('NFC').replaceAll(/\s+/g, ' ')).toContain(said)
    await paper.close()
  })

  it('reaches the portal, which tells where it stands there', async () => {
    const item = await (await asked('portal', `/items/${id}`)).json()
    expect(item).toMatchObject({ id, title: TITLE, task: 'T3', outlet: codeOf('portal') })
    expect(item.html).toContain('căn cước')
    const picture = await fetch(item.cover.renditions.card.url, { headers: bearer('portal') })
    expect(await decoded(Buffer.from(await picture.arrayBuffer()))).toEqual([640, 360])
    const told = await fetch(`${application.delivery}/v1/receipts`, {
      method: 'POST',
      headers: { ...bearer('portal'), 'content-type': 'application/json' },
      body: JSON.stringify({
        id,
        edition: item.edition,
        url: 'https://cong.example.vn/1',
        publishedAt: new Date().toISOString(),
      }),
    })
    expect(told.status).toBe(201)
  })

  it('reaches the social desk as a post to copy and pictures in the shapes of the platform', async () => {
    const kit = await kitOf('social')
    expect((await kit.file('noi-dung.txt')?.async('string'))?.replace('\ufeff', '').trim()).toBe(
      'Ba bước nộp hồ sơ tại nhà\n\n#chuyendoiso #ThaiNguyen',
    )
    expect(await shapes(kit)).toEqual([
      [1080, 1080],
      [1200, 628],
    ])
  })

  it('reaches the printer as the file and who gets how many', async () => {
    const kit = await kitOf('publication')
    const text = (await kit.file('noi-dung.txt')?.async('string')) ?? ''
    expect(text).toContain('Số lượng in: 800')
    expect(text).toContain('Võ Nhai\t300')
    const [pdf] = kit.file(/\.pdf$/)
    const pages = await pagesOfPdf((await pdf?.async('uint8array')) ?? new Uint8Array())
    expect(pages).toHaveLength(2)
    expect(pages[0]).toContain('To gap')
  })

  it('is about an event that stands in the calendar of the portal', async () => {
    const calendar = new ICAL.Component(
      ICAL.parse(await (await asked('portal', '/events.ics')).text()) as string,
    )
    const found = calendar
      .getAllSubcomponents('vevent')
      .map((one) => new ICAL.Event(one))
      .find(({ uid }) => uid.includes(event.id))
    expect(found?.summary).toBe(event.title)
    const { page } = editor
    await page.goto(`${application.cms}/admin/collections/events/${event.id}`)
    await page.locator('#field-items').getByText(TITLE).first().waitFor()
  })

  it('plays on the screen, also when the delivery server is gone', async () => {
    const second = await publishedOnScreen('Tổng đài 1022 nghe mọi phản ánh')
    const { entries } = await (await asked('screen', '/loop.json')).json()
    expect(entries.map((one: { id: string }) => one.id)).toEqual([id, second])
    expect(entries[0].media).toMatchObject({ width: 1920, height: 1080 })
    const context = await browser.newContext({ viewport: { width: 960, height: 540 }, locale: 'vi-VN' })
    let page = await context.newPage()
    const shows = (one: string) => page.waitForSelector(`html[data-shows="${one}"]`, { timeout: 30_000 })
    await page.goto(`${application.delivery}/v1/player#key=${keys.get('screen')}`)
    await shows(id)
    await page.waitForFunction(() => {
      const image = document.querySelector<HTMLImageElement>('#stage img')
      return image?.naturalWidth === 1920
    })
    await page.screenshot({ path: path.join(KEPT, 'player.png') })
    await shows(second)
    await application.deliveryPart.stop()
    await context.setOffline(true)
    for (const one of [id, second]) await shows(one)
    // switched off and on, with nobody to ask
    await page.close()
    page = await context.newPage()
    await page.goto(`${application.delivery}/v1/player`)
    for (const one of [id, second]) await shows(one)
    await context.close()
    await application.deliveryPart.restart()
  })

  it('is asked about by the press: the reply is a page and a file in the form of official papers', async () => {
    const { doc } = await desk.ask('POST', '/press-requests?depth=0', {
      kind: 'question',
      subject: 'Nộp hồ sơ tại nhà',
      newsroom: 'Báo Thái Nguyên',
      question: 'Ai giúp bà con không có điện thoại thông minh?',
      receivedAt: new Date(Date.now() - 86_400_000).toISOString(),
      dueAt: new Date(Date.now() + 5 * 86_400_000).toISOString(),
      item: id,
    })
    await deskOf(approver).ask('PATCH', `/press-requests/${doc.id}`, {
      spokesperson: 'Giám đốc Sở',
      reply: paragraph('Tổ công nghệ số cộng đồng giúp tại nhà văn hóa.'),
      answeredAt: new Date().toISOString(),
    })
    await editor.open(id)
    const panel = editor.page.getByRole('region', { name: 'Báo chí hỏi về bài này' })
    await panel.getByText('Đã trả lời').waitFor()
    const bytes = await downloaded(panel.getByRole('link', { name: 'Tải phiếu dạng DOCX' }), 'phieu.docx')
    const said = [
      'ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Ai giúp bà con không có điện thoại thông minh?',
      'Tổ công nghệ số cộng đồng giúp tại nhà văn hóa.',
      'Nơi nhận:',
    ]
    expect(paragraphsOfDocx(bytes)).toEqual(expect.arrayContaining(said))
    await printed(bytes, { name: 'phieu', extension: 'docx', said })
  })

  it('is proved on each channel by an editor, where the item stands', async () => {
    for (const [channel, kind, fields] of [
      ['press', 'Địa chỉ trên mạng', { url: 'https://bao.example.vn/1' }],
      ['loudspeaker', 'Đã phát sóng', {}],
      ['screen', 'Đã phát sóng', {}],
      ['social', 'Địa chỉ trên mạng', { url: 'https://facebook.example/1' }],
      ['publication', 'Số lượng đã giao', { copies: '500', receiver: 'Định Hóa' }],
      ['publication', 'Số lượng đã giao', { copies: '180', receiver: 'Võ Nhai' }],
      ['event', 'Địa chỉ trên mạng', { url: 'https://su-kien.example.vn/1' }],
      ['press-information', 'Địa chỉ trên mạng', { url: 'https://thong-tin.example.vn/1' }],
    ] as const)
      await recordProof({ channel, kind, fields })
    await editor.open(id)
    const panel = editor.page.getByRole('region', { name: 'Đã phát ở đâu' })
    await panel.getByText('Đã giao 680 bản').waitFor()
    const rows = panel.getByRole('table', { name: 'Giao theo đơn vị nhận' }).getByRole('row')
    expect((await rows.allInnerTexts()).slice(1).map((row) => row.split(/\s*\t\s*/))).toEqual([
      ['Định Hóa', '500', '500', 'đủ'],
      ['Võ Nhai', '300', '180', 'còn thiếu 120'],
    ])
    expect(await panel.getByText('Chưa có xác nhận đăng.').count()).toBe(0)
    await editor.picture('every-channel-proved')
    expect(await editor.barriers('#loa-proof')).toEqual([])
  })

  it('is counted once where the plan counts it, and told of everywhere else', async () => {
    const { buckets } = await desk.ask(
      'GET',
      `/quotas/progress?plan=${PLAN}&outlet=${codeOf('press')}&quota=Q3`,
    )
    const used = buckets.filter((one: { used: number }) => one.used > 0)
    expect(used).toMatchObject([{ quota: 'Q3', task: 'T3', used: 1 }])
    const now = await report()
    const grown = (channel: string, key: 'done' | 'proved') => {
      const of = (one: Report) => one.channels.find((sums) => sums.channel === channel)?.[key] ?? 0
      return of(now) - of(before)
    }
    for (const channel of ['press', 'portal'])
      expect([channel, grown(channel, 'done'), grown(channel, 'proved')]).toEqual([channel, 1, 1])
    for (const channel of ['loudspeaker', 'screen', 'social', 'publication'])
      expect([channel, grown(channel, 'done')]).toEqual([channel, 0])
    const beside = now.uncounted.items.filter((one) => one.id === id)
    expect(beside.map(({ outlet, proof }) => [outlet, proof !== null]).sort()).toEqual(
      (['event', 'loudspeaker', 'press-information', 'publication', 'screen', 'social'] as const)
        .map((channel) => [codeOf(channel), true])
        .sort(),
    )
  })

  it('stands in the report, opened as a text, a workbook and a PDF', async () => {
    const { page } = editor
    await page.goto(`${application.cms}/admin/report`)
    await hydrated(page)
    const file = (format: string) =>
      downloaded(
        page.getByRole('link', { name: `Tải báo cáo dạng ${format}` }),
        `bao-cao.${format.toLowerCase()}`,
      )
    const docx = await file('DOCX')
    expect(paragraphsOfDocx(docx).join('\n')).toContain(TITLE)
    expect(textsOfXlsx(await file('XLSX')).filter((one) => one === TITLE).length).toBeGreaterThan(0)
    const pages = await pagesOfPdf(await file('PDF'))
    expect(squeezed(pages.join(' '))).toContain(squeezed(TITLE))
    await printed(docx, { name: 'bao-cao', extension: 'docx', said: [TITLE, 'Nơi nhận:'] })
  })
})

/** Outlets, keys, and the event that the item is about. */
const prepare = async () => {
  const organization = await admin.idOf('organizations', 'so-tttt')
  for (const channel of CHANNELS) {
    const made = await admin.ask('POST', '/outlets?depth=0', {
      ...OUTLETS[channel],
      code: codeOf(channel),
      channel,
      organization,
    })
    outlets.set(channel, made.doc.id)
  }
  for (const channel of ['loudspeaker', 'screen', 'portal'] as const) {
    const { doc } = await admin.ask('POST', '/subscribers?depth=0', {
      code: codeOf(channel),
      name: OUTLETS[channel].name,
      outlets: [outlets.get(channel)],
    })
    const { key } = await admin.ask('POST', `/subscribers/${doc.id}/keys`, { label: 'thử' })
    keys.set(channel, key)
  }
  const plan = await admin.idOf('plans', PLAN)
  const { docs } = await admin.ask('GET', `/events?where[plan][equals]=${plan}&limit=1&depth=0&sort=code`)
  event = docs[0]
}

/** Picture, recording and print file: uploaded in the editor's name, put where the item shows them. */
const attach = async () => {
  recording = wav(4)
  const cover = await upload('bia.jpg', await photograph(), {
    alt: 'Cán bộ hướng dẫn bà con',
    credit: 'Sở TTTT',
  })
  const audio = await upload('ban-tin.wav', recording, { alt: 'Bản tin thu sẵn' })
  const printFile = await upload('to-gap.pdf', await printFileOf(), { alt: 'Tờ gấp' })
  const { loudspeaker, publication } = await desk.read(id)
  const { doc } = await desk.ask('PATCH', `/items/${id}?depth=0`, {
    cover,
    loudspeaker: { ...(loudspeaker as object), audio },
    publication: { ...(publication as object), printFile, format: 'a5' },
  })
  expect(doc.cover).toBe(cover)
}

const photograph = () =>
  sharp({ create: { width: 2400, height: 1600, channels: 3, background: '#0b6e4f' } })
    .jpeg()
    .toBuffer()

const printFileOf = async () => {
  const document = new PDFDocument({ size: 'A5' })
  document.text('To gap: nop ho so tai nha').addPage().text('Trang 2')
  document.end()
  const pieces: Buffer[] = []
  for await (const piece of document) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

const upload = (name: string, bytes: Buffer, fields: object): Promise<string> =>
  editor.page.evaluate(
    async ({ file, base64, text }) => {
      const form = new FormData()
      form.set('_payload', text)
      form.set('file', new File([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))], file))
      const response = await fetch('/api/media?depth=0', { method: 'POST', body: form })
      return (await response.json()).doc.id
    },
    { file: name, base64: bytes.toString('base64'), text: JSON.stringify(fields) },
  )

const choose = async ({ page, field, option }: { page: Page; field: string; option: string }) => {
  await page.locator(`#field-${field} input`).first().fill(option)
  await page.locator('.rs__option', { hasText: option }).first().click()
}

const titleOf = async (collection: string, code: string): Promise<string> => {
  const plan = await desk.idOf('plans', PLAN)
  const { docs } = await desk.ask(
    'GET',
    `/${collection}?where[code][equals]=${code}&where[plan][equals]=${plan}&depth=0`,
  )
  return docs[0].title
}

const bearer = (channel: Channel) => ({ authorization: `Bearer ${keys.get(channel)}` })

const asked = async (channel: Channel, address: string) => {
  const response = await fetch(`${application.delivery}/v1${address}`, { headers: bearer(channel) })
  expect([address, response.status]).toEqual([address, 200])
  return response
}

/** What the link on the screen gives when it is pressed; kept to be looked at. */
const downloaded = async (link: ReturnType<Page['getByRole']>, name: string): Promise<Buffer> => {
  const coming = link.page().waitForEvent('download')
  await link.click()
  const bytes = await readFile(await (await coming).path())
  await writeFile(path.join(KEPT, name), bytes)
  return bytes
}

const kitOf = async (channel: Channel): Promise<JSZip> => {
  if (!editor.page.url().endsWith(`/items/${id}`) || channel === 'press') await editor.open(id)
  const row = editor.page
    .getByRole('region', { name: 'Gửi cho kênh' })
    .getByRole('listitem')
    .filter({ hasText: OUTLETS[channel].name })
  return JSZip.loadAsync(await downloaded(row.getByRole('link', { name: /^Tải ZIP/ }), `${channel}.zip`))
}

/** Width and height of each picture in a kit, as the browser decodes them. */
const shapes = async (kit: JSZip): Promise<number[][]> => {
  const found = await Promise.all(
    kit.file(/\.(jpe?g|webp|png)$/).map(async (one) => decoded(await one.async('nodebuffer'))),
  )
  return found.sort(([, one = 0], [, other = 0]) => other - one)
}

const decoded = (bytes: Buffer): Promise<number[]> =>
  editor.page.evaluate(async (base64) => {
    const file = new Blob([Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))])
    const { width, height } = await createImageBitmap(file)
    return [width, height]
  }, bytes.toString('base64'))

const publishedOnScreen = async (title: string): Promise<string> => {
  const made = await desk.draft({ title, kind: 'led', outlets: [outlets.get('screen')] })
  await desk.step(made, 'submit')
  await deskOf(approver).step(made, 'approve')
  const { doc } = await deskOf(approver).step(made, 'publish')
  expect(doc.stage).toBe('published')
  return made
}

const recordProof = async ({
  channel,
  kind,
  fields,
}: {
  channel: Channel
  kind: string
  fields: Record<string, string>
}) => {
  const { page } = editor
  await editor.open(id)
  await page
    .getByRole('region', { name: 'Đã phát ở đâu' })
    .getByRole('listitem')
    .filter({ has: page.getByText(OUTLETS[channel].name, { exact: true }) })
    .getByRole('link', { name: 'Ghi minh chứng' })
    .click()
  await page.waitForURL('**/proofs/create?**')
  await hydrated(page)
  await page.locator('#field-outlet').getByText(OUTLETS[channel].name).waitFor()
  await page.locator('#field-item').getByText(TITLE).waitFor()
  await choose({ page, field: 'kind', option: kind })
  await page.locator('#field-ranOn input').fill(today())
  await page.keyboard.press('Enter')
  for (const [name, text] of Object.entries(fields)) await page.locator(`#field-${name}`).fill(text)
  const answered = page.waitForResponse(
    (one) => one.url().includes('/api/proofs') && one.request().method() === 'POST',
  )
  await page.locator('#action-save').click()
  const response = await answered
  expect([channel, response.status()]).toEqual([channel, 201])
}

/** As the form reads it. */
const today = () => new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())

const report = (): Promise<Report> => {
  const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
  return desk.ask('GET', `/reports/progress?plan=${PLAN}&from=${day(-1)}&to=${day(2)}`)
}

/** Where LibreOffice is installed, it reads the file too; its pages are kept to be looked at. */
const printed = async (
  bytes: Buffer,
  { name, extension, said }: { name: string; extension: string; said: string[] },
) => {
  const pdf = await printedByOffice(bytes, extension)
  if (!pdf) return
  await writeFile(path.join(KEPT, `${name}-libreoffice.pdf`), pdf)
  const text = plain((await pagesOfPdf(pdf)).join(' '))
  for (const one of said) expect(text).toContain(plain(one))
}

/** Without the letters that LibreOffice takes from a second font where Times New Roman is missing: they stand apart. */
const plain = (text: string) => squeezed(text).replaceAll(/[^ -\u00ff]/g, '')

/** Lines break where they like, and so do the pieces of a line. */
const squeezed = (text: string) => text.normalize('NFC').replaceAll(/[\s\u200b]+/g, '')

// The official report as files: each opened by another program than the one that made it, its figures those of the
// plan's progress.
import ExcelJS from 'exceljs'
import { XMLValidator } from 'fast-xml-parser'
import JSZip from 'jszip'
import { handleEndpoints } from 'payload'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../../src/report/index.ts'
import { largePlan } from '../helpers/largePlan.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Steps, stepsOf } from '../helpers/steps.ts'

const PLAN = 'TN-CDS-2024-2025'
const WHOLE = 'from=2024-11-01&to=2026-01-01'
const FORMULA = '=HYPERLINK("https://xau.example.vn","Bấm vào đây")'
const ADDRESS = 'https://dinhhoa.example.vn/tin/1?a=1&b=<2>'

let loa: Loa
let steps: Steps
let as: string
let pool: Pool
beforeAll(async () => {
  loa = await startLoa({ contents: 'plan' })
  steps = stepsOf(loa)
  as = await steps.token('reporter@so-tttt')
  pool = (loa.payload.db as unknown as { pool: Pool }).pool
  const plan = await loa.idOf('plans', PLAN)
  const [press, line] = [await loa.idOf('outlets', 'bao-thai-nguyen'), await loa.idOf('lines', 'L1')]
  const published = (title: string, publishAt: string, body: object = {}) =>
    steps.itemAt({
      stage: 'published',
      kind: 'article',
      title,
      plan,
      publishAt,
      outlets: [press],
      line,
      ...body,
    })
  const { id } = await published(FORMULA, '2024-11-04T00:30:00+07:00')
  const two = await published('Hai bài & một tuần', '2024-11-30T08:00:00+07:00', {})
  await published('Vượt <định mức>', '2024-11-30T09:00:00+07:00', {
    override: { reason: '@Theo yêu cầu của tỉnh' },
  })
  const screen = await loa.idOf('outlets', 'led-dinh-hoa')
  await published('Ngoài chỉ tiêu', '2024-11-20T08:00:00+07:00', {
    kind: 'led',
    outlets: [screen],
    line: undefined,
  })
  await pool.query(
    `insert into receipts (id, item_id, outlet_id, edition, url, published_at)
     values (gen_random_uuid(), $1, $2, 1, $3, '2024-11-04T01:00:00+07:00')`,
    [id, press, ADDRESS],
  )
  const scan = await loa.rest('POST', '/api/proofs', {
    as: await steps.token('editor@so-tttt'),
    body: { item: two.id, outlet: press, kind: 'broadcast', ranOn: '2024-11-30', note: 'Bản tin 18 giờ' },
  })
  expect(scan.status).toBe(201)
})
afterAll(() => loa.stop())

const ask = async (query: string, headers: Record<string, string> = {}) => {
  const response = await handleEndpoints({
    config: loa.config,
    request: new Request(`http://localhost:3000/api/reports/progress?plan=${PLAN}&${query}`, {
      headers: { authorization: `JWT ${as}`, ...headers },
    }),
  })
  return {
    status: response.status,
    headers: response.headers,
    body: Buffer.from(await response.arrayBuffer()),
  }
}
const file = async (query: string, headers?: Record<string, string>) => {
  const { status, body } = await ask(query, headers)
  expect(status, status === 200 ? '' : body.toString()).toBe(200)
  return body
}
const json = async (query: string): Promise<Report> => JSON.parse((await file(query)).toString())
const number = (value: number) => new Intl.NumberFormat('vi-VN').format(value)

describe('the answer', () => {
  it('is a file to be saved, with its name in Vietnamese and in ASCII, and kept by nobody', async () => {
    for (const [format, type] of [
      ['docx', /wordprocessingml/],
      ['xlsx', /spreadsheetml/],
      ['pdf', /^application\/pdf$/],
    ] as const) {
      const { status, headers, body } = await ask(`from=2024-11-01&to=2024-12-01&format=${format}`)
      expect(status).toBe(200)
      expect(headers.get('content-type')).toMatch(type)
      expect(headers.get('content-length')).toBe(String(body.length))
      expect(headers.get('cache-control')).toBe('private, no-store')
      const disposition = headers.get('content-disposition') ?? ''
      expect(disposition).toContain(
        `attachment; filename="Bao cao ket qua tuyen truyen 01-11-2024 den 30-11-2024.${format}"; filename*=UTF-8''`,
      )
      expect(decodeURIComponent(disposition.split("UTF-8''")[1] ?? '')).toBe(
        `Báo cáo kết quả tuyên truyền 01-11-2024 đến 30-11-2024.${format}`,
      )
    }
  })
})

describe('the figures', () => {
  it('of channels, units and months add up to the totals, and what is proved is told', async () => {
    const whole = await json(WHOLE)
    for (const list of [whole.channels, whole.organizations, whole.quotas, whole.rows])
      for (const key of ['planned', 'met', 'done', 'proved', 'overdue', 'over'] as const)
        expect(
          (list as Record<typeof key, number>[]).reduce((sum, one) => sum + one[key], 0),
          key,
        ).toBe(whole.totals[key])
    for (const key of ['planned', 'done', 'proved'] as const)
      expect(whole.months.reduce((sum, one) => sum + one[key], 0)).toBe(whole.totals[key])
    expect(whole.totals.proved).toBe(whole.items.filter(({ proof }) => proof).length)
    expect(whole.totals.proved).toBeGreaterThan(0)
    expect(whole.items.find(({ title }) => title === FORMULA)?.proof).toEqual({
      url: ADDRESS,
      at: '2024-11-03T18:00:00.000Z',
    })
    expect(whole.months.find(({ month }) => month === '2024-11')?.done).toBeGreaterThanOrEqual(3)
  })

  it('tell what ran beside the quotas, within the limits that were asked for', async () => {
    const { uncounted } = await json('from=2024-11-01&to=2024-12-01')
    expect(uncounted.items.map(({ title, outlet }) => [title, outlet])).toEqual([
      ['Ngoài chỉ tiêu', 'led-dinh-hoa'],
    ])
    const titles = async (query: string) => (await json(query)).uncounted.items.map(({ title }) => title)
    expect(await titles('from=2024-11-21&to=2024-12-01')).toEqual([])
    expect(await titles(`${WHOLE}&organization=ubnd-dinh-hoa`)).toEqual(['Ngoài chỉ tiêu'])
    expect(await titles(`${WHOLE}&channel=screen`)).toEqual(['Ngoài chỉ tiêu'])
    expect(await titles(`${WHOLE}&channel=press`)).toEqual([])
    expect(await titles(`${WHOLE}&task=T1`)).toEqual([])
  })
})

describe('the workbook', () => {
  const workbook = async (query: string) => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await file(`${query}&format=xlsx`)) as never)
    return book
  }
  const rowsOf = (book: ExcelJS.Workbook, name: string) => {
    const rows: unknown[][] = []
    book.getWorksheet(name)?.eachRow((row) => void rows.push((row.values as unknown[]).slice(1)))
    return rows
  }

  it('has every bucket of the progress as a row, with real dates and numbers', async () => {
    const { body } = await loa.rest<any>('GET', `/api/quotas/progress?plan=${PLAN}`, { as })
    const book = await workbook(WHOLE)
    expect(book.worksheets.map(({ name }) => name)).toEqual([
      'Tổng hợp',
      'Chu kỳ',
      'Tin, bài',
      'Ngoại lệ',
      'Sự kiện',
    ])
    const [head = [], ...rows] = rowsOf(book, 'Chu kỳ')
    expect(rows).toHaveLength(body.buckets.length)
    const at = (title: string) => head.indexOf(title)
    const sum = (title: string) => rows.reduce((total, row) => total + Number(row[at(title)] ?? 0), 0)
    expect(sum('Đã dùng')).toBe(body.buckets.reduce((total: number, { used }: any) => total + used, 0))
    expect(sum('Chỉ tiêu')).toBe(body.buckets.reduce((total: number, { owed }: any) => total + owed, 0))
    const week = rows.find((row) => row[at('Mã')] === 'Q1' && row[at('Chu kỳ')] === '2024-W45')
    expect(week?.[at('Bắt đầu')]).toEqual(new Date('2024-11-04T00:00:00Z'))
    for (const sheet of book.worksheets) {
      expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
      expect(sheet.autoFilter).toBeTruthy()
    }
  })

  it('lists items by the clock of the plan, and takes no text for a formula', async () => {
    const book = await workbook('from=2024-11-01&to=2024-12-01')
    const items = rowsOf(book, 'Tin, bài')
    const row = items.find(([, title]) => String(title).includes('HYPERLINK'))
    expect(row?.slice(0, 7)).toEqual([
      new Date('2024-11-04T00:30:00Z'),
      `'${FORMULA}`,
      'Báo Thái Nguyên',
      'Báo chí',
      'Q1',
      'Có',
      ADDRESS,
    ])
    const [, exception] = rowsOf(book, 'Ngoại lệ')
    expect(exception?.[1]).toBe('Vượt <định mức>')
    expect(exception?.[5]).toBe("'@Theo yêu cầu của tỉnh")
    for (const sheet of book.worksheets)
      sheet.eachRow((one) => one.eachCell((cell) => expect(cell.formula).toBeUndefined()))
  })
})

describe('the DOCX', () => {
  const parts = async (query: string, headers?: Record<string, string>) => {
    const zip = await JSZip.loadAsync(await file(`${query}&format=docx`, headers))
    const part = async (name: string) => (await zip.file(name)?.async('string')) ?? ''
    const names = Object.keys(zip.files)
    return { names, part, document: await part('word/document.xml') }
  }
  const textOf = (xml: string) =>
    [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('\n')
  const mm = (twentieths: string | undefined) => (Number(twentieths) / 1440) * 25.4

  it('keeps the form of Decree 30/2020', async () => {
    const { names, part, document } = await parts(WHOLE)
    for (const name of names.filter((one) => /\.(xml|rels)$/.test(one)))
      expect(XMLValidator.validate(await part(name)), name).toBe(true)
    const sections = [...document.matchAll(/<w:sectPr.*?<\/w:sectPr>/gs)].map(([xml]) => xml)
    expect(sections).toHaveLength(2)
    for (const section of sections) {
      const attribute = (name: string) => section.match(new RegExp(`w:${name}="(\\d+)"`))?.[1]
      expect(mm(attribute('w'))).toBeCloseTo(210, 0)
      expect(mm(attribute('h'))).toBeCloseTo(297, 0)
      for (const [side, least, most] of [
        ['top', 20, 25],
        ['bottom', 20, 25],
        ['left', 30, 35],
        ['right', 15, 20],
      ] as const) {
        expect(mm(attribute(side)), side).toBeGreaterThanOrEqual(least - 0.05)
        expect(mm(attribute(side)), side).toBeLessThanOrEqual(most)
      }
      expect(section).toContain('<w:titlePg/>')
      expect(section).toMatch(/<w:headerReference w:type="first"/)
      expect(section).toMatch(/<w:pgNumType[^>]*w:start="1"/)
    }
    const headers = await Promise.all(names.filter((name) => /header\d+\.xml$/.test(name)).map(part))
    const numbered = headers.filter((xml) => xml.includes('PAGE'))
    expect(numbered).toHaveLength(2)
    for (const xml of numbered) expect(xml).toContain('<w:jc w:val="center"/>')
    const styles = await part('word/styles.xml')
    expect(styles).toContain('w:ascii="Times New Roman"')
    expect(styles).toMatch(/<w:docDefaults>.*?<w:sz w:val="28"\/>/s)
  })

  it('says who, what and when, and leaves to people what is theirs', async () => {
    const { document } = await parts('from=2024-11-01&to=2024-12-01')
    const text = textOf(document)
    for (const said of [
      'ỦY BAN NHÂN DÂN TỈNH THÁI NGUYÊN',
      'SỞ THÔNG TIN VÀ TRUYỀN THÔNG',
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Độc lập - Tự do - Hạnh phúc',
      'Số: …/BC-STTTT',
      'BÁO CÁO',
      '(tháng 11/2024)',
      'Nơi nhận:',
      '[QUYỀN HẠN, CHỨC VỤ]',
      'Phụ lục',
    ])
      expect(text).toContain(said)
    expect(text).toMatch(/Thái Nguyên, ngày … tháng … năm 20\d\d/)
    expect(text).toContain('Vượt &lt;định mức&gt;')
    expect(text).toContain('https://dinhhoa.example.vn/tin/1?a=1&amp;b=&lt;2&gt;')
    const heads = [...document.matchAll(/<w:tblHeader\/>/g)]
    expect(heads.length).toBeGreaterThanOrEqual(6)
    expect([...document.matchAll(/<pic:pic/g)]).toHaveLength(2)
  })

  it('has addresses that can be copied and followed, and none that only this house can open', async () => {
    const { document, part } = await parts(WHOLE)
    expect(document).not.toContain('\u200b')
    const [, id, shown] = document.match(/<w:hyperlink r:id="(\w+)"[^>]*>.*?<w:t[^>]*>(.*?)<\/w:t>/s) ?? []
    expect(shown).toBe('https://dinhhoa.example.vn/tin/1?a=1&amp;b=&lt;2&gt;')
    const relationships = await part('word/_rels/document.xml.rels')
    expect(XMLValidator.validate(relationships)).toBe(true)
    const link = relationships.match(new RegExp(`<Relationship Id="${id}"[^>]*>`))?.[0] ?? ''
    expect(link).toContain('Target="https://dinhhoa.example.vn/tin/1?a=1&amp;b=%3C2%3E"')
    expect(link).toContain('TargetMode="External"')
    expect(document.match(/<w:hyperlink /g)).toHaveLength(1)
    expect(textOf(document)).not.toContain('/admin/')
    expect(textOf(document)).toContain('Có minh chứng, không có địa chỉ')
    const proof = (await json(WHOLE)).items.find(({ title }) => title === 'Hai bài & một tuần')?.proof
    expect(proof).toEqual({ url: null, at: '2024-11-30T12:00:00.000Z' })
  })

  it('begins within a sentence with a small letter, and leaves an abbreviation as it is', async () => {
    const [{ title }] = await steps.query('select title from plans where code = $1', [PLAN])
    const rename = (to: string) => steps.query('update plans set title = $2 where code = $1', [PLAN, to])
    await rename('UBND tỉnh tuyên truyền')
    const of = textOf((await parts(WHOLE)).document)
    await rename(title)
    expect(of).toContain('UBND tỉnh tuyên truyền')
    expect(of).not.toContain('uBND')
    expect(textOf((await parts(WHOLE)).document)).toContain(title.charAt(0).toLowerCase() + title.slice(1))
  })

  it('has the figures of the report in its tables', async () => {
    const { totals } = await json(WHOLE)
    const rows = [...(await parts(WHOLE)).document.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([xml]) =>
      textOf(xml).split('\n'),
    )
    const sums = rows.filter(([first, ...rest]) => first === 'Tổng số' && rest.length === 7)
    expect(sums).toHaveLength(3)
    for (const [, planned, done, met, , proved, overdue, over] of sums)
      expect([planned, done, met, proved, overdue, over]).toEqual(
        [totals.planned, totals.done, totals.met, totals.proved, totals.overdue, totals.over].map(number),
      )
  })

  it('speaks the language of who asks', async () => {
    const text = textOf((await parts(WHOLE, { 'accept-language': 'en' })).document)
    expect(text).toContain('SOCIALIST REPUBLIC OF VIET NAM')
    expect(text).not.toContain('Nơi nhận')
  })
})

describe('the PDF', () => {
  const read = async (query: string) => {
    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const pdf = await getDocument({
      data: new Uint8Array(await file(`${query}&format=pdf`)),
      verbosity: 0,
    }).promise
    const pages = []
    for (let at = 1; at <= pdf.numPages; at += 1) {
      const page = await pdf.getPage(at)
      const { items } = await page.getTextContent()
      const pieces = items.flatMap((one) => ('str' in one && one.str.trim() ? [one] : []))
      pages.push({ page, pieces, text: pieces.map(({ str }) => str).join(' ') })
    }
    return { pdf, pages }
  }

  it('is A4 and tagged, speaks Vietnamese, and numbers pages top centre but for the first', async () => {
    const { pdf, pages } = await read(WHOLE)
    expect((await pdf.getMarkInfo())?.Marked).toBe(true)
    const { info } = (await pdf.getMetadata()) as unknown as { info: Record<string, unknown> }
    expect(info.Title).toMatch(/^BÁO CÁO\. /)
    expect(info.Language).toBe('vi')
    const annex = pages.findIndex(({ text }) => text.startsWith('Phụ lục'))
    expect(annex).toBeGreaterThan(0)
    for (const [at, { page, pieces }] of pages.entries()) {
      const [width = 0, height = 0] = page.view.slice(2)
      expect([Math.round(width), Math.round(height)]).toEqual([595, 842])
      const above = pieces.filter(({ transform }) => transform[5] > 842 - 20 * (72 / 25.4))
      const expected = at < annex ? at + 1 : at - annex + 1
      expect(above.map(({ str }) => str)).toEqual(expected === 1 ? [] : [String(expected)])
      // the middle of the text: margins are 30 and 15 mm
      for (const { transform, width: wide } of above)
        expect(transform[4] + wide / 2).toBeCloseTo((30 + 165 / 2) * (72 / 25.4), 0)
      const tree = await page.getStructTree()
      expect(tree?.children.length).toBeGreaterThan(0)
    }
  })

  it('says what the DOCX says, and stays within its margins', async () => {
    const { totals } = await json(WHOLE)
    const { pages } = await read(WHOLE)
    const text = pages.map((one) => one.text).join(' ')
    for (const said of [
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'SỞ THÔNG TIN VÀ TRUYỀN THÔNG',
      'Nơi nhận:',
      `phải có ${number(totals.planned)} tin, bài, sự kiện`,
    ])
      expect(text.replaceAll(/\s+/g, ' ')).toContain(said)
    for (const { pieces } of pages)
      for (const { transform, width } of pieces) {
        expect(transform[4]).toBeGreaterThanOrEqual(30 * (72 / 25.4) - 1)
        expect(transform[4] + width).toBeLessThanOrEqual((210 - 15) * (72 / 25.4) + 1)
        expect(transform[5]).toBeGreaterThanOrEqual(20 * (72 / 25.4) - 1)
      }
  })
})

describe('a large plan', () => {
  it('has the numbers of its progress in every form, to the unit', { timeout: 120_000 }, async () => {
    const placements = 3_000
    const client = await pool.connect()
    try {
      for (const statement of largePlan({ outlets: 60, weeks: 30, rules: 2, placements }))
        await client.query(statement)
    } finally {
      client.release()
    }
    const large = (query: string) => query.replace(PLAN, 'LARGE')
    const askLarge = async (format: string) => {
      const response = await handleEndpoints({
        config: loa.config,
        request: new Request(
          large(`http://localhost:3000/api/reports/progress?plan=${PLAN}&${WHOLE}&format=${format}`),
          { headers: { authorization: `JWT ${as}` } },
        ),
      })
      expect(response.status).toBe(200)
      return Buffer.from(await response.arrayBuffer())
    }
    const { body } = await loa.rest<any>('GET', '/api/quotas/progress?plan=LARGE', { as })
    const buckets = body.buckets as { used: number; owed: number; state: string }[]
    const sum = (of: (one: (typeof buckets)[number]) => number) =>
      buckets.reduce((total, one) => total + of(one), 0)
    const expected = {
      planned: sum(({ owed }) => owed),
      done: sum(({ used }) => used),
      overdue: sum(({ state, owed, used }) => (state === 'overdue' ? owed - used : 0)),
      proved: placements / 2,
    }
    expect(expected.done).toBe(placements)
    const report: Report = JSON.parse((await askLarge('json')).toString())
    expect(report.totals).toMatchObject(expected)
    expect(report.items).toHaveLength(placements)

    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await askLarge('xlsx')) as never)
    expect(book.getWorksheet('Chu kỳ')?.rowCount).toBe(buckets.length + 1)
    expect(book.getWorksheet('Tin, bài')?.rowCount).toBe(placements + 1)

    const zip = await JSZip.loadAsync(await askLarge('docx'))
    const document = (await zip.file('word/document.xml')?.async('string')) ?? ''
    expect([...document.matchAll(/của đơn vị thứ/g)]).toHaveLength(placements)

    const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
    const pdf = await getDocument({ data: new Uint8Array(await askLarge('pdf')), verbosity: 0 }).promise
    const last = await (await pdf.getPage(pdf.numPages)).getTextContent()
    expect(last.items.some((one) => 'str' in one && one.str === String(placements))).toBe(true)
  })
})

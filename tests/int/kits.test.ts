// What people pass on by hand: ready posts, press kits, print files; and the proof that it ran.
import { rm, truncate } from 'node:fs/promises'
import path from 'node:path'
import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { briefsAddress, guidedAddress, guidesOf } from '../../src/admin/channels/briefsAbout.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { clip, printable, upload, wav } from '../helpers/files.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { DAY, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let reporter: string
let editor: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  reporter = await steps.token('reporter@so-tttt')
  editor = await steps.token('editor@so-tttt')
})
afterAll(() => loa.stop())

const dayInHanoi = (days = 0) => new Date(Date.now() + 7 * 3_600_000 + days * DAY).toISOString().slice(0, 10)
const file = async (bytes: Uint8Array, name: string, fields: object = { alt: 'Tệp thử' }) =>
  (await upload(loa, { as: reporter, bytes, name, fields })).body.doc
const picture = (background: string) =>
  sharp({ create: { width: 2000, height: 1400, channels: 3, background } })
    .jpeg()
    .toBuffer()
const askForKit = async (id: string, outlet: string, query = '') => {
  const { handleEndpoints } = await import('payload')
  return handleEndpoints({
    config: loa.config,
    request: new Request(`http://localhost:3000/api/items/${id}/kits/${outlet}${query}`, {
      headers: { authorization: `JWT ${reporter}` },
    }),
  })
}
const kitOf = async (id: string, outlet: string, query = '') => {
  const response = await askForKit(id, outlet, query)
  expect(response.headers.get('content-type')).toBe('application/zip')
  const prefix = query ? 'xem-truoc-' : ''
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${prefix}${outlet}.zip"`)
  const packed = Object.entries(unzipSync(new Uint8Array(await response.arrayBuffer())))
  expect(packed.filter(([name]) => !name.startsWith(prefix))).toEqual([])
  const files = Object.fromEntries(packed.map(([name, bytes]) => [name.slice(prefix.length), bytes]))
  return { files, text: new TextDecoder().decode(files['noi-dung.txt']) }
}
const PREVIEW = '?preview=true'

describe('a ready post', () => {
  it('is what the platform takes, with the clip or the pictures in its shape', async () => {
    const [facebook, tiktok] = [
      await steps.newOutlet({ channel: 'social', account: { platform: 'facebook' } }),
      await steps.newOutlet({ channel: 'social', account: { platform: 'tiktok' } }),
    ]
    const cover = await file(await picture('#8b1e3f'), 'bai.jpg', { alt: 'Ảnh bìa' })
    const movie = await file(await clip({ seconds: 9, width: 360, height: 640 }), 'doc.mp4')
    const doc = await steps.itemAt({
      stage: 'approved',
      kind: 'social',
      title: 'Nộp hồ sơ tại nhà',
      summary: 'Ba bước là xong.',
      cover: cover.id,
      // no platform takes it for a picture
      attachments: [(await file(wav(1), 'tieng.wav')).id],
      outlets: [facebook.id, tiktok.id],
      social: { tiktok: 'Ba bước nộp hồ sơ', hashtags: '#chuyendoiso ThaiNguyen', clip: movie.id },
    })
    const { body } = await loa.rest('GET', `/api/items/${doc.id}/kits`, { as: reporter })
    expect(body.kits.map(({ outlet, text }: any) => [outlet, text])).toEqual([
      [facebook.code, 'Nộp hồ sơ tại nhà\n\nBa bước là xong.\n\n#chuyendoiso #ThaiNguyen'],
      [tiktok.code, 'Ba bước nộp hồ sơ\n\n#chuyendoiso #ThaiNguyen'],
    ])
    const { files, text } = await kitOf(doc.id, tiktok.code)
    expect(text.trim()).toBe('Ba bước nộp hồ sơ\n\n#chuyendoiso #ThaiNguyen')
    expect(Object.keys(files).sort()).toEqual(
      ['noi-dung.txt', movie.filename, cover.sizes.story.filename].sort(),
    )
    expect(await sharp(files[cover.sizes.story.filename]).metadata()).toMatchObject({
      width: 1080,
      height: 1920,
    })
    // nobody outside, and no outlet that it is not for
    expect((await loa.rest('GET', `/api/items/${doc.id}/kits`)).status).toBe(403)
    expect(verdict(await loa.rest('GET', `/api/items/${doc.id}/kits/facebook-khac`, { as: reporter }))).toBe(
      '404 not-found',
    )
  })

  it('that the platform would not take is not handed over', async () => {
    const zalo = await steps.newOutlet({ channel: 'social', account: { platform: 'zalo' } })
    const tiktok = await steps.newOutlet({ channel: 'social', account: { platform: 'tiktok' } })
    const youtube = await steps.newOutlet({ channel: 'social', account: { platform: 'youtube' } })
    const unknown = await steps.newOutlet({ channel: 'social' })
    const flat = (await file(await clip({ seconds: 5 }), 'ngang.mp4')).id
    const cases: [object, RegExp][] = [
      [
        {
          outlets: [zalo.id],
          social: { hashtags: Array.from({ length: 11 }, (_, n) => `#a${n}`).join(' ') },
        },
        /có 11 thẻ, nhiều nhất 10/,
      ],
      [{ outlets: [zalo.id], social: { hashtags: '#a-b' } }, /dấu gạch dưới/],
      [{ outlets: [tiktok.id], social: { hashtags: '#a #b #c #d #e #f' } }, /có 6 thẻ, nhiều nhất 5/],
      [{ outlets: [zalo.id], title: 'Tiêu đề '.repeat(20) }, /tiêu đề có 159 ký tự, nhiều nhất 150/],
      [{ outlets: [tiktok.id], social: { clip: flat } }, /khuôn hình/],
      // those in the text count too
      [
        { outlets: [tiktok.id], social: { tiktok: 'Ba #buoc, #Nộp #hoso', hashtags: '#a #b #HOSO #c' } },
        /có 6 thẻ, nhiều nhất 5/,
      ],
      [{ outlets: [tiktok.id] }, /cần clip hoặc ảnh/],
      [{ outlets: [youtube.id] }, /chỉ đăng clip/],
      // nobody knows which platform it is: the smallest limits hold
      [{ outlets: [unknown.id], social: { hashtags: '#a #b #c #d #e #f' } }, /có 6 thẻ, nhiều nhất 5/],
    ]
    for (const [more, words] of cases) {
      const doc = await steps.draft('reporter@so-tttt', { title: 'Bài mạng xã hội', kind: 'social', ...more })
      const answer = await steps.act('reporter@so-tttt', 'submit', doc)
      expect(verdict(answer)).toBe('400 invalid')
      expect(answer.body.errors[0].message).toMatch(words)
    }
  })
})

describe('kits for the press and for the printer', () => {
  it('have text, pictures in print size with their captions, and whom to ask', async () => {
    const press = await steps.newOutlet({ channel: 'press' })
    const cover = await file(await picture('#1f4d3a'), 'bao.jpg', { alt: 'Cột sóng', credit: 'Ảnh: Sở TTTT' })
    const doc = await steps.draft('reporter@so-tttt', {
      title: 'Tin cho báo',
      outlets: [press.id],
      cover: cover.id,
      press: { contact: 'Phòng Thông tin, Báo chí, Xuất bản' },
    })
    const { files, text } = await kitOf(doc.id, press.code, PREVIEW)
    expect(text).toMatch(/Tin cho báo[\s\S]*Nội dung thử[\s\S]*Đầu mối liên hệ: Phòng Thông tin/)
    expect(new TextDecoder().decode(files['chu-thich.txt'])).toContain('Cột sóng · Ảnh: Sở TTTT')
    expect((await sharp(files[cover.sizes.print.filename]).metadata()).width).toBe(2000)
  })

  it('say how it is printed and who gets how many, no more than there are', async () => {
    const print = await steps.newOutlet({ channel: 'publication' })
    const pdf = await file(printable(), 'to-gap.pdf')
    const made = (distribution: string) =>
      steps.draft('reporter@so-tttt', {
        title: 'Tờ gấp',
        kind: 'print',
        outlets: [print.id],
        publication: { printFile: pdf.id, format: 'dl', pages: 2, printRun: 800, distribution },
      })
    const doc = await made('Định Hóa: 500\nVõ Nhai: 300')
    const { files, text } = await kitOf(doc.id, print.code, PREVIEW)
    expect(text).toContain('Khổ: Tờ gấp DL\nSố trang: 2\nSố lượng in: 800')
    expect(text).toContain('Võ Nhai\t300')
    expect(Object.keys(files)).toContain(pdf.filename)
    expect(verdict(await steps.act('reporter@so-tttt', 'submit', doc))).toBe('200 ok')
    expect(
      (await steps.act('reporter@so-tttt', 'submit', await made('Định Hóa: 900'))).body.errors[0].message,
    ).toMatch(/900 bản, chỉ in 800/)
    await expect(made('năm trăm tờ')).rejects.toThrow(/Mỗi dòng/)
    const bare = await steps.draft('reporter@so-tttt', {
      title: 'Chưa có gì để in',
      kind: 'print',
      outlets: [print.id],
      publication: {},
    })
    const refused = await steps.act('reporter@so-tttt', 'submit', bare)
    expect(verdict(refused)).toBe('400 invalid')
    expect(refused.body.errors[0].message).toMatch(/ít nhất tệp in \(PDF\) hoặc khổ in/)
  })
})

describe('what is given out', () => {
  it('is what was approved; any other text is a preview that says so', async () => {
    const press = await steps.newOutlet({ channel: 'press' })
    const listed = async (id: string) =>
      (await loa.rest('GET', `/api/items/${id}/kits`, { as: reporter })).body.kits.map(
        ({ isPreview, text }: any) => [isPreview, text.split('\n')[0]],
      )
    const mark = (stage: string) => `BẢN XEM TRƯỚC, KHÔNG GỬI RA NGOÀI. Bài đang ở bước: ${stage}.`
    const draft = await steps.draft('reporter@so-tttt', { title: 'Bản một', outlets: [press.id] })
    expect(await listed(draft.id)).toEqual([[true, mark('Đang soạn')]])
    const refused = await loa.rest('GET', `/api/items/${draft.id}/kits/${press.code}`, { as: reporter })
    expect(verdict(refused)).toBe('409 wrong-stage')
    expect(refused.body.errors[0].message).toMatch(/chưa được duyệt/)
    expect((await kitOf(draft.id, press.code, PREVIEW)).text).toContain(`${mark('Đang soạn')}\n\nBản một`)
    const submitted = await steps.must('reporter@so-tttt', 'submit', draft)
    expect(await listed(draft.id)).toEqual([[true, mark('Chờ duyệt')]])
    const approved = await steps.must('approver@so-tttt', 'approve', submitted)
    expect(await listed(draft.id)).toEqual([[false, 'Bản một']])
    expect((await kitOf(draft.id, press.code)).text).toMatch(/^.?Bản một/)
    await steps.must('approver@so-tttt', 'publish', approved)
    // a correction that nobody has approved stands beside what runs
    const as = await steps.token('editor@so-tttt')
    const corrected = await loa.rest('PATCH', `/api/items/${draft.id}`, {
      as,
      body: { title: 'Bản hai', changeNote: 'Sửa tên' },
    })
    expect(corrected.status).toBe(200)
    expect(await listed(draft.id)).toEqual([
      [false, 'Bản một'],
      [true, mark('Đang soạn')],
    ])
    expect((await kitOf(draft.id, press.code)).text).toMatch(/^.?Bản một/)
    expect((await kitOf(draft.id, press.code, PREVIEW)).text).toContain('Bản hai')
    // what is taken off is given to nobody any more
    await steps.must('approver@so-tttt', 'retract', await steps.latest(draft.id), { comment: 'Sai' })
    expect((await listed(draft.id)).map(([isPreview]: [boolean]) => isPreview)).toEqual([true])
    expect((await askForKit(draft.id, press.code)).status).toBe(409)
  })

  it('is written piece by piece, tells which files are lost, and is refused where no ZIP holds it', async () => {
    const press = await steps.newOutlet({ channel: 'press' })
    const sounds = await Promise.all(
      [9, 8, 7].map((seconds) => file(wav(seconds, 300), `dai-${seconds}.wav`)),
    )
    const doc = await steps.itemAt({
      stage: 'approved',
      title: 'Kèm tệp lớn',
      outlets: [press.id],
      attachments: sounds.map(({ id }) => id),
    })
    const response = await askForKit(doc.id, press.code)
    const pieces: Uint8Array[] = []
    for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) pieces.push(piece)
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(100_000)
    const packed = unzipSync(Buffer.concat(pieces))
    for (const [n, seconds] of [9, 8, 7].entries())
      expect(Buffer.from(packed[sounds[n].filename] ?? []).equals(wav(seconds, 300))).toBe(true)
    expect(new TextDecoder().decode(packed['noi-dung.txt'])).not.toContain('Thiếu tệp')

    const media = path.join(loa.dataDir, 'media')
    await rm(path.join(media, sounds[0].filename))
    const { files, text } = await kitOf(doc.id, press.code)
    expect(text).toContain(`Thiếu tệp, kho không còn giữ: ${sounds[0].filename}.`)
    expect(Object.keys(files)).not.toContain(sounds[0].filename)

    // takes no room on disk
    await truncate(path.join(media, sounds[1].filename), 4_100_000_000)
    const refused = await loa.rest('GET', `/api/items/${doc.id}/kits/${press.code}`, { as: reporter })
    expect(verdict(refused)).toBe('413 too-large')
    expect(refused.body.errors[0].message).toMatch(/cộng lại 4\.1 GB, một tệp ZIP chứa nhiều nhất 4 GB/)
  })
})

describe('a recorded proof', () => {
  it('counts as a receipt does, is of what ran there, and is never changed', async () => {
    const press = await steps.newOutlet({ channel: 'press' })
    const doc = await steps.itemAt({
      stage: 'published',
      kind: 'article',
      title: 'Đã lên báo',
      outlets: [press.id],
    })
    const record = (body: object, as = editor) =>
      loa.rest('POST', '/api/proofs', {
        as,
        body: { item: doc.id, outlet: press.id, kind: 'address', ranOn: dayInHanoi(), ...body },
      })
    const made = await record({ url: 'https://bao.example.vn/1' })
    expect(made.status).toBe(201)
    expect(made.body.doc.recordedBy).toBeTruthy()
    const { body } = await loa.rest('GET', `/api/items/${doc.id}/proof`, { as: editor })
    expect(JSON.stringify(body)).toContain('https://bao.example.vn/1')
    expect(await record({ kind: 'broadcast', note: 'Bản tin 18 giờ' })).toMatchObject({ status: 201 })
    const [{ count }] = await steps.query('select count(*)::int from receipts where item_id = $1', [doc.id])
    expect(count).toBe(2)
    for (const [wrong, reason] of [
      [{}, 'no address'],
      [{ url: 'javascript:alert(1)' }, 'no web address'],
      [{ kind: 'scan' }, 'no scan'],
      [{ kind: 'delivery', copies: 300 }, 'nothing that is handed out'],
      [{ kind: 'broadcast' }, 'nothing to show for it'],
      [
        { url: 'https://bao.example.vn/1', ranOn: dayInHanoi(1) },
        'tomorrow, which after 19:00 is less than a day away',
      ],
      [{ url: 'https://bao.example.vn/1', ranOn: dayInHanoi(-1) }, 'before it ran'],
      [{ url: 'https://bao.example.vn/1', outlet: (await steps.newOutlet()).id }, 'never ran there'],
    ] as const)
      expect({ reason, verdict: verdict(await record(wrong)) }).toEqual({ reason, verdict: '400 invalid' })
    expect((await record({ kind: 'broadcast' }, reporter)).status).toBe(403)
    expect(verdict(await record({ kind: 'broadcast' }, await steps.token('editor@ubnd-dinh-hoa')))).toBe(
      '403 forbidden',
    )
    for (const method of ['PATCH', 'DELETE'])
      expect(
        (await loa.rest(method, `/api/proofs/${made.body.doc.id}`, { as: editor, body: { note: 'x' } }))
          .status,
      ).toBe(403)
    expect(
      (await steps.query('select count(*)::int from receipts where item_id = $1', [doc.id]))[0].count,
    ).toBe(2)
  })

  it('of deliveries is added up beside the distribution list, however many there are', async () => {
    const [leaflet, book, press] = [
      await steps.newOutlet({ channel: 'publication' }),
      await steps.newOutlet({ channel: 'publication' }),
      await steps.newOutlet({ channel: 'press' }),
    ]
    const doc = await steps.itemAt({
      stage: 'published',
      kind: 'article',
      title: 'Phát tận nhà',
      outlets: [leaflet.id, book.id, press.id],
      publication: { printRun: 2000, distribution: 'Định Hóa: 1000\nVõ Nhai: 300' },
    })
    const address = `/api/items/${doc.id}/deliveries`
    const told = async () => (await loa.rest('GET', address, { as: reporter })).body.outlets
    const owed = [
      { unit: 'Định Hóa', planned: 1000, delivered: 0 },
      { unit: 'Võ Nhai', planned: 300, delivered: 0 },
    ]
    expect(await told()).toEqual([
      { outlet: leaflet.code, units: owed },
      { outlet: book.code, units: owed },
    ])

    const record = async (outlet: { id: string }, body: object) => {
      const sent = { item: doc.id, outlet: outlet.id, kind: 'delivery', ranOn: dayInHanoi(), ...body }
      const { status, body: made } = await loa.rest('POST', '/api/proofs', { as: editor, body: sent })
      expect(status).toBe(201)
      return made.doc
    }
    await record(leaflet, { copies: 5 })
    await record(leaflet, { copies: 40, receiver: 'Trường THPT Chuyên' })
    await record(leaflet, { copies: 120, receiver: 'ĐỊNH  HÓA' })
    await record(leaflet, { kind: 'address', url: 'https://vi-du.example.vn/1' })
    await record(book, { copies: 7, receiver: 'Võ Nhai' })
    const one = await record(leaflet, { copies: 1, receiver: 'Võ Nhai' })
    // more than a request may read
    await steps.query(
      `insert into proofs select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid()))).*
       from proofs p, generate_series(1, 1100) where p.id = $1`,
      [one.id],
    )
    const handedOut = [
      {
        outlet: leaflet.code,
        units: [
          { unit: 'Định Hóa', planned: 1000, delivered: 120 },
          { unit: 'Võ Nhai', planned: 300, delivered: 1101 },
          { unit: 'Trường THPT Chuyên', planned: 0, delivered: 40 },
          { unit: null, planned: 0, delivered: 5 },
        ],
      },
      { outlet: book.code, units: [owed[0], { unit: 'Võ Nhai', planned: 300, delivered: 7 }] },
    ]
    expect(await told()).toEqual(handedOut)

    // what an editor is about to change was promised to nobody yet
    const draft = await loa.rest('PATCH', `/api/items/${doc.id}?draft=true`, {
      as: editor,
      body: { publication: { distribution: 'Đại Từ: 9' } },
    })
    expect(draft.body.doc.publication.distribution).toBe('Đại Từ: 9')
    expect(await told()).toEqual(handedOut)
  })

  it('of deliveries without a list is told by receiver; nothing printed has none', async () => {
    const [leaflet, press] = [
      await steps.newOutlet({ channel: 'publication' }),
      await steps.newOutlet({ channel: 'press' }),
    ]
    const outlets = [leaflet.id, press.id]
    const doc = await steps.itemAt({ stage: 'published', kind: 'article', title: 'Không danh sách', outlets })
    const told = async (id = doc.id, as = reporter) => loa.rest('GET', `/api/items/${id}/deliveries`, { as })
    expect((await told()).body).toEqual({ outlets: [] })
    const body = { item: doc.id, outlet: leaflet.id, kind: 'delivery', ranOn: dayInHanoi(), copies: 30 }
    await loa.rest('POST', '/api/proofs', { as: editor, body: { ...body, receiver: 'Võ Nhai' } })
    expect((await told()).body).toEqual({
      outlets: [{ outlet: leaflet.code, units: [{ unit: 'Võ Nhai', planned: 0, delivered: 30 }] }],
    })

    const own = await steps.draft('reporter@so-tttt', { title: 'Chưa ai được xem' })
    const stranger = await steps.token('editor@ubnd-dinh-hoa')
    expect(verdict(await told(own.id, stranger))).toBe('404 not-found')
    expect(verdict(await told('x'))).toBe('404 not-found')
  })

  it('is of a kind that fits the channel', async () => {
    const kinds = { address: { url: 'https://vi-du.example.vn/1' }, delivery: { copies: 5 }, broadcast: {} }
    const fitting = {
      loudspeaker: ['address', 'broadcast'],
      screen: ['address', 'broadcast'],
      portal: ['address'],
      social: ['address'],
      publication: ['address', 'delivery'],
      event: ['address'],
    }
    for (const [channel, expected] of Object.entries(fitting)) {
      const outlet = await steps.newOutlet({ channel })
      // past dates are recorded where no portal tells
      const publishAt = channel === 'portal' ? undefined : `${dayInHanoi(-9)}T08:00:00+07:00`
      const doc = await steps.itemAt({
        stage: 'published',
        kind: 'article',
        title: `Minh chứng ${channel}`,
        outlets: [outlet.id],
        publishAt,
      })
      const found: string[] = []
      for (const [kind, body] of Object.entries(kinds)) {
        const ranOn = dayInHanoi(publishAt ? -9 : 0)
        const sent = { item: doc.id, outlet: outlet.id, kind, ranOn, ...body }
        const answer = await loa.rest('POST', '/api/proofs', {
          as: editor,
          body: sent,
          headers: { 'accept-language': 'en' },
        })
        if (answer.status === 201) found.push(kind)
        else expect(answer.body.errors[0]).toMatchObject({ data: { code: 'invalid', path: 'kind' } })
        if (answer.status !== 201)
          expect(answer.body.errors[0].message).toMatch(/does not fit the channel “[A-Z]/)
      }
      expect([channel, ...found]).toEqual([channel, ...expected])
    }
  })
})

describe('guidance and sources', () => {
  it('a line that asks for a citation gets one, and portals get it too', async () => {
    const made = await loa.rest('POST', '/api/legal-documents', {
      as: editor,
      body: {
        number: '13/2023/NĐ-CP',
        title: 'Nghị định về bảo vệ dữ liệu cá nhân',
        issuer: 'Chính phủ',
        issuedOn: '2023-04-17',
      },
    })
    expect(made.status).toBe(201)
    const column = await loa.rest('POST', '/api/programmes', {
      as: editor,
      body: { code: 'cds', title: 'Chuyển đổi số' },
    })
    const portal = await steps.newOutlet({ channel: 'portal' })
    const admin = await steps.token('admin@so-tttt')
    const { key } = await newSubscriber(loa, { admin, code: 'can-cu', outlets: [portal.id] })
    const line = await loa.idOf('lines', 'L3')
    await loa.rest('PATCH', `/api/lines/${line}`, { as: admin, body: { requiresCitation: true } })
    const body = { title: 'Căn cứ pháp lý', line, outlets: [portal.id] }
    const without = await steps.draft('reporter@so-tttt', { ...body, citations: [] })
    const refused = await steps.act('reporter@so-tttt', 'submit', without)
    expect(verdict(refused)).toBe('400 invalid')
    expect(refused.body.errors[0].message).toContain('L3')
    const doc = await steps.itemAt({
      stage: 'published',
      ...body,
      citations: [made.body.doc.id],
      programme: column.body.doc.id,
    })
    const item = (await deliveryOf(loa).ask(`/items/${doc.id}`, { key })).body
    expect(item).toMatchObject({
      citations: [{ number: '13/2023/NĐ-CP', issuer: 'Chính phủ', issuedOn: '2023-04-17', url: null }],
      programme: { code: 'cds', title: 'Chuyển đổi số' },
    })
    expect(item.citations[0]).not.toHaveProperty('file')
  })

  it('portals get the cited document itself where the library has it, as long as an item that cites it is live', async () => {
    const bytes = printable()
    const file = await upload(loa, {
      as: editor,
      name: 'nghi-dinh-64.pdf',
      type: 'application/pdf',
      bytes,
      fields: { alt: 'Nghị định 64/2007/NĐ-CP' },
    })
    const made = await loa.rest('POST', '/api/legal-documents', {
      as: editor,
      body: {
        number: '64/2007/NĐ-CP',
        title: 'Nghị định về ứng dụng công nghệ thông tin trong cơ quan nhà nước',
        issuer: 'Chính phủ',
        issuedOn: '2007-04-10',
        file: file.body.doc.id,
      },
    })
    expect(made.status).toBe(201)
    const portal = await steps.newOutlet({ channel: 'portal' })
    const other = await steps.newOutlet({ channel: 'portal' })
    const admin = await steps.token('admin@so-tttt')
    const { key } = await newSubscriber(loa, { admin, code: 'van-ban', outlets: [portal.id] })
    const { key: foreign } = await newSubscriber(loa, { admin, code: 'cong-khac', outlets: [other.id] })
    const { ask } = deliveryOf(loa)
    const address = `/media/${encodeURIComponent(file.body.doc.filename)}`
    expect((await ask(address, { key })).status).toBe(404)

    const doc = await steps.itemAt({
      stage: 'published',
      title: 'Có văn bản kèm theo',
      outlets: [portal.id],
      citations: [made.body.doc.id],
    })
    const [citation] = (await ask(`/items/${doc.id}`, { key })).body.citations
    expect(citation.file).toEqual({
      url: expect.stringMatching(/^https?:\/\/.+$/),
      mimeType: 'application/pdf',
    })
    expect(citation.file.url.endsWith(address)).toBe(true)
    const query = `{ item(id: "${doc.id}") { citations { number file { url mimeType } } } }`
    const asked = await ask('/graphql', { key, method: 'POST', body: { query } })
    expect(asked.body.data.item.citations).toEqual([{ number: '64/2007/NĐ-CP', file: citation.file }])
    expect((await ask(address, { key })).status).toBe(200)
    expect((await ask(address, { key: foreign })).status).toBe(404)

    await steps.must('approver@so-tttt', 'retract', doc, { comment: 'Văn bản đã được thay.' })
    expect((await ask(address, { key })).status).toBe(404)
  })

  it('a column of one outlet is told there, and on no other that the item runs on', async () => {
    const admin = await steps.token('admin@so-tttt')
    const [own, other] = [
      await steps.newOutlet({ channel: 'portal' }),
      await steps.newOutlet({ channel: 'portal' }),
    ]
    const press = await steps.newOutlet({ channel: 'press' })
    const column = await loa.rest('POST', '/api/programmes', {
      as: editor,
      body: { code: 'rieng', title: 'Chuyên mục riêng', outlet: own.id },
    })
    const doc = await steps.itemAt({
      stage: 'published',
      title: 'Trong chuyên mục',
      outlets: [own.id, other.id, press.id],
      programme: column.body.doc.id,
    })
    const told = async ({ id, code }: typeof own) => {
      const { key } = await newSubscriber(loa, { admin, code: `doc-${code}`, outlets: [id] })
      return (await deliveryOf(loa).ask(`/items/${doc.id}`, { key })).body.programme
    }
    expect(await told(own)).toEqual({ code: 'rieng', title: 'Chuyên mục riêng' })
    expect(await told(other)).toBeUndefined()
    expect((await kitOf(doc.id, press.code)).text).not.toContain('Chuyên mục riêng')
  })

  it('what is cited has an address that a reader can open, or none', async () => {
    const made = async (url: unknown, language = 'vi') =>
      loa.rest('POST', '/api/legal-documents', {
        as: editor,
        body: {
          number: `${Math.random()}`,
          title: 'Địa chỉ',
          issuer: 'Chính phủ',
          issuedOn: '2023-04-17',
          url,
        },
        headers: { 'accept-language': language },
      })
    for (const url of [
      '/media/%zz',
      '/media/bia.jpg',
      'javascript:alert(1)',
      'vanban.chinhphu.vn',
      'http:x',
      'ftp://x.vn',
      'https://a:b@x.vn',
      'https://',
      ' javascript:alert(1)',
      7,
    ])
      expect(`${url} ${verdict(await made(url))}`).toBe(`${url} 400 invalid`)
    expect((await made('/media/x')).body.errors[0]).toMatchObject({
      message: 'Cần một địa chỉ bắt đầu bằng http:// hoặc https://, không kèm mật khẩu.',
      data: { path: 'url' },
    })
    expect((await made('/media/x', 'en')).body.errors[0].message).toMatch(/^An address that begins/)
    for (const url of ['', null, undefined]) expect((await made(url)).status).toBe(201)
    const good = await made('https://vanban.chinhphu.vn/?docid=207363')
    expect(good.status).toBe(201)
    const { id } = good.body.doc
    const change = { as: editor, body: { url: 'javascript:alert(1)' } }
    expect(verdict(await loa.rest('PATCH', `/api/legal-documents/${id}`, change))).toBe('400 invalid')

    // from before this was checked
    const old = (await made('https://x.vn')).body.doc.id
    const [{ filename }] = await steps.query(
      'select filename from media where id not in (select cover_id from items where cover_id is not null) limit 1',
    )
    const outlet = await steps.newOutlet({ channel: 'portal' })
    const admin = await steps.token('admin@so-tttt')
    const { key } = await newSubscriber(loa, { admin, code: 'dia-chi', outlets: [outlet.id] })
    for (const url of ['/media/%zz', `/media/${encodeURIComponent(filename)}`, 'javascript:alert(1)']) {
      await steps.query('update legal_documents set url = $1 where id = $2', [url, old])
      const doc = await steps.itemAt({
        stage: 'published',
        title: 'Địa chỉ cũ',
        outlets: [outlet.id],
        citations: [old, id],
      })
      const item = (await deliveryOf(loa).ask(`/items/${doc.id}`, { key })).body
      expect(item.citations.map((one: any) => one.url).sort()).toEqual([
        'https://vanban.chinhphu.vn/?docid=207363',
        null,
      ])
      expect((await deliveryOf(loa).ask(`/media/${encodeURIComponent(filename)}`, { key })).status).toBe(404)
    }
  })

  it('a brief is put in force by an approver who did not write it, and read by everybody then', async () => {
    const task = await loa.idOf('tasks', 'T3')
    const brief = {
      title: 'Dịch vụ công',
      task,
      messages: 'Làm được ở nhà, có người giúp ở xã.',
      avoid: 'Hứa thời hạn chưa được giao.',
    }
    const [approver, other] = [await steps.token('approver@so-tttt'), await steps.token('approver2@so-tttt')]
    const inForce = { _status: 'published' }
    for (const as of [editor, reporter])
      expect((await loa.rest('POST', '/api/briefs', { as, body: { ...brief, ...inForce } })).status).toBe(403)
    expect(
      verdict(await loa.rest('POST', '/api/briefs', { as: approver, body: { ...brief, ...inForce } })),
    ).toBe('403 own-item')
    const made = await loa.rest('POST', '/api/briefs?draft=true', { as: editor, body: brief })
    expect(made.status).toBe(201)
    const change = (as: string, body: object, query = '') =>
      loa.rest('PATCH', `/api/briefs/${made.body.doc.id}?depth=0${query}`, { as, body })
    // an approver who changes a word has written it; the other one decides
    expect(verdict(await change(approver, { messages: 'Khác', ...inForce }))).toBe('403 own-item')
    expect((await change(approver, { avoid: 'Hứa thời hạn.' }, '&draft=true')).status).toBe(200)
    expect(verdict(await change(approver, inForce))).toBe('403 own-item')
    const { status, body } = await change(other, inForce)
    expect(status).toBe(200)
    const [named] = await steps.query(
      'select (select email from users where id = edited_by_id) as written, (select email from users where id = approved_by_id) as approved from briefs where id = $1',
      [body.doc.id],
    )
    expect(named).toEqual({
      written: 'approver@so-tttt.loa.example',
      approved: 'approver2@so-tttt.loa.example',
    })
    const found = async () =>
      (await loa.rest('GET', `/api/briefs?where[task][equals]=${task}`, { as: reporter })).body.docs.map(
        ({ _status, messages }: any) => [_status, messages],
      )
    expect(await found()).toEqual([['published', brief.messages]])
    // what an editor saves stands beside the one in force, whatever is asked
    expect((await change(editor, { messages: 'Bản sau', _status: 'draft' })).status).toBe(200)
    expect(await found()).toEqual([['published', brief.messages]])
    const { id } = body.doc
    const versions = await loa.rest('GET', `/api/briefs/versions?where[parent][equals]=${id}&limit=20`, {
      as: editor,
    })
    expect(versions.body.docs.length).toBeGreaterThan(2)
    const ways: Record<string, () => Promise<unknown>> = {
      'many at once': () =>
        loa.rest('PATCH', `/api/briefs?where[id][equals]=${id}`, {
          as: editor,
          body: { messages: 'Nhiều', ...inForce },
        }),
      'many at once, out of force': () =>
        loa.rest('PATCH', `/api/briefs?where[id][equals]=${id}`, { as: editor, body: { _status: 'draft' } }),
      'a copy': () => loa.rest('POST', `/api/briefs/${id}/duplicate`, { as: editor, body: inForce }),
      'GraphQL, in force': () =>
        loa.graphql(
          `mutation { updateBrief(id: "${id}", data: { messages: "GraphQL", _status: published }) { id } }`,
          { as: editor },
        ),
      'GraphQL, out of force': () =>
        loa.graphql(`mutation { updateBrief(id: "${id}", data: { messages: "GraphQL" }) { id } }`, {
          as: editor,
        }),
      'GraphQL, restored': () =>
        loa.graphql(`mutation { restoreVersionBrief(id: "${versions.body.docs.at(-1).id}") { id } }`, {
          as: editor,
        }),
    }
    for (const version of versions.body.docs)
      ways[`restored ${version.id}`] = () =>
        loa.rest('POST', `/api/briefs/versions/${version.id}`, { as: editor })
    for (const [name, way] of Object.entries(ways)) {
      // refused or not, it was understood
      expect(JSON.stringify(await way()), name).not.toMatch(
        /GRAPHQL_VALIDATION|Cannot query|Unknown|"status":404/,
      )
      expect(await found(), name).toEqual([['published', brief.messages]])
    }
  })

  it('a brief is not put in force by one of those who wrote it, nor in words that nobody read', async () => {
    const [approver, other] = [await steps.token('approver@so-tttt'), await steps.token('approver2@so-tttt')]
    const { body } = await loa.rest('POST', '/api/briefs?draft=true', {
      as: approver,
      body: { title: 'Nhiều người soạn', messages: 'Lời của lãnh đạo, gần như trọn vẹn' },
    })
    const change = (as: string, given: object, headers: Record<string, string> = {}) =>
      loa.rest('PATCH', `/api/briefs/${body.doc.id}?depth=0`, { as, body: given, headers })
    const inForce = { _status: 'published' }
    // a comma of an editor makes nobody else's text of it
    await change(editor, { messages: 'Lời của lãnh đạo, gần như trọn vẹn,' })
    expect(verdict(await change(approver, inForce))).toBe('403 own-item')
    const read = (await loa.rest('GET', `/api/briefs/${body.doc.id}?draft=true`, { as: other })).body
    await change(editor, { messages: 'Lời khác' })
    const ifMatch = { 'If-Match': `"${read.updatedAt}"` }
    expect(verdict(await change(other, inForce, ifMatch))).toBe('409 stale-revision')
    const again = (await loa.rest('GET', `/api/briefs/${body.doc.id}?draft=true`, { as: other })).body
    const decided = await change(other, inForce, { 'If-Match': `"${again.updatedAt}"` })
    expect([decided.status, decided.body.doc?.messages]).toEqual([200, 'Lời khác'])
    // what is in force was decided; the next text has writers of its own
    await change(editor, { messages: 'Bản năm sau' })
    expect((await change(approver, inForce)).status).toBe(200)
  })

  it('the briefs beside an item are those of its unit and of who guides it, with who issued them', async () => {
    const task = await loa.idOf('tasks', 'T5')
    const issue = async (title: string, code: string) =>
      loa.payload.create({
        collection: 'briefs',
        data: {
          title,
          messages: 'Thông điệp',
          task,
          organization: await loa.idOf('organizations', code),
          _status: 'published',
        },
        overrideAccess: true,
      })
    await issue('Của Sở', 'so-tttt')
    await issue('Của Định Hóa', 'ubnd-dinh-hoa')
    await issue('Của Phú Lương', 'ubnd-phu-luong')
    const beside = async (code: string) => {
      const address = guidedAddress(await loa.idOf('organizations', code))
      const { body } = await loa.rest('GET', address, { as: reporter })
      const asked = briefsAddress({ about: [['task', task]], guides: guidesOf(body) })
      return (await loa.rest('GET', asked, { as: reporter })).body
    }
    const names = ({ docs }: any) =>
      docs.map(({ title, organization }: any) => [title, organization.name]).sort()
    const { name } = (
      await loa.rest('GET', `/api/organizations/${await loa.idOf('organizations', 'so-tttt')}`, {
        as: reporter,
      })
    ).body
    const found = names(await beside('ubnd-dinh-hoa'))
    expect(found.map(([title]: [string]) => title)).toEqual(['Của Sở', 'Của Định Hóa'])
    expect(found[0]).toEqual(['Của Sở', name])
    expect(names(await beside('so-tttt'))).toEqual([['Của Sở', name]])
    for (let n = 0; n < 6; n += 1) await issue(`Thêm ${n}`, 'so-tttt')
    const many = await beside('so-tttt')
    expect([many.docs.length, many.totalDocs]).toEqual([5, 7])
  })

  it('a brief of the department is changed and put in force by nobody of a district', async () => {
    const brief = { title: 'Của Sở', messages: 'Một thông điệp.' }
    const { body } = await loa.rest('POST', '/api/briefs', {
      as: editor,
      body: { ...brief, _status: 'draft' },
    })
    const { id } = body.doc
    for (const role of ['editor', 'approver'] as const) {
      const as = await steps.token(`${role}@ubnd-dinh-hoa`)
      const change = { messages: 'Khác', _status: 'published' }
      expect(verdict(await loa.rest('PATCH', `/api/briefs/${id}`, { as, body: change })), role).toBe(
        '403 forbidden',
      )
      expect((await loa.rest('GET', `/api/briefs/${id}?draft=true`, { as })).status, role).toBe(404)
      const foreign = { ...brief, organization: await loa.idOf('organizations', 'so-tttt') }
      expect(verdict(await loa.rest('POST', '/api/briefs', { as, body: foreign })), role).toBe(
        '403 forbidden',
      )
    }
    const own = await loa.rest('POST', '/api/briefs?draft=true', {
      as: await steps.token('editor@ubnd-dinh-hoa'),
      body: brief,
    })
    const decided = await loa.rest('PATCH', `/api/briefs/${own.body.doc.id}`, {
      as: await steps.token('approver@ubnd-dinh-hoa'),
      body: { _status: 'published' },
    })
    expect(decided.status).toBe(200)
  })
})

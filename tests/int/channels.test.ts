// One item on loudspeakers and screens: what an editor fills in, what is refused, what a station and a screen are given.
import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { clip, upload, wav } from '../helpers/files.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { DAY, type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let delivery: ReturnType<typeof deliveryOf>
let admin: string
let reporter: string
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  delivery = deliveryOf(loa)
  admin = await steps.token('admin@so-tttt')
  reporter = await steps.token('reporter@so-tttt')
})
afterAll(() => loa.stop())

let count = 0
const station = async (settings: object = {}, channel = 'loudspeaker') => {
  count += 1
  const outlet = await steps.newOutlet({ channel, ...settings })
  const { key } = await newSubscriber(loa, { admin, code: `dai-${count}`, outlets: [outlet.id] })
  return { ...outlet, key, ask: (address: string) => delivery.ask(address, { key }) }
}
const file = async (bytes: Uint8Array, name: string, fields: object = { alt: 'Tệp thử' }) => {
  const { status, body } = await upload(loa, { as: reporter, bytes, name, fields })
  if (status !== 201) throw new Error(JSON.stringify(body))
  return body.doc as Record<string, any> & { id: string; filename: string }
}
const picture = (width = 1920, height = 1080, background = `#${(4096 + count).toString(16)}ff`) =>
  sharp({ create: { width, height, channels: 3, background: background.slice(0, 7) } })
    .jpeg()
    .toBuffer()
const submitted = async (body: Record<string, unknown>) => {
  const doc = await steps.draft('reporter@so-tttt', { title: 'Thử kênh', ...body })
  return steps.act('reporter@so-tttt', 'submit', doc)
}
const day = (offset: number) => new Date(Date.now() + offset * DAY + 7 * 3_600_000).toISOString().slice(0, 10)
const at = (offset: number) => new Date(Date.now() + offset * DAY).toISOString()

describe('loudspeakers', () => {
  it('are given the order of the day: urgent at once, priority before normal, the older first', async () => {
    const one = await station({ station: { times: '06:00 18:30', syllablesAMinute: 100 } })
    const published = (title: string, more: object = {}) =>
      steps.itemAt({ stage: 'published', kind: 'radio', title, outlets: [one.id], ...more })
    const audio = await file(wav(4), 'Bản tin sáng.WAV')
    await published('Thường một')
    await published('Thường hai', { loudspeaker: { audio: audio.id, times: '07:15', repeats: 2 } })
    await published('Ưu tiên', { priority: 'priority', loudspeaker: { script: 'một '.repeat(100) } })
    await published('Khẩn', { priority: 'urgent' })
    await published('Đã hết hạn', {
      publishAt: new Date(Date.now() - 5 * DAY).toISOString(),
      loudspeaker: { startsOn: day(-9), endsOn: day(-1) },
    })
    await published('Chưa đến ngày', { loudspeaker: { startsOn: day(3) } })
    const { status, body } = await one.ask('/playlist.json')
    expect(status).toBe(200)
    expect(body.date).toBe(day(0))
    expect(body.entries.map(({ order, title, atOnce }: any) => [order, title, atOnce])).toEqual([
      [1, 'Khẩn', true],
      [2, 'Ưu tiên', false],
      [3, 'Thường một', false],
      [4, 'Thường hai', false],
    ])
    const [, priority, normal, recorded] = body.entries
    expect(priority).toMatchObject({ seconds: 60, times: ['06:00', '18:30'], repeats: 1, audio: null })
    expect(normal).toMatchObject({
      text: 'Nội dung thử',
      startsOn: day(0),
      endsOn: day(29),
      outlet: one.code,
    })
    expect(recorded).toMatchObject({
      seconds: 4,
      times: ['07:15'],
      repeats: 2,
      audio: { mimeType: 'audio/wav', seconds: 4 },
    })
    expect(
      (await one.ask(`/playlist.json?date=${day(4)}`)).body.entries.map(({ title }: any) => title),
    ).toContain('Chưa đến ngày')
    expect(verdict(await one.ask('/playlist.json?date=hôm nay'))).toBe('400 invalid')
    // the item itself carries it too
    const { body: item } = await one.ask(`/items/${priority.id}`)
    expect(item.script).toMatchObject({ seconds: 60, times: ['06:00', '18:30'] })
  })

  it('get recordings as M3U, by parts too, and a sheet to read from', async () => {
    const one = await station()
    const audio = await file(wav(3, 300), 'bai.wav')
    const title = 'Một dòng\nhai <dòng>'
    const doc = await steps.itemAt({
      stage: 'published',
      kind: 'radio',
      title,
      outlets: [one.id],
      loudspeaker: { audio: audio.id, script: 'Kính thưa bà con <b>', repeats: 2 },
    })
    const m3u = await one.ask('/playlist.m3u')
    expect(m3u.headers.get('content-type')).toMatch(/^audio\/x-mpegurl/)
    const lines = m3u.text.trim().split('\n')
    expect(lines[0]).toBe('#EXTM3U')
    const address = `http://delivery.test/v1/media/${audio.filename}`
    expect(lines.slice(2)).toEqual(Array(2).fill(['#EXTINF:3,Một dòng hai <dòng>', address]).flat())
    const whole = await one.ask(new URL(address).pathname.slice(3))
    expect(whole.status).toBe(200)
    expect(whole.bytes.equals(wav(3, 300))).toBe(true)
    expect(whole.headers.get('cache-control')).toMatch(/immutable/)
    const part = await delivery.ask(`/media/${audio.filename}`, {
      key: one.key,
      headers: { range: 'bytes=10-19' },
    })
    expect([part.status, part.headers.get('content-range'), part.bytes.length]).toEqual([
      206,
      `bytes 10-19/${whole.bytes.length}`,
      10,
    ])
    const outside = await delivery.ask(`/media/${audio.filename}`, {
      key: one.key,
      headers: { range: 'bytes=9999999-' },
    })
    expect([outside.status, outside.headers.get('content-range'), outside.body.errors[0]]).toEqual([
      416,
      `bytes */${whole.bytes.length}`,
      { message: 'Khoảng yêu cầu nằm ngoài tệp.', data: { code: 'range-not-satisfiable' } },
    ])
    expect(outside.headers.get('cache-control')).toBe('no-store')
    const sheet = await one.ask('/playlist.html')
    expect(sheet.text).toContain('Kính thưa bà con &lt;b&gt;')
    expect(sheet.text).not.toContain('<b>')
    // people know their station by its name, not by its code
    const [outlet] = await steps.query('select name from outlets where id = $1', [one.id])
    const [head] = /<header>.*<\/header>/s.exec(sheet.text) ?? []
    expect(head).toContain(` · ${outlet.name}</p>`)
    expect(head).not.toContain(one.code)
    expect(sheet.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/)
    // off the air, off the list, and the recording is nobody's business any more
    await steps.must('approver@so-tttt', 'retract', await steps.latest(doc.id), { comment: 'Sai' })
    expect((await one.ask('/playlist.json')).body.entries).toEqual([])
    expect((await one.ask(`/media/${audio.filename}`)).status).toBe(404)
  })

  it('of more than a list takes have the urgent ones, then the newest', async () => {
    const one = await station()
    const first = await steps.itemAt({ stage: 'published', kind: 'radio', title: 'Cũ', outlets: [one.id] })
    await steps.itemAt({
      stage: 'published',
      kind: 'radio',
      title: 'Khẩn cũ',
      priority: 'urgent',
      outlets: [one.id],
    })
    // what a year of bulletins without an end leaves behind
    const ids = Array.from({ length: 501 }, () => randomUUID())
    await steps.queryAsTransition(
      ids,
      `with made as (
         select gen_random_uuid() as id, item, n, (select max(number) from editions) + n as number
         from unnest($2::uuid[]) with ordinality as given (item, n)),
       copied as (
         insert into items select (jsonb_populate_record(i, jsonb_build_object('id', m.item, 'slug', 'nhieu-' || m.n))).*
         from items i, made m where i.id = $1),
       edition as (
         insert into editions (id, number, change, item_id, outlet_id, at, files, body)
         select gen_random_uuid(), m.number, 'published', m.item, e.outlet_id, e.at, '[]',
                (e.body::jsonb || jsonb_build_object('id', m.item, 'edition', m.number, 'title', 'Bài ' || m.n))::text
         from editions e, made m where e.item_id = $1)
       insert into placements (id, item_id, outlet_id, edition, is_live, published_at, runs_until)
       select m.id, m.item, p.outlet_id, m.number, true, p.published_at + interval '1 hour' + m.n * interval '1 second', p.runs_until
       from placements p, made m where p.item_id = $1`,
      [first.id, ids],
    )
    const titles = (await one.ask('/playlist.json')).body.entries.map(({ title }: any) => title)
    expect(titles).toHaveLength(500)
    expect(titles.slice(0, 2)).toEqual(['Khẩn cũ', 'Bài 3'])
    expect(titles.at(-1)).toBe('Bài 501')
  })

  it('are handed nothing that they cannot broadcast', async () => {
    const one = await station()
    const cases: [Record<string, unknown>, string][] = [
      [{ loudspeaker: { script: 'một '.repeat(200 * 16) } }, 'phút'],
      [{ loudspeaker: { startsOn: day(2), endsOn: day(1) } }, 'Ngày kết thúc'],
    ]
    for (const [more, words] of cases) {
      const answer = await submitted({ kind: 'radio', outlets: [one.id], ...more })
      expect(verdict(answer)).toBe('400 invalid')
      expect(answer.body.errors[0].message).toContain(words)
    }
    const still = (await file(await picture(), 'anh.jpg')).id
    const sound = (await file(wav(1), 'x.wav')).id
    for (const more of [
      { loudspeaker: { times: '25:00' } },
      { loudspeaker: { audio: still } },
      { screen: { visual: sound } },
    ]) {
      const answer = await loa.rest('POST', '/api/items', {
        as: reporter,
        body: { title: 'x', kind: 'radio', ...more },
      })
      expect(verdict(answer)).toBe('400 invalid')
    }
  })
})

describe('screens', () => {
  it('are given pictures cut to their shape, clips and captions, with their time', async () => {
    const wide = await station({}, 'screen')
    const banner = await station({ screen: { profile: 'banner-1024x256', stillSeconds: 7 } }, 'screen')
    const cover = await file(await picture(2400, 1600), 'bia.jpg', {
      alt: 'Cột sóng trên đồi',
      credit: 'Ảnh: Sở TTTT',
    })
    const movie = await file(await clip({ seconds: 5 }), 'clip.mp4')
    const both = [wide.id, banner.id]
    await steps.itemAt({ stage: 'published', kind: 'led', title: 'Dòng chữ', outlets: both })
    await steps.itemAt({ stage: 'published', kind: 'led', title: 'Ảnh', outlets: both, cover: cover.id })
    await steps.itemAt({
      stage: 'published',
      kind: 'led',
      title: 'Clip',
      outlets: both,
      screen: { visual: movie.id },
    })
    const endsAt = new Date(Date.now() - 60_000).toISOString()
    await steps.itemAt({
      stage: 'published',
      kind: 'led',
      title: 'Hết hạn',
      outlets: both,
      publishAt: new Date(Date.now() - DAY).toISOString(),
      screen: { endsAt, endsAt_tz: 'Asia/Ho_Chi_Minh' },
    })
    const loop = (await banner.ask('/loop.json')).body.entries
    expect(loop.map(({ title, seconds }: any) => [title, seconds])).toEqual([
      ['Dòng chữ', 7],
      ['Ảnh', 7],
      ['Clip', 5],
    ])
    expect(loop[1].media).toMatchObject({
      width: 1024,
      height: 256,
      mimeType: 'image/webp',
      alt: 'Cột sóng trên đồi',
    })
    expect(loop[2].media).toMatchObject({ mimeType: 'video/mp4', width: 640, height: 360, seconds: 5 })
    const shown = await banner.ask(new URL(loop[1].media.url).pathname.slice(3))
    expect(await sharp(shown.bytes).metadata()).toMatchObject({ format: 'webp', width: 1024, height: 256 })
    expect((await wide.ask('/loop.json')).body.entries[1].media).toMatchObject({ width: 1920, height: 1080 })
    // of the other's shape: not its file
    expect((await wide.ask(new URL(loop[1].media.url).pathname.slice(3))).status).toBe(404)
  })

  it('are handed nothing that cannot be read from afar', async () => {
    const one = await station(
      { screen: { profile: 'banner-1024x256', minTextHeight: 80, clipSeconds: 10 } },
      'screen',
    )
    const still = (await file(await picture(2048, 512), 'chu.jpg')).id
    const cases: [Record<string, unknown>, RegExp][] = [
      [{ screen: { caption: 'chữ '.repeat(30) } }, /\d+ ký tự đọc rõ/],
      [{ screen: { visual: still, textHeight: 100 } }, /chỉ cao 50 điểm ảnh, cần ít nhất 80/],
      [
        { screen: { visual: (await file(await clip({ seconds: 11 }), 'dai.mp4')).id } },
        /clip dài 11 giây, nhiều nhất 10/,
      ],
      [
        {
          screen: {
            visual: (await file(await clip({ seconds: 3, width: 360, height: 640 }), 'dung.mp4')).id,
          },
        },
        /khác xa màn hình 1024 × 256/,
      ],
      [
        { screen: { visual: (await file(await picture(300, 200), 'nho.jpg')).id } },
        /ảnh quá nhỏ so với màn hình 1024 × 256 nên không cắt/,
      ],
      [
        { screen: { visual: (await file(await picture(240, 68), 'be.jpg')).id } },
        /ảnh quá nhỏ so với màn hình 1024 × 256, phóng lên/,
      ],
      // smaller both ways: shown whole, not cut, so its text is as high as the narrower side lets it
      [
        { screen: { visual: (await file(await picture(512, 192), 'khong-cat.jpg')).id, textHeight: 50 } },
        /chỉ cao 66 điểm ảnh, cần ít nhất 80/,
      ],
    ]
    for (const [more, words] of cases) {
      const answer = await submitted({ kind: 'led', outlets: [one.id], ...more })
      expect(verdict(answer)).toBe('400 invalid')
      expect(answer.body.errors[0].message).toMatch(words)
    }
    expect(
      verdict(
        await submitted({ kind: 'led', outlets: [one.id], screen: { visual: still, textHeight: 160 } }),
      ),
    ).toBe('200 ok')
  })
})

describe('a time that is over before it runs', () => {
  it.each([
    ['loudspeaker', { endsOn: day(-1) }, { endsOn: day(2) }, 'endsOn'],
    ['loudspeaker', { startsOn: day(-40) }, { startsOn: day(-20) }, 'startsOn'],
    ['screen', { endsAt: at(-1) }, { endsAt: at(2) }, 'endsAt'],
    ['screen', { startsAt: at(-40) }, { startsAt: at(-20) }, 'startsAt'],
  ])('of a %s is refused at every step: %o', async (channel, over, open, field) => {
    const one = await station({}, channel)
    const body = { kind: channel === 'screen' ? 'led' : 'radio', outlets: [one.id] }
    const refused = await submitted({ ...body, [channel]: over })
    expect(verdict(refused)).toBe('400 invalid')
    expect(refused.body.errors[0]).toMatchObject({
      message: expect.stringMatching(/thời hạn phát, chiếu đã hết \(đến \d\d\/\d\d\/\d{4}\)/),
      data: { path: `${channel}.${field}` },
    })
    // what ran within its time is recorded afterwards
    const record = { ...body, [channel]: over, publishAt: at(-35) }
    expect(verdict(await submitted(record))).toBe('200 ok')
    // open now, over when it is to run
    const { body: handed } = await submitted({ ...body, [channel]: open })
    const late = await steps.act('approver@so-tttt', 'approve', handed.doc, { publishAt: at(15) })
    expect(verdict(late)).toBe('400 invalid')
    expect(verdict(await steps.act('approver@so-tttt', 'approve', handed.doc))).toBe('200 ok')
  })
})

describe('portals', () => {
  it('are given a card and a full picture beside the picture itself, and nothing for screens', async () => {
    const one = await station({}, 'portal')
    const cover = await file(await picture(2400, 1600), 'bia-cong.jpg')
    const doc = await steps.itemAt({
      stage: 'published',
      title: 'Trên cổng',
      outlets: [one.id],
      cover: cover.id,
      screen: { caption: 'x' },
    })
    const { body } = await one.ask(`/items/${doc.id}`)
    expect(Object.keys(body.cover.renditions)).toEqual(['card', 'full'])
    expect(body.cover.renditions.card).toMatchObject({ width: 640, height: 360, mimeType: 'image/webp' })
    expect(body).not.toHaveProperty('screen')
    const query = `{ item(id: "${doc.id}") { screen { caption } cover { renditions { name width url } } } }`
    const { data } = (await delivery.graphql(query, { key: one.key })).body
    expect(data.item).toMatchObject({
      screen: null,
      cover: {
        renditions: [{ name: 'card', width: 640, url: body.cover.renditions.card.url }, { name: 'full' }],
      },
    })
    expect((await one.ask(new URL(body.cover.renditions.full.url).pathname.slice(3))).status).toBe(200)
  })

  it('never see a picture that nobody can tell about', async () => {
    const { id } = await file(await picture(), 'IMG_2041.jpg', { alt: 'IMG_2041.jpg' })
    const one = await steps.newOutlet({ channel: 'portal' })
    const answer = await submitted({ outlets: [one.id], cover: id })
    expect(verdict(answer)).toBe('400 invalid')
    expect(answer.body.errors[0].message).toMatch(/mô tả ảnh/)
  })
})

it('a change of a variant is a change: what was approved is what is broadcast', async () => {
  const one = await station()
  const doc = await steps.itemAt({
    stage: 'approved',
    kind: 'radio',
    title: 'Đã duyệt',
    outlets: [one.id],
    loudspeaker: { script: 'Bản đã duyệt' },
  })
  const answer = await loa.rest('PATCH', `/api/items/${doc.id}`, {
    as: await steps.token('editor@so-tttt'),
    body: { loudspeaker: { script: 'Bản khác' } },
  })
  expect(answer.status).toBeGreaterThanOrEqual(400)
  await steps.must('approver@so-tttt', 'publish', doc)
  expect((await one.ask('/playlist.json')).body.entries[0].text).toBe('Bản đã duyệt')
})

// Search as Vietnamese type it: without diacritics, several words in their order, over what is live and nothing else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { searchOf } from '../../src/delivery/search.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { LEAK, type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let delivery: ReturnType<typeof deliveryOf>
let outlet: string
let key: string
const published: Record<string, any> = {}
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  delivery = deliveryOf(loa)
  outlet = (await steps.newOutlet({ channel: 'screen' })).id
  const admin = await steps.token('admin@so-tttt')
  key = (await newSubscriber(loa, { admin, code: 'tim-kiem', outlets: [outlet] })).key
  for (const [title, summary] of [
    ['Chuyển đổi số ở Định Hóa', 'Bước\ntiến mới'],
    ['Số đổi chuyển', 'Không phải cụm từ ấy'],
    ['Đời sống: đổi sống', 'Đạt 100% chỉ tiêu; tệp a_c.txt'],
    ['ĐẠI HỘI ĐẢNG BỘ', 'Đạt 1000 lượt; tệp abc.txt'],
  ] as const)
    published[title] = await steps.itemAt({
      stage: 'published',
      kind: 'led',
      title,
      summary,
      outlets: [outlet],
    })
})
afterAll(() => loa.stop())

const ask = (q: string, rest = '') => delivery.ask(`/items?q=${encodeURIComponent(q)}${rest}`, { key })
const titles = async (q: string, rest = '') =>
  (await ask(q, rest)).body.items.map(({ title }: { title: string }) => title)

describe('q', () => {
  it.each([
    ['chuyen doi so', ['Chuyển đổi số ở Định Hóa']],
    ['Chuyển đổi số', ['Chuyển đổi số ở Định Hóa']],
    ['CHUYEN  ĐỔI\tsố', ['Chuyển đổi số ở Định Hóa']],
    ['chuyển đổi số'.normalize('NFD'), ['Chuyển đổi số ở Định Hóa']],
    ['dinh hoa', ['Chuyển đổi số ở Định Hóa']],
    // in the summary, over the end of a line
    ['buoc tien moi', ['Chuyển đổi số ở Định Hóa']],
    // the order of the words counts, and they are whole ones
    ['so doi chuyen', ['Số đổi chuyển']],
    ['chuyen so', []],
    ['doi so', ['Chuyển đổi số ở Định Hóa']],
    ['hoi dang', ['ĐẠI HỘI ĐẢNG BỘ']],
    ['doi song doi song', ['Đời sống: đổi sống']],
    // no wildcards
    ['100%', ['Đời sống: đổi sống']],
    ['a_c', ['Đời sống: đổi sống']],
    ['%so%', ['Số đổi chuyển', 'Chuyển đổi số ở Định Hóa']],
    ["x' or '1'='1", []],
    ['so\\', ['Số đổi chuyển', 'Chuyển đổi số ở Định Hóa']],
  ])('%s', async (q, expected) => {
    expect(await titles(q)).toEqual(expected)
  })

  it.each([' ', '   ', '%', '_', '"', '\0', 'so\0', 'x'.repeat(201)])('%j is refused', async (q) => {
    const { status, body, text } = await ask(q)
    expect(`${status} ${body.errors?.[0]?.data?.path}`).toBe('400 q')
    expect(text).not.toMatch(LEAK)
  })

  it('goes with the other filters, and pages', async () => {
    expect(await titles('so', '&kind=led')).toHaveLength(2)
    expect(await titles('so', '&kind=radio')).toEqual([])
    const first = (await ask('so', '&limit=1')).body
    await steps.itemAt({ stage: 'published', kind: 'led', title: 'Chen số mới', outlets: [outlet] })
    const second = (await ask('so', `&limit=1&cursor=${first.next}`)).body
    expect([...first.items, ...second.items].map(({ title }: any) => title)).toEqual([
      'Số đổi chuyển',
      'Chuyển đổi số ở Định Hóa',
    ])
    expect(second.next).toBeNull()
  })

  it('finds nothing of drafts, of what was withdrawn, and of others', async () => {
    await steps.itemAt({ stage: 'approved', kind: 'led', title: 'Bí mật nháp', outlets: [outlet] })
    expect(await titles('bi mat')).toEqual([])
    await steps.must('approver@so-tttt', 'retract', published['ĐẠI HỘI ĐẢNG BỘ'], { comment: 'Gỡ' })
    expect(await titles('hoi dang')).toEqual([])
    const { body } = await delivery.ask('/items?q=chuyen%20doi%20so%20o%20dinh%20hoa&limit=200', {
      key: loa.keyOf('portal-dai-tu'),
    })
    expect(body.items.map(({ id }: any) => id)).not.toContain(published['Chuyển đổi số ở Định Hóa'].id)
  })

  it('is in GraphQL too', async () => {
    const { body } = await delivery.graphql('{ items(q: "chuyen doi so") { items { title } } }', { key })
    expect(body.data.items.items).toEqual([{ title: 'Chuyển đổi số ở Định Hóa' }])
    const refused = await delivery.graphql('{ items(q: "%") { next } }', { key })
    expect(refused.body.errors[0].extensions.data).toEqual({ code: 'invalid', path: 'q' })
  })
})

describe('in the database', () => {
  it('a search is answered from the index', async () => {
    await steps.query(`insert into placements (id, item_id, outlet_id, edition, is_live, published_at, search)
      select gen_random_uuid(), i.id, o.id, 1, false, now(), loa_fold(i.title || ' tin thứ ' || o.code)
      from items i cross join outlets o on conflict do nothing`)
    await steps.query('analyze placements')
    const { pool } = loa.payload.db as unknown as { pool: import('pg').Pool }
    const client = await pool.connect()
    const plan = await client
      .query('set enable_seqscan = off')
      .then(() =>
        client.query(
          `explain select 1 from placements p where p.search like (select '%' || loa_fold('chuyển đổi số') || '%')`,
        ),
      )
      .finally(() => client.query('reset enable_seqscan').then(() => client.release()))
    expect(plan.rows.map((row: any) => row['QUERY PLAN']).join('\n')).toContain('placements_search_trgm_idx')
  })

  it('what was published before there was a search is found, and the function may be made again', async () => {
    const [{ before }] = await steps.query(`select count(search) as before from placements where is_live`)
    await steps.query('update placements set search = null')
    expect(await titles('chuyen doi so')).toEqual([])
    await steps.query(searchOf({ placements: 'placements', editions: 'editions' }))
    const [{ after }] = await steps.query(`select count(search) as after from placements where is_live`)
    expect(after).toBe(before)
    // asked in other words, because no edition has changed and what was answered is kept
    expect(await titles('chuyen doi so', '&limit=50')).toEqual(['Chuyển đổi số ở Định Hóa'])
  })

  // a role without rights on the database, or a server without the extensions
  it('folds the same without the extensions', async () => {
    const text = 'ĐỔI Số — “Chuyển đổi số” 24/7, đường Ẩm-Ướt ỹ'
    const fold = async () => (await steps.query('select loa_fold($1) as folded', [text]))[0].folded
    const folded = await fold()
    expect(folded).toBe(' doi so chuyen doi so 24 7 duong am uot y ')
    await steps.query('drop index placements_search_trgm_idx')
    await steps.query('drop extension if exists pg_trgm; drop extension if exists unaccent cascade')
    await steps.query('create role loa_reader_only')
    const [{ owner }] = await steps.query('select current_user as owner')
    const { pool } = loa.payload.db as unknown as { pool: import('pg').Pool }
    const client = await pool.connect()
    try {
      await client.query(`grant all on schema public to loa_reader_only;
        alter table placements owner to loa_reader_only; grant select on editions to loa_reader_only;
        alter function loa_fold(text) owner to loa_reader_only; set role loa_reader_only`)
      await client.query(searchOf({ placements: 'placements', editions: 'editions' }))
    } finally {
      await client.query(`reset role; alter table placements owner to ${owner}`)
      client.release()
    }
    expect(await steps.query(`select extname from pg_extension where extname <> 'plpgsql'`)).toEqual([])
    expect(await fold()).toBe(folded)
    expect(await titles('chuyen doi so', '&limit=60')).toEqual(['Chuyển đổi số ở Định Hóa'])
  })
})

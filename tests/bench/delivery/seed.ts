// Items, editions and placements of outlets of their own, written by SQL: about 7 KB of JSON each, as an edition has it.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { newKey } from '../../../src/delivery/key.ts'

/** An outlet with so many live items, a key that reads it, and one of the items. */
export type Seeded = { outlet: string; key: string; item: string }

export const seedOutlets = async ({
  databaseUrl,
  counts,
}: {
  databaseUrl: string
  counts: number[]
}): Promise<Seeded[]> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    // past approval and its gate: what is measured is reading
    await client.query(`set session_replication_role = replica`)
    await client.query(`create temp table texts (n int, title text, body jsonb, html text, text text)`)
    for (let from = 0; from < TEXTS; from += 500) {
      const rows = Array.from({ length: 500 }, (_, n) => textOf(from + n))
      await client.query(
        `insert into texts select * from jsonb_to_recordset($1::jsonb) as r(n int, title text, body jsonb, html text, text text)`,
        [JSON.stringify(rows)],
      )
    }
    const seeded: Seeded[] = []
    for (const count of counts) seeded.push(await seedOne({ client, count }))
    await client.query('reset session_replication_role')
    await client.query('vacuum analyze')
    return seeded
  } finally {
    await client.end()
  }
}

const TEXTS = 5000

const seedOne = async ({ client, count }: { client: pg.Client; count: number }): Promise<Seeded> => {
  const [outlet, subscriber] = [randomUUID(), randomUUID()]
  const { key, start, hash } = newKey()
  const code = `do-toc-do-${count}`
  const run = (text: string, values: unknown[]) => client.query(text, values)
  await run(
    `insert into outlets (id, code, name, channel, organization_id)
     select $1, $2, $2, 'portal', id from organizations where code = 'so-tttt'`,
    [outlet, code],
  )
  await run(`insert into subscribers (id, code, name, requests_per_minute) values ($1, $2, $2, 0)`, [
    subscriber,
    code,
  ])
  await run(
    `insert into subscribers_rels ("order", parent_id, path, outlets_id) values (1, $1, 'outlets', $2)`,
    [subscriber, outlet],
  )
  await run(
    `insert into subscriber_keys (id, subscriber_id, start, hash) values (gen_random_uuid(), $1, $2, $3)`,
    [subscriber, start, hash],
  )
  await run(
    `create temp table numbered as
     select gen_random_uuid() as id, s.n, t.title, t.body, t.html, t.text,
            now() - s.n * interval '1 minute' as at, (array['news', 'article', 'press-release'])[s.n % 3 + 1] as kind,
            (select id from tasks order by code offset s.n % 5 limit 1) as task_id,
            'T' || (s.n % 5) as task, 'L' || (s.n % 2) as line,
            (select coalesce(max(number), 0) from editions) + row_number() over (order by s.n desc) as number
     from generate_series(1, ${count}) s(n) join texts t on t.n = s.n % ${TEXTS}`,
    [],
  )
  await run(
    `insert into items (id, title, summary, body, kind, priority, organization_id, plan_id, task_id, slug, stage, live, published_at, updated_at, created_at, _status)
     select n.id, n.title, 'Tóm tắt', n.body, n.kind::enum_items_kind, 'normal', o.id, p.id, n.task_id, 'tin-' || n.number, 'published', true, n.at, n.at, n.at, 'published'
     from numbered n, (select id from organizations where code = 'so-tttt') o, (select id from plans order by code limit 1) p`,
    [],
  )
  await run(
    `insert into items_rels ("order", parent_id, path, outlets_id) select 1, id, 'outlets', $1::uuid from numbered`,
    [outlet],
  )
  await run(
    `insert into editions (id, number, change, item_id, outlet_id, at, files, body)
     select gen_random_uuid(), n.number, 'published', n.id, $1::uuid, n.at, '[]',
            json_build_object('id', n.id, 'edition', n.number, 'outlet', $2::text, 'title', n.title, 'slug', 'tin-' || n.number,
              'kind', n.kind, 'summary', 'Tóm tắt', 'html', n.html, 'text', n.text, 'task', n.task, 'line', n.line,
              'themes', json_build_array(), 'event', null, 'priority', 'normal', 'cover', null, 'media', json_build_array(),
              'byline', 'Sở', 'organization', 'so-tttt', 'publishedAt', to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              'updatedAt', to_char(n.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text
     from numbered n order by n.number`,
    [outlet, code],
  )
  await run(
    `insert into placements (id, item_id, outlet_id, edition, is_live, published_at, kind, task, line, themes)
     select gen_random_uuid(), n.id, $1::uuid, n.number, true, n.at, n.kind::enum_placements_kind, n.task, n.line, '[]' from numbered n`,
    [outlet],
  )
  const { rows } = await run('select id from numbered order by n limit 1', [])
  await run('drop table numbered', [])
  return { outlet, key, item: rows[0].id }
}

const WORDS =
  'chuyển đổi số tỉnh thái nguyên xã phường người dân dịch vụ công trực tuyến hồ sơ cán bộ tổ công nghệ cộng đồng thanh toán không dùng tiền mặt y tế giáo dục nông nghiệp thương mại điện tử an toàn thông tin hạ tầng dữ liệu kế hoạch hội nghị tập huấn tuyên truyền kết quả năm tháng tuần đồng bộ phát triển kinh tế xã hội văn hóa du lịch sản phẩm chè doanh nghiệp hợp tác hỗ trợ đơn vị'.split(
    ' ',
  )

/** The same texts in each run: a number decides. */
const textOf = (n: number) => {
  let state = n * 2654435761 + 1
  const random = (below: number) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0
    return state % below
  }
  const paragraph = () =>
    Array.from({ length: 65 }, () =>
      random(12) === 0 ? String(random(9999)) : WORDS[random(WORDS.length)],
    ).join(' ')
  const paragraphs = Array.from({ length: 9 }, paragraph)
  const node = { version: 1, direction: 'ltr', format: '', indent: 0 }
  return {
    n,
    title: `${paragraphs[0]?.slice(0, 60)} ${n}`,
    text: paragraphs.join('\n\n'),
    html: paragraphs.map((text) => `<p>${text}</p>`).join(''),
    body: {
      root: {
        ...node,
        type: 'root',
        children: paragraphs.map((text) => ({
          ...node,
          type: 'paragraph',
          textFormat: 0,
          children: [{ type: 'text', version: 1, text, format: 0, detail: 0, mode: 'normal', style: '' }],
        })),
      },
    },
  }
}

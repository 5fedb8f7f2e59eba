// A plan of a large province, written straight into the database: every outlet of the channel has a weekly quota of
// each rule, and the ledger, the items and every second one's receipt are there as if they had been published.

type Size = { outlets: number; weeks: number; rules: number; placements: number }

/** Statements for a database with the plan; the plan they make has the code `LARGE` and begins on 2024-11-04. */
export const largePlan = ({ outlets, weeks, rules, placements }: Size): string[] => {
  const buckets = outlets * weeks * rules
  if (placements > buckets) throw new Error(`only ${buckets} places for ${placements}`)
  return [
    `insert into plans (id, code, title, starts_on, ends_on, time_zone, organization_id)
     select gen_random_uuid(), 'LARGE', 'Kế hoạch lớn', '2024-11-04T12:00:00Z',
            '2024-11-03T12:00:00Z'::timestamptz + ${weeks} * interval '7 days', 'Asia/Ho_Chi_Minh', id
     from organizations where code = 'so-tttt'`,
    `insert into outlets (id, code, name, channel, organization_id)
     select gen_random_uuid(), 'lon-' || n, 'Trang thông tin điện tử số ' || n, 'publication', o.id
     from generate_series(1, ${outlets}) n, organizations o where o.code = 'so-tttt'`,
    `insert into quotas (id, code, plan_id, title, counts, enforcement, channel, period, min, max, starts_on, ends_on)
     select gen_random_uuid(), 'L' || n, p.id, 'Mỗi tuần một tin, bài về nội dung thứ ' || n, 'items', 'block',
            'publication', 'week', 1, 2, p.starts_on, p.ends_on
     from generate_series(1, ${rules}) n, plans p where p.code = 'LARGE'`,
    `insert into quotas_per (id, "order", parent_id, value)
     select gen_random_uuid(), 1, q.id, 'outlet' from quotas q join plans p on p.id = q.plan_id where p.code = 'LARGE'`,
    `create temporary table large_places as
     select row_number() over (order by week.monday, o.id, q.id) as n, gen_random_uuid() as item, q.id as quota, o.id as outlet, week.key, week.monday, p.id as plan
     from plans p join quotas q on q.plan_id = p.id
     cross join (select id from outlets where code like 'lon-%') o
     cross join (select monday, to_char(monday, 'IYYY"-W"IW') as key
                 from generate_series('2024-11-04T03:00:00Z'::timestamptz, '2024-11-04T03:00:00Z'::timestamptz
                   + ${weeks - 1} * interval '7 days', '7 days') monday) week
     where p.code = 'LARGE' order by week.monday, o.id, q.id limit ${placements}`,
    `insert into items (id, title, slug, kind, summary, plan_id, stage, _status)
     select item, 'Chuyển đổi số về từng thôn, bản: kết quả và cách làm của đơn vị thứ ' || n, 'lon-' || n, 'news',
            'Tóm tắt', plan, 'draft', 'draft' from large_places`,
    `insert into quota_slots (id, quota_id, bucket, slot, item_id, outlet_id, ran_outlet_id, period, state, ran_at)
     select gen_random_uuid(), quota, outlet || '/-/-/-/' || key, 1, item, outlet, outlet, key, 'consumed', monday
     from large_places`,
    `insert into receipts (id, item_id, outlet_id, edition, url, published_at)
     select gen_random_uuid(), item, outlet, n, 'https://trang-thong-tin-dien-tu.example.vn/chuyen-doi-so/tin-tuc/2024/bai-viet-so-' || n,
            monday + interval '1 hour' from large_places where n % 2 = 0`,
    'drop table large_places',
    'analyze',
  ]
}

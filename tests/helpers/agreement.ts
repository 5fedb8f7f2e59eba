// Whether all that the database keeps of an item says the same: the item and its newest version, the ledger
// of slots, editions and placements, the audit log. Written in SQL from the rules of the plan and from
// nothing that the application computes, so that it can contradict the application.

/** Runs one statement and gives its rows. */
export type Query = (text: string, values?: unknown[]) => Promise<Record<string, any>[]>

/**
 * Reads everything in one statement, that is from one snapshot: it holds in the middle of the traffic too.
 * @returns one line for each disagreement; empty when all agrees
 */
export const agreementOf = async (query: Query): Promise<string[]> =>
  (await query(STATEMENT)).map(({ rule, found }) => `${rule}: ${JSON.stringify(found)}`)

/** A transition as a caller knows it from the answer. */
export type Acknowledged = { item: string; verb: string; stage: string; revision: string }

/**
 * Compares what callers were told with the audit log of these items.
 * @returns `lost`: acknowledged and not recorded; `untold`: recorded for a person and not acknowledged
 */
export const recordOf = async ({
  query,
  items,
  acknowledged,
}: {
  query: Query
  items: string[]
  acknowledged: Acknowledged[]
}) => {
  const rows = await query(
    `select item_id as item, verb::text, "to"::text as stage, revision from audit_log
     where item_id = any($1::uuid[]) and user_id is not null`,
    [items],
  )
  const recorded = rows as Acknowledged[]
  return { lost: without(acknowledged, recorded), untold: without(recorded, acknowledged) }
}

const without = (these: Acknowledged[], those: Acknowledged[]) => {
  const left = those.map(nameOf)
  return these.filter((one) => {
    const at = left.indexOf(nameOf(one))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

const nameOf = ({ item, verb, stage, revision }: Acknowledged) => [item, verb, stage, revision].join(' ')

const SHARED = `
  latest as (select * from _items_v where latest),
  -- what each item shows or is about to show, where, and when it counts
  runs as (
    select i.id as item, i.plan_id as plan, i.kind::text as kind, i.line_id as line, i.task_id as task,
           i.event_id as event, i.organization_id as organization, o.id as outlet, o.channel::text as channel,
           p.published_at as at, 'consumed' as state
    from items i join items_rels r on r.parent_id = i.id and r.path = 'outlets'
    join outlets o on o.id = r.outlets_id
    left join placements p on p.item_id = i.id and p.outlet_id = o.id
    where i.live
    union all
    select v.parent_id, v.version_plan_id, v.version_kind::text, v.version_line_id, v.version_task_id,
           v.version_event_id, v.version_organization_id, o.id, o.channel::text, v.version_publish_at, 'reserved'
    from latest v join _items_v_rels r on r.parent_id = v.id and r.path = 'version.outlets'
    join outlets o on o.id = r.outlets_id
    where v.version_stage = 'scheduled'),
  counted as (
    select q.id as quota, s.item, s.outlet, s.at, s.state, q.per, q.period, d.day,
           concat_ws('/',
             case when 'outlet' = any(q.per) then s.outlet::text else '-' end,
             case when 'task' = any(q.per) then s.task::text else '-' end,
             case when 'event' = any(q.per) then s.event::text else '-' end,
             case when 'organization' = any(q.per) then s.organization::text else '-' end,
             case q.period when 'week' then to_char(d.day, 'IYYY-"W"IW') when 'month' then to_char(d.day, 'YYYY-MM')
               when 'quarter' then to_char(d.day, 'YYYY-"Q"Q') else 'window' end) as bucket
    from runs s
    join (select *, array(select value::text from quotas_kinds k where k.parent_id = quotas.id) as kinds,
                 array(select value::text from quotas_per p where p.parent_id = quotas.id) as per
          from quotas) q
      on q.plan_id = s.plan and q.counts = 'items' and (q.line_id is null or q.line_id = s.line)
      and (q.channel is null or q.channel::text = s.channel) and (q.kinds = '{}' or s.kind = any(q.kinds))
      and ('task' <> all(q.per) or s.task is not null) and ('event' <> all(q.per) or s.event is not null)
    join plans on plans.id = q.plan_id
    cross join lateral (select (s.at at time zone plans.time_zone)::date as day) d
    where d.day between (q.starts_on at time zone 'UTC')::date and (q.ends_on at time zone 'UTC')::date),
  -- a correction of what is live takes no second slot
  expected as (
    select * from counted c where state = 'consumed' or not exists (
      select from counted l where l.state = 'consumed' and (l.item, l.quota, l.outlet) = (c.item, c.quota, c.outlet))),
  held as (
    select s.* from quota_slots s join quotas q on q.id = s.quota_id where q.counts = 'items'),
  newest as (
    select distinct on (item_id, outlet_id) * from editions order by item_id, outlet_id, number desc),
  log as (
    select item_id as item, at, verb::text, "from"::text as came, "to"::text as went from audit_log
    where item_id is not null),
  -- two consents can be recorded at one moment; the one that changed nothing yet came first
  steps as (
    select *, lag(went) over way as before, lead(verb) over way is null as is_last
    from log window way as (partition by item order by at, came <> went)),
  -- what made something live or took it off
  going as (
    select item, at, verb <> 'retract' as publishes from log
    where verb in ('force', 'retract') or (verb = 'publish' and went = 'published')),
  last_going as (select distinct on (item) * from going order by item, at desc)`

/** What is compared, in words, and the statement that finds the rows that break it. */
export const RULES: Record<string, string> = {
  'no bucket holds more than its maximum': `
    select s.quota_id, s.bucket, q.max, count(*) from held s join quotas q on q.id = s.quota_id
    where q.enforcement = 'block' and s.override_reason is null
    group by 1, 2, 3 having count(*) > q.max or max(s.slot) > q.max or count(distinct s.slot) < count(*)`,
  'live items hold consumed slots, scheduled ones reserved slots, one a bucket, and nobody else any': `
    select * from (select distinct quota, bucket, item, state from expected) e
    full join (select quota_id as quota, bucket, item_id as item, state::text from held) h
      using (quota, bucket, item, state)
    full join (select quota_id as quota, bucket, item_id as item, count(*) from held group by 1, 2, 3) n
      using (quota, bucket, item)
    where e is null or h is null or n.count <> 1`,
  'a slot counts at the time its item ran or is to run': `
    select s.item_id, s.ran_at, e.at from held s
    join expected e on (e.quota, e.bucket, e.item, e.outlet) = (s.quota_id, s.bucket, s.item_id, s.ran_outlet_id)
    where s.ran_at <> e.at`,
  'an item has one newest version': `
    select i.id, count(v.id) from items i left join latest v on v.parent_id = i.id
    group by 1 having count(v.id) <> 1`,
  'an item that is not live is its newest version': `
    select i.id, i.stage, v.version_stage, i.revision, v.version_revision
    from items i join latest v on v.parent_id = i.id
    where i.live is distinct from v.version_live or (not i.live and (
      (i.stage::text, i.revision, i.title, i._status::text)
        is distinct from (v.version_stage::text, v.version_revision, v.version_title, 'draft')
      or i.publish_at is distinct from v.version_publish_at))`,
  'a live item is published, as its newest version unless that is a draft': `
    select i.id, i.stage, i._status, i.revision, v.version_revision from items i join latest v on v.parent_id = i.id
    where i.live and ((i.stage::text, i._status::text) is distinct from ('published', 'published')
      or (v.version_stage = 'published' and (i.revision, i.title) is distinct from (v.version_revision, v.version_title)))
      or (v.version_stage = 'published' and not i.live)`,
  'what is approved is the text that was approved': `
    select parent_id, version_stage, version_revision, version_approved_revision from latest
    where version_stage in ('approved', 'scheduled')
      and split_part(version_revision, '.', 1) is distinct from split_part(version_approved_revision, '.', 1)
      or (version_stage = 'scheduled' and version_publish_at is null)`,
  'editions are numbered 1 to n': `
    select count(*), min(number), max(number) from editions
    having count(*) > 0 and (min(number), max(number), count(distinct number)) <> (1, count(*), count(*))`,
  'on an outlet an item is published, then updated or retracted, and after that published again': `
    select * from (select item_id, outlet_id, number, change,
      lag(change) over (partition by item_id, outlet_id order by number) as before from editions) e
    where (change = 'published') = (before is not null and before <> 'retracted')`,
  'a placement points at the newest edition and is live unless that is a retraction': `
    select item_id, outlet_id, p.edition, e.number, p.is_live, e.change
    from placements p full join newest e using (item_id, outlet_id)
    where p.edition is distinct from e.number or p.is_live is distinct from (e.change <> 'retracted')`,
  'an item is live exactly on its outlets': `
    select * from (select item, outlet from runs where state = 'consumed') r
    full join (select item_id as item, outlet_id as outlet from placements where is_live) p using (item, outlet)
    where r is null or p is null`,
  'a live edition is the item, frozen': `
    select e.number, i.title from newest e join items i on i.id = e.item_id
    where e.change <> 'retracted' and (e.body::jsonb->>'id', e.body::jsonb->>'edition', e.body::jsonb->>'title')
      is distinct from (i.id::text, e.number::text, i.title)`,
  'each publication and each retraction in the audit log made one set of editions': `
    select * from (select item, at, publishes, count(*) from going group by 1, 2, 3) g
    full join (
      select item_id as item, at, bool_or(change <> 'retracted') as publishes from editions group by 1, 2) e
      using (item, at, publishes)
    where g is null or e is null or g.count <> 1`,
  'an item is live exactly if the audit log last published it': `
    select i.id, i.live, g.publishes from items i left join last_going g on g.item = i.id
    where coalesce(i.live, false) is distinct from coalesce(g.publishes, false)`,
  'what is live was made by the last publication': `
    select e.item_id, e.number, e.at, g.at as published_at from newest e join last_going g on g.item = e.item_id
    where e.change <> 'retracted' and e.at <> g.at`,
  // editing a live or a retracted item makes a draft of it without a transition
  'each step in the audit log begins where the one before ended': `
    select item, at, verb, before, came, went from steps
    where came <> coalesce(before, 'draft') and not (before in ('published', 'retracted') and came = 'draft')`,
  'an item stands where its last step led': `
    select v.parent_id, v.version_stage, s.verb, s.went from latest v
    left join steps s on s.item = v.parent_id and s.is_last
    where v.version_stage::text <> coalesce(s.went, 'draft')
      and not (s.went in ('published', 'retracted') and v.version_stage = 'draft')`,
  'what is published was published, by a person or the house, or confirmed': `
    select s.item, s.verb from latest v join steps s on s.item = v.parent_id and s.is_last
    where v.version_stage = 'published' and s.verb not in ('publish', 'force', 'confirm')`,
}

const STATEMENT = `with ${SHARED} ${Object.entries(RULES)
  .map(
    ([rule, sql]) => `select '${rule.replaceAll("'", "''")}' as rule, to_jsonb(f) as found from (${sql}) f`,
  )
  .join(' union all ')}`

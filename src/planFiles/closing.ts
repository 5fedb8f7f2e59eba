// What the closing of units and outlets does to people's work, asked while the changes are made and not yet kept.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import type { Change } from '../../seed/planChange.ts'
import { rowsOf } from '../database/statement.ts'

/** An item that is to run on an outlet after its last day: refused then, until it is moved. */
export type Stranded = {
  id: string
  title: string
  stage: string
  publishAt: string
  outlet: string
  /** Code and name of the outlet that carries on, where there is one. */
  successor: { code: string; name: string } | null
}

/** A unit or outlet that closes, with its last day, and what is left at it. */
export type Closed = {
  list: 'organizations' | 'outlets'
  code: string
  name: string
  closesOn: string
  successor: string | null
  /** Names of outlets that stay the unit's, and so take nothing any more either. */
  outlets: string[]
  /** How many accounts are of the unit. */
  people: number
  stranded: Stranded[]
}

/** In the transaction in which the plan was loaded. */
export const closedBy = async ({
  req,
  changes,
  plan,
}: {
  req: PayloadRequest
  changes: Change[]
  /** Code of the plan in whose time zone days are read. */
  plan: string
}): Promise<Closed[]> => {
  const closing = changes.filter(
    ({ list, fields }) =>
      (list === 'organizations' || list === 'outlets') &&
      fields.some(({ field, after }) => field === 'closesOn' && after),
  )
  if (closing.length === 0) return []
  const codes = (of: string) => sql.param(closing.flatMap(({ list, code }) => (list === of ? code : [])))
  return rowsOf<Closed>({
    req,
    mustBeInTransaction: true,
    statement: sql`
      with closed as (
        select 'organizations' as list, o.id, o.code, o.name, o.closes_on, s.name as successor
        from organizations o left join organizations s on s.id = o.successor_id where o.code = any(${codes('organizations')}::text[])
        union all
        select 'outlets', o.id, o.code, o.name, o.closes_on, s.name
        from outlets o left join outlets s on s.id = o.successor_id where o.code = any(${codes('outlets')}::text[]))
      select c.list, c.code, c.name, to_char(c.closes_on at time zone 'UTC', 'YYYY-MM-DD') as "closesOn", c.successor,
        coalesce((select json_agg(o.name order by o.code) from outlets o
          where c.list = 'organizations' and o.organization_id = c.id
            and (o.closes_on is null or o.closes_on > c.closes_on)), '[]') as outlets,
        (select count(*)::int from users u where c.list = 'organizations' and u.organization_id = c.id) as people,
        coalesce((select json_agg(json_build_object('id', v.parent_id, 'title', v.version_title, 'stage', v.version_stage,
            'publishAt', v.version_publish_at, 'outlet', o.name,
            'successor', case when s.id is not null then json_build_object('code', s.code, 'name', s.name) end)
            order by v.version_publish_at, v.parent_id)
          from outlets o join _items_v_rels r on r.outlets_id = o.id and r.path = 'version.outlets'
            join _items_v v on v.id = r.parent_id left join outlets s on s.id = o.successor_id
          where (c.list = 'outlets' and o.id = c.id or c.list = 'organizations' and o.organization_id = c.id
              and (o.closes_on is null or o.closes_on > c.closes_on))
            and v.latest and v.version_deleted_at is null and v.version_stage in ('submitted', 'approved', 'scheduled')
            and (v.version_publish_at at time zone (select time_zone from plans where code = ${plan}))::date > (c.closes_on at time zone 'UTC')::date
          ), '[]') as stranded
      from closed c order by c.list, c.code`,
  })
}

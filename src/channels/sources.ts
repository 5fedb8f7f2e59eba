// What an item rests on and where it stands: citations, and the column or programme. The same on every outlet.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { idOf } from '../access/roles.ts'
import { rowsOf } from '../database/statement.ts'
import type { Variant } from '../delivery/index.ts'

type Citation = { number: string; title: string; issuer: string; issuedOn: string; url: string | null }

export const sourcesOf = async ({
  req,
  doc,
}: {
  req: PayloadRequest
  doc: Record<string, unknown>
}): Promise<NonNullable<Variant['item']>> => {
  const ids = [doc.citations ?? []].flat().flatMap((one) => idOf(one) ?? [])
  const programme = idOf(doc.programme)
  const citations =
    ids.length === 0
      ? []
      : await rowsOf<Citation>({
          req,
          statement: sql`
      select number, title, issuer, to_char(issued_on at time zone 'UTC', 'YYYY-MM-DD') as "issuedOn",
             -- of addresses from before they were checked there may be others
             case when url ~* '^https?://' then url end as url
      from legal_documents where id = any(${sql.param(ids)}::uuid[]) order by issued_on, number`,
        })
  const [found] = programme
    ? await rowsOf<{ code: string; title: string }>({
        req,
        statement: sql`select code, title from programmes where id = ${programme}::uuid`,
      })
    : []
  return { ...(citations.length > 0 ? { citations } : {}), ...(found ? { programme: found } : {}) }
}

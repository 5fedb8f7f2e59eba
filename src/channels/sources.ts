// What an item rests on and where it stands: citations, the same on every outlet, and the column or programme of one.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { idOf } from '../access/roles.ts'
import { rowsOf } from '../database/statement.ts'
import { storedAddress, type Variant } from '../delivery/index.ts'

type Delivered = NonNullable<Variant['item']>

/** The address of its file is as editions keep it. */
type Citation = NonNullable<Delivered['citations']>[number]

/** One as it is read. */
type Cited = Omit<Citation, 'file'> & { filename: string | null; mimeType: string | null }

type Programme = { code: string; title: string; outlet: string | null }

/** Of an item, whatever outlet it is on. */
export type Sources = { citations: Citation[]; programme: Programme | null }

/** On one outlet: a programme of another is none of its. One of no outlet is everybody's. */
export const sourcesOn = ({
  sources: { citations, programme },
  outlet,
}: {
  sources: Sources
  outlet: string
}): Pick<Delivered, 'citations' | 'programme'> => ({
  ...(citations.length > 0 ? { citations } : {}),
  ...(programme && (programme.outlet === null || programme.outlet === outlet)
    ? { programme: { code: programme.code, title: programme.title } }
    : {}),
})

export const sourcesOf = async ({
  req,
  doc,
}: {
  req: PayloadRequest
  doc: Record<string, unknown>
}): Promise<Sources> => {
  const ids = [doc.citations ?? []].flat().flatMap((one) => idOf(one) ?? [])
  const programme = idOf(doc.programme)
  const citations =
    ids.length === 0
      ? []
      : await rowsOf<Cited>({
          req,
          statement: sql`
      select d.number, d.title, d.issuer, to_char(d.issued_on at time zone 'UTC', 'YYYY-MM-DD') as "issuedOn",
             -- of addresses from before they were checked there may be others
             case when d.url ~* '^https?://' then d.url end as url,
             m.filename, m.mime_type as "mimeType"
      from legal_documents d left join media m on m.id = d.file_id
      where d.id = any(${sql.param(ids)}::uuid[]) order by d.issued_on, d.number`,
        })
  const [found] = programme
    ? await rowsOf<Programme>({
        req,
        statement: sql`select code, title, outlet_id::text as outlet from programmes where id = ${programme}::uuid`,
      })
    : []
  return { citations: citations.map(withFile), programme: found ?? null }
}

const withFile = ({ filename, mimeType, ...citation }: Cited): Citation =>
  filename && mimeType ? { ...citation, file: { url: storedAddress(filename), mimeType } } : citation

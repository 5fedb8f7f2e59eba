// A line on the legal basis (plan, II.2.1) says which document it rests on. Which lines ask for that is data.
import { sql } from '@payloadcms/db-postgres'
import { idOf } from '../src/access/roles.ts'
import type { Condition } from '../src/approval/index.ts'
import { rowsOf } from '../src/database/statement.ts'
import { invalid } from '../src/errors/index.ts'

export const requireCitation: Condition = async ({ doc, req }) => {
  const line = idOf(doc.line)
  if (!line || (Array.isArray(doc.citations) && doc.citations.length > 0)) return []
  const asking = await rowsOf<{ code: string }>({
    req,
    statement: sql`select code from lines where id = ${line}::uuid and requires_citation`,
  })
  return asking.map(({ code }) =>
    invalid({ req, path: 'citations', reason: 'citationRequired', values: { line: code } }),
  )
}

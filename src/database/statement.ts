// The few raw SQL statements of Loa run through here, in the transaction of the request.
import type { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'

/** What the `sql` template makes: text with its values bound apart. */
export type Statement = ReturnType<typeof sql>

type Executor = { execute: (statement: Statement) => Promise<{ rows: unknown[] }> }
type Adapter = { drizzle: Executor; sessions: Record<string, { db: Executor } | undefined> }

/**
 * Rows of one statement. Inside a transaction it runs there, so it sees what the request has written.
 * @param mustBeInTransaction for writes: throws when the request has no open transaction.
 */
export const rowsOf = async <Row>({
  req,
  statement,
  mustBeInTransaction = false,
}: {
  req: PayloadRequest
  statement: Statement
  mustBeInTransaction?: boolean
}): Promise<Row[]> => {
  const db = req.payload.db as unknown as Adapter
  const id = await req.transactionID
  const session = id === undefined || id === null ? undefined : db.sessions[id]
  if (!session && (mustBeInTransaction || id)) throw new Error('The transaction of the request is not open')
  const { rows } = await (session?.db ?? db.drizzle).execute(statement)
  return rows as Row[]
}

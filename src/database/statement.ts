// The few raw SQL statements of Loa run through here, in the transaction of the request.
import { createHash } from 'node:crypto'
import type { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'

/** What the `sql` template makes: text with its values bound apart. */
export type Statement = ReturnType<typeof sql>

type Query = { sql: string; params: unknown[] }
type Prepared = { execute: () => Promise<{ rows: unknown[] }> }
/** A transaction, or the pool, as drizzle has it. */
type Executor = {
  execute: (statement: Statement) => Promise<{ rows: unknown[] }>
  dialect: { sqlToQuery: (statement: Statement) => Query }
  session: {
    prepareQuery: (query: Query, fields: undefined, name: string, isArray: boolean) => Prepared
  }
}
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
  const { rows } = await run(session?.db ?? db.drizzle, statement)
  return rows as Row[]
}

// A statement with values is prepared under the name of its text, once a connection: planning the wide ones takes
// PostgreSQL several times as long as running them (measured: 3.5 of 4.2 ms for the facts of a quota).
const run = (executor: Executor, statement: Statement) => {
  const { dialect, session } = executor
  const query = dialect.sqlToQuery(statement)
  const name = query.params.length > 0 ? nameOf(query.sql) : undefined
  return name ? session.prepareQuery(query, undefined, name, false).execute() : executor.execute(statement)
}

/** Undefined for a text beyond the first few hundred: some grow with what they ask for, and names are kept for ever. */
const nameOf = (text: string): string | undefined => {
  const known = names.get(text)
  if (known || names.size >= MOST) return known
  const name = `loa_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
  names.set(text, name)
  return name
}

const names = new Map<string, string>()
const MOST = 200

// Why this exists: Payload 3.90 catches the error of a failing COMMIT and answers as if the write were
// stored. Loa promises that what it acknowledges is stored, so it replaces the three transaction methods
// of the adapter by a set that lets the error of COMMIT through. The API is unchanged.
import { randomUUID } from 'node:crypto'
import type { BaseDatabaseAdapter } from 'payload'

type Session = { db: unknown; resolve: () => Promise<void>; reject: () => Promise<void> }

/** What the methods below use of Payload's drizzle adapter. */
type DrizzleAdapter = BaseDatabaseAdapter & {
  drizzle: {
    transaction: (work: (tx: unknown) => Promise<void>, options?: Record<string, unknown>) => Promise<void>
  }
  initializing: Promise<void>
  sessions: Record<string, Session>
  transactionOptions?: Record<string, unknown>
}

class RolledBack extends Error {}

/** COMMIT was answered by ROLLBACK. `cause`: the error of the statement that had failed before. */
class RolledBackSilently extends Error {
  constructor(options: ErrorOptions) {
    super('COMMIT was answered by ROLLBACK', options)
  }
}

/** Thrown when COMMIT did not succeed: nothing of the transaction may be taken as stored. */
export class CommitFailed extends Error {
  constructor(cause: unknown) {
    super('The database did not confirm the commit', { cause })
    this.name = 'CommitFailed'
  }
}

/** Replaces begin, commit and rollback of a drizzle adapter by ones that report a failed COMMIT. */
export const reportFailedCommits = <T extends BaseDatabaseAdapter>(adapter: T): T => {
  const db = adapter as T & DrizzleAdapter

  db.beginTransaction = async (options) => {
    await db.initializing
    const id = randomUUID()
    await new Promise<void>((ready, failed) => {
      const done = db.drizzle.transaction(
        (tx) =>
          new Promise<void>((resolve, reject) => {
            const failureIn = watchStatements(tx as Transaction)
            db.sessions[id] = {
              db: tx,
              resolve: () => {
                refuseSilentRollback({ tx: tx as Transaction, failureIn })
                resolve()
                return done
              },
              reject: () => {
                failureIn()
                reject(new RolledBack())
                return done
              },
            }
            ready()
          }),
        (options as Record<string, unknown> | undefined) ?? db.transactionOptions,
      )
      // Before `ready` this is "no connection"; afterwards `failed` does nothing, and the error reaches
      // whoever awaits `resolve` or `reject`. Without a handler Node would end the process.
      done.catch(failed)
    })
    return id
  }

  db.commitTransaction = async (incomingID) => {
    const session = await takeSession(db, incomingID)
    if (!session) return
    try {
      await session.resolve()
    } catch (error) {
      if (error instanceof RolledBackSilently && error.cause) throw error.cause
      throw new CommitFailed(error)
    }
  }

  db.rollbackTransaction = async (incomingID) => {
    const session = await takeSession(db, incomingID)
    // A connection that broke has rolled back on its own; the caller is already handling the first error.
    await session?.reject().catch(() => undefined)
  }

  return db
}

type Connection = {
  on: (event: 'errorMessage', listener: (error: Error) => void) => unknown
  off: Connection['on']
}
type Transaction = {
  execute: (statement: unknown) => Promise<{ command?: string }>
  session?: { client?: { connection?: Connection } }
}

/** Remembers the error that ended this transaction, if one did; asking for it ends the watch. */
const watchStatements = ({ session }: Transaction) => {
  const connection = session?.client?.connection
  let last: Error | undefined
  const note = (error: Error & { code?: string }) => {
    // what is sent after the failure is refused only because of it
    if (error.code !== IN_FAILED_TRANSACTION) last = error
  }
  connection?.on('errorMessage', note)
  return () => {
    connection?.off('errorMessage', note)
    return last
  }
}

const IN_FAILED_TRANSACTION = '25P02'

/**
 * PostgreSQL answers COMMIT of a transaction in which a statement had failed with ROLLBACK, and no error. Payload
 * swallows such a failure in a bulk update and goes on. The next thing drizzle executes here is that COMMIT. Nothing
 * is stored then, for certain, so the caller gets the error of the statement itself.
 */
const refuseSilentRollback = ({ tx, failureIn }: { tx: Transaction; failureIn: () => Error | undefined }) => {
  const execute = tx.execute.bind(tx)
  tx.execute = async (statement) => {
    tx.execute = execute
    const failure = failureIn()
    const result = await execute(statement)
    if (result.command === 'ROLLBACK') throw new RolledBackSilently({ cause: failure })
    return result
  }
}

/** Removes the session first, so that nobody else can use or end it while it is being ended. */
const takeSession = async (db: DrizzleAdapter, incomingID: number | string | Promise<number | string>) => {
  const id = await incomingID
  const session = db.sessions[id]
  delete db.sessions[id]
  return session
}

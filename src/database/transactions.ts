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
            db.sessions[id] = {
              db: tx,
              resolve: () => {
                resolve()
                return done
              },
              reject: () => {
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

/** Removes the session first, so that nobody else can use or end it while it is being ended. */
const takeSession = async (db: DrizzleAdapter, incomingID: number | string | Promise<number | string>) => {
  const id = await incomingID
  const session = db.sessions[id]
  delete db.sessions[id]
  return session
}

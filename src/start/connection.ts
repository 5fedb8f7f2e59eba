// The database for a single command (`npm run seed`, `npm run migrate`): DATABASE_URL, else the embedded one,
// which is started for the time of the command unless `npm start` runs it already.
import { startEmbeddedPostgres } from '../database/embedded/index.ts'
import { runningPostgres } from '../database/embedded/running.ts'

/** `secret` is good for a process that signs nothing; it is never stored. */
export type Connection = { url: string; secret: string; close: () => Promise<void> }

export const connectionForCommands = async (): Promise<Connection> => {
  const { DATABASE_URL, DATA_DIR = '.data' } = process.env
  const secret = crypto.randomUUID() + crypto.randomUUID()
  if (DATABASE_URL) return { url: DATABASE_URL, secret, close: async () => undefined }
  const running = await runningPostgres({ dataDir: DATA_DIR })
  if (running) return { url: running, secret, close: async () => undefined }
  const started = await startEmbeddedPostgres({ dataDir: DATA_DIR })
  return { url: started.url, secret, close: () => started.stop() }
}

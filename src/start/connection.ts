// The database for a single command (`npm run seed`, `npm run migrate`): DATABASE_URL, else the embedded one,
// which is started for the time of the command unless `npm start` runs it already.

import { startEmbeddedPostgres } from '../database/embedded/index.ts'
import { runningPostgres } from '../database/embedded/running.ts'
import { dataDirIn } from '../dataDir.ts'

/** `secret` is good for a process that signs nothing; it is never stored. */
export type Connection = { url: string; secret: string; close: () => Promise<void> }

export const connectionForCommands = async (): Promise<Connection> => {
  const { DATABASE_URL } = process.env
  const dataDir = dataDirIn(process.env)
  const secret = crypto.randomUUID() + crypto.randomUUID()
  if (DATABASE_URL) return { url: DATABASE_URL, secret, close: async () => undefined }
  const running = await runningPostgres({ dataDir })
  if (running) return { url: running, secret, close: async () => undefined }
  const started = await startEmbeddedPostgres({ dataDir })
  return { url: started.url, secret, close: () => started.stop() }
}

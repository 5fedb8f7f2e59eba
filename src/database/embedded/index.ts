// A real PostgreSQL for who has only Node: nothing to install, nothing to configure, its files in the data
// folder.
//
//   DATA_DIR/postgres/cluster    the database
//   DATA_DIR/postgres/password   its superuser's password, random, mode 0600
//   DATA_DIR/postgres/lock       who runs it now
//   DATA_DIR/logs/postgres.log
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { findBinaries } from './binaries.ts'
import { findOrCreateCluster, SUPERUSER } from './cluster.ts'
import { takeLock } from './lock.ts'
import { boundLog, endLeftovers, startServer, stopServer } from './server.ts'

const DATABASE = 'loa'

type Options = {
  /** Folder for everything; made when missing. */
  dataDir: string
  /** Port on 127.0.0.1. Default: a free one, another at each start. */
  port?: number
  /** Whether commits survive a power failure. `false` is for tests: several times faster. Default true. */
  durable?: boolean
  /** Takes what an operator may want to know, line by line. Default: silence. */
  log?: (line: string) => void
}

export type EmbeddedPostgres = {
  /** `postgresql://…` of the database `loa`, as superuser. */
  url: string
  port: number
  /** Settles when the server has ended, whether or not it was asked to. */
  exited: Promise<void>
  /** Ends the server, open transactions rolled back, within `withinMs` milliseconds (8000). Repeatable. */
  stop: (options?: { withinMs?: number }) => Promise<void>
}

/**
 * Starts the embedded PostgreSQL, whatever state the last run left behind: half a database, a killed server,
 * a server that still runs. As root it runs as the user `postgres`.
 *
 * @throws Error, in Vietnamese and English, when `dataDir` is in use or the server cannot run there
 */
export const startEmbeddedPostgres = async (options: Options): Promise<EmbeddedPostgres> => {
  const { dataDir, port, durable: isDurable = true, log = () => undefined } = options
  const home = join(resolve(dataDir), 'postgres')
  const logs = join(resolve(dataDir), 'logs')
  const unlock = await open({ dataDir, home, logs })
  try {
    const binaries = await findBinaries()
    const cluster = await findOrCreateCluster({ home, binaries, isDurable })
    await endLeftovers({ clusterDir: cluster.clusterDir, log })
    const logFile = join(logs, 'postgres.log')
    const server = await startServer({ cluster, logFile, isDurable, port })
    const url = `postgresql://${SUPERUSER}:${cluster.password}@127.0.0.1:${server.port}`

    // Where the system cannot end the server together with its starter, at least an ordinary exit does.
    const atExit = () => server.child.kill('SIGINT')
    process.once('exit', atExit)
    const logTimer = setInterval(() => boundLog(logFile).catch(() => undefined), 60_000).unref()
    const exited = server.exited.then(async () => {
      process.off('exit', atExit)
      clearInterval(logTimer)
      await unlock()
    })
    const stop = async ({ withinMs = 8000 } = {}) => {
      await stopServer({ server, withinMs })
      await exited
    }
    await createDatabase({ url: `${url}/postgres` }).catch(async (error) => {
      await stop()
      throw error
    })
    return { url: `${url}/${DATABASE}`, port: server.port, exited, stop }
  } catch (error) {
    await unlock()
    throw error
  }
}

const open = async ({ dataDir, home, logs }: { dataDir: string; home: string; logs: string }) => {
  try {
    await mkdir(home, { recursive: true })
    await mkdir(logs, { recursive: true })
    return await takeLock({ file: join(home, 'lock'), dataDir })
  } catch (error) {
    if (!['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    throw new Error(
      `Không ghi được vào thư mục ${dataDir}. ` +
        `${dataDir} is not writable for this user; start as its owner or set another DATA_DIR.`,
    )
  }
}

const createDatabase = async ({ url }: { url: string }) => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (rowCount === 0) await client.query(`create database ${DATABASE}`)
  } finally {
    await client.end()
  }
}

// A PostgreSQL of the test's own, durable, kept running by the same code as in `npm start`, which can be killed
// and whose disk can be filled.
import { execFile } from 'node:child_process'
import { chmod, mkdtemp, open, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { serversOf } from '../../src/database/embedded/processes.ts'
import { superviseDatabase } from '../../src/start/database.ts'
import { migrate } from '../helpers/database.ts'

const run = promisify(execFile)

/** Of the disk of its own, where there may be one. */
const DISK = '1g'
/** Bytes of it that are filled last. */
const NEARLY = 8_000_000

export type Postgres = Awaited<ReturnType<typeof startPostgres>>

/**
 * Starts it, with the schema and the demo in it.
 * @param mayMount whether it may get a small disk of its own, in memory, which can be filled
 */
export const startPostgres = async ({ mayMount = true } = {}) => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'loa-faults-'))
  await chmod(dataDir, 0o755)
  const hasDisk = mayMount && (await mountDisk(dataDir))
  let said = ''
  const server = await superviseDatabase({
    dataDir,
    log: ({ line }) => {
      said += `${line}\n`
    },
  })
  const stop = async () => {
    await server.stop({ withinMs: 8000 })
    if (hasDisk) await run('umount', [dataDir])
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await migrate({ DATABASE_URL: server.url, DATA_DIR: dataDir, LOA_SEED: 'demo' })
  } catch (error) {
    await stop()
    throw error
  }
  const filler = path.join(dataDir, 'filler')

  return {
    url: server.url,
    dataDir,
    /** Whether it has a disk of its own, which may be filled; only root may give it one. */
    hasDisk,
    output: () => said,
    /** Ends all its processes at once, as when the machine goes. It is started again by who keeps it running. */
    kill: async () => {
      const clusterDir = path.join(dataDir, 'postgres/cluster')
      for (const pid of await serversOf({ clusterDir })) {
        try {
          process.kill(pid, 'SIGKILL')
        } catch {
          // gone with the others
        }
      }
    },
    /** Leaves not one byte; `makeRoom` gives them back. */
    fillDisk: async () => {
      const { bavail, bsize } = await statfs(dataDir)
      await run('fallocate', ['-l', String(bavail * bsize - NEARLY), filler])
      // the server is writing too: the rest as it comes
      const file = await open(filler, 'a')
      const isFull = () =>
        file.write(Buffer.alloc(4096)).then(
          () => false,
          () => true,
        )
      while (!(await isFull()));
      await file.close()
    },
    makeRoom: () => rm(filler, { force: true }),
    /** Settles when it takes connections again. */
    isBack: () => until(() => answers(server.url)),
    stop,
  }
}

/** Asks again and again until it is so. @throws Error after `ms` milliseconds */
export const until = async (check: () => Promise<boolean>, ms = 120_000) => {
  const deadline = Date.now() + ms
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`it never came true: ${check}`)
    await sleep(50)
  }
}

const mountDisk = (folder: string) =>
  run('mount', ['-t', 'tmpfs', '-o', `size=${DISK},mode=755`, 'loa-faults', folder]).then(
    () => true,
    () => false,
  )

const answers = async (url: string) => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 })
  client.on('error', () => undefined)
  return client
    .connect()
    .then(() => client.query('select 1'))
    .then(
      () => true,
      () => false,
    )
    .finally(() => client.end().catch(() => undefined))
}

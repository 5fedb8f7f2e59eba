// A streaming replica of the run's PostgreSQL, made as a backup is: pg_basebackup does not come with the binaries.
import { execFile } from 'node:child_process'
import { appendFile, chown, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { inject } from 'vitest'
import { findBinaries } from '../../src/database/embedded/binaries.ts'
import { findOrCreateCluster, SUPERUSER } from '../../src/database/embedded/cluster.ts'
import { startServer, stopServer } from '../../src/database/embedded/server.ts'

/**
 * @param of the primary: its address, and the folder that holds its `postgres`. Default: the run's
 * @returns the address of a database there, and `stop`, which takes its files away
 */
export const startReplica = async ({ url, directory } = inject('postgres')) => {
  const binaries = await findBinaries()
  const primary = await findOrCreateCluster({
    home: path.join(directory, 'postgres'),
    binaries,
    isDurable: false,
  })
  const home = await mkdtemp(path.join(tmpdir(), 'loa-replica-'))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const clusterDir = path.join(home, 'cluster')
  try {
    const { uid, gid } = await stat(primary.clusterDir)
    await chown(home, uid, gid)
    await client.query(`select pg_backup_start('replica', true)`)
    await promisify(execFile)('cp', ['-a', primary.clusterDir, clusterDir]).catch((error) => {
      // files that went away while it copied: a backup allows for that
      if (!/No such file/.test(String(error.stderr))) throw error
    })
    const { rows } = await client.query('select labelfile from pg_backup_stop()')
    const { port } = new URL(url)
    const files: Record<string, string> = { backup_label: rows[0].labelfile, 'standby.signal': '' }
    await rm(path.join(clusterDir, 'postmaster.pid'), { force: true })
    for (const [name, text] of Object.entries(files)) {
      await writeFile(path.join(clusterDir, name), text)
      await chown(path.join(clusterDir, name), uid, gid)
    }
    const from = `host=127.0.0.1 port=${port} user=${SUPERUSER} password=${primary.password}`
    await appendFile(path.join(clusterDir, 'postgresql.auto.conf'), `primary_conninfo = '${from}'\n`)
    await mkdir(path.join(home, 'logs'))
    const server = await startServer({
      cluster: { ...primary, clusterDir },
      logFile: path.join(home, 'logs/postgres.log'),
      isDurable: false,
    })
    return {
      urlOf: (databaseUrl: string) => Object.assign(new URL(databaseUrl), { port: String(server.port) }).href,
      stop: async () => {
        await stopServer({ server, withinMs: 8000 })
        await rm(home, { recursive: true, force: true })
      },
    }
  } finally {
    await client.end()
  }
}

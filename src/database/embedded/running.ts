import { readFile, realpath } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { SUPERUSER } from './cluster.ts'
import { serversOf } from './processes.ts'

/**
 * The address of the embedded PostgreSQL that another process runs for this data folder, for commands that
 * are used beside `npm start`; null when none runs.
 */
export const runningPostgres = async ({ dataDir }: { dataDir: string }): Promise<string | null> => {
  const home = join(resolve(dataDir), 'postgres')
  const read = (...path: string[]) => readFile(join(home, ...path), 'utf8').catch(() => null)
  const password = await read('password')
  // pid, data folder, start time, port, …
  const [pid, , , port] = (await read('cluster', 'postmaster.pid'))?.split('\n') ?? []
  if (!password || !port) return null
  const clusterDir = await realpath(join(home, 'cluster'))
  // a number that a killed server left behind may be anybody's by now
  const servers = await serversOf({ clusterDir, recorded: Number(pid) })
  if (!servers.includes(Number(pid))) return null
  return `postgresql://${SUPERUSER}:${password.trim()}@127.0.0.1:${Number(port)}/loa`
}

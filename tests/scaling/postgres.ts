// A primary and a streaming replica of it, as an administrator sets them up: initdb, pg_basebackup -R.
import path from 'node:path'
import pg from 'pg'
import { freePort, keep, once, PG_BIN, until } from './programs.ts'

const program = (name: string) => path.join(PG_BIN, name)

const start = async ({ directory, folder }: { directory: string; folder: string }) => {
  const port = await freePort()
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    wal_level: 'replica',
    shared_buffers: '256MB',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = await keep(
    program('postgres'),
    ['-D', directory, ...args],
    path.join(folder, 'postgres.log'),
  )
  await until('PostgreSQL answers', async () => {
    const client = new pg.Client({ connectionString: `postgresql://postgres@127.0.0.1:${port}/postgres` })
    await client.connect()
    await client.end()
    return true
  })
  return { server, port, url: `postgresql://postgres@127.0.0.1:${port}/loa` }
}

export const startPrimary = async ({ folder }: { folder: string }) => {
  const directory = path.join(folder, 'primary')
  await once(program('initdb'), [
    ...['-D', directory, '-U', 'postgres', '--auth', 'trust', '--encoding', 'UTF8', '--locale', 'C.UTF-8'],
    ...['--locale-provider', 'icu', '--icu-locale', 'vi'],
  ])
  const primary = await start({ directory, folder })
  await once(program('createdb'), ['-h', '127.0.0.1', '-p', String(primary.port), '-U', 'postgres', 'loa'])
  return primary
}

export const startReplica = async ({ folder, primary }: { folder: string; primary: { port: number } }) => {
  const directory = path.join(folder, 'replica')
  const from = ['-h', '127.0.0.1', '-p', String(primary.port), '-U', 'postgres']
  await once(program('pg_basebackup'), [...from, '-D', directory, '-R', '-X', 'stream', '-c', 'fast'])
  return start({ directory, folder })
}

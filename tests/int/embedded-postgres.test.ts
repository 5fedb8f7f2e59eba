// The embedded database is what keeps an item of a newsroom that has only Node: it must come back from
// whatever the last run left behind.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEmbeddedPostgres } from '../../src/database/embedded/index.ts'

const module = new URL('../../src/database/embedded/index.ts', import.meta.url).href

describe('embedded PostgreSQL', { timeout: 60_000 }, () => {
  let dataDir = ''
  const starters: ChildProcess[] = []

  beforeAll(async () => {
    // 0700, and below it the database: root's server runs as another user and must get in.
    dataDir = await mkdtemp(join(tmpdir(), 'loa-postgres-'))
  })
  afterAll(async () => {
    for (const starter of starters) starter.kill('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  })

  const start = () => startEmbeddedPostgres({ dataDir, durable: false })
  const clusterFile = (name: string) => join(dataDir, 'postgres', 'cluster', name)

  /** A starter in a process of its own, which a test may kill; what it has committed must survive that. */
  const startElsewhere = async () => {
    const script = `import { startEmbeddedPostgres } from '${module}'
      const { url } = await startEmbeddedPostgres({ dataDir: '${dataDir}' })
      console.log(url)
      setInterval(() => {}, 1000)`
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script])
    starters.push(child)
    const complaints: string[] = []
    child.stderr.on('data', (chunk) => complaints.push(String(chunk)))
    const [line] = await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error(complaints.join('')))),
    ])
    return { child, url: String(line).trim() }
  }

  test('keeps its data and its password, which only its owner may read', async () => {
    const first = await start()
    await query({ url: first.url, sql: 'create table kept (word text)' })
    await query({ url: first.url, sql: `insert into kept values ('Chuyển đổi số')` })
    await first.stop()
    expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777).toBe(0o600)

    const second = await start()
    expect(await query({ url: second.url, sql: 'select word from kept' })).toEqual([
      { word: 'Chuyển đổi số' },
    ])
    await second.stop()
    await second.stop()
  })

  test('sorts and searches Vietnamese, and keeps time in UTC', async () => {
    const { url, stop } = await start()
    await query({ url, sql: 'create extension unaccent' })
    await query({ url, sql: 'create extension pg_trgm' })
    const [row] = await query({
      url,
      sql: `select unaccent('Đổi số') as plain,
                   similarity('đường', 'đương') > 0.2 as similar,
                   (select string_agg(letter, '' order by letter)
                      from unnest(array['đ','d','e','z','ă','a','â']) as letter) as sorted,
                   (select string_agg(letter, '' order by letter collate "vi-x-icu")
                      from unnest(array['đ','d','e']) as letter) as named,
                   current_setting('server_encoding') as encoding,
                   current_setting('timezone') as zone`,
    })
    await stop()
    expect(row).toEqual({
      plain: 'Doi so',
      similar: true,
      sorted: 'aăâdđez',
      named: 'dđe',
      encoding: 'UTF8',
      zone: 'UTC',
    })
  })

  test('takes no connection without its password', async () => {
    const { url, stop } = await start()
    const wrong = url.replace(/:[^:@]+@/, ':wrong@')
    await expect(query({ url: wrong, sql: 'select 1' })).rejects.toMatchObject({ code: '28P01' })
    await stop()
  })

  test('refuses a second starter on the same folder', async () => {
    const first = await start()
    await expect(start()).rejects.toThrow(/in use by process/)
    expect(await query({ url: first.url, sql: 'select 1 as one' })).toEqual([{ one: 1 }])
    await first.stop()
  })

  test('comes back when starter and server were killed', async () => {
    const { child, url } = await startElsewhere()
    await query({ url, sql: 'create table survived ()' })
    child.kill('SIGKILL')
    process.kill(Number((await readFile(clusterFile('postmaster.pid'), 'utf8')).split('\n')[0]), 'SIGKILL')

    const { url: next, stop } = await start()
    expect(await query({ url: next, sql: 'select * from survived' })).toEqual([])
    await stop()
  })

  test('comes back when only the starter was killed', async () => {
    const { child, url } = await startElsewhere()
    await query({ url, sql: 'select 1' })
    child.kill('SIGKILL')
    await once(child, 'exit')
    const { stop } = await start()
    await stop()
  })

  test('is not held up by numbers that belong to other processes now', async () => {
    const pid = process.pid
    const stale = [
      pid,
      join(dataDir, 'postgres', 'cluster'),
      1700000000,
      5432,
      '',
      '127.0.0.1',
      ' 1 2',
      'ready',
      '',
    ]
    await writeFile(clusterFile('postmaster.pid'), stale.join('\n'))
    await writeFile(
      join(dataDir, 'postgres', 'lock'),
      JSON.stringify({ pid, identity: 'an earlier process' }),
    )
    const { stop } = await start()
    await stop()
  })

  test('removes the remains of an interrupted initdb', async () => {
    const other = await mkdtemp(join(tmpdir(), 'loa-postgres-'))
    await mkdir(join(other, 'postgres', 'new-half', 'base'), { recursive: true })
    await writeFile(join(other, 'postgres', 'new-half', 'PG_VERSION'), '18\n')
    const { stop } = await startEmbeddedPostgres({ dataDir: other, durable: false })
    await stop()
    expect((await readdir(join(other, 'postgres'))).sort()).toEqual(['cluster', 'password'])
    await rm(other, { recursive: true })
  })
})

const query = async ({ url, sql }: { url: string; sql: string }) => {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

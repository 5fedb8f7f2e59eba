// The database of the release before, with its data, comes forward. tests/fixtures/previous-release is a backup of the
// demo, made by that release; a new one is made so when a release is out (CONTRIBUTING.md).
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrations } from '../../src/database/migrations/index.ts'
import { agreementOf, type Query } from '../helpers/agreement.ts'
import { emptyDatabase } from '../helpers/database.ts'

const fixture = path.join(import.meta.dirname, '../fixtures/previous-release')
let url: string
let dataDir: string
let client: pg.Client
const query: Query = async (text, values) => (await client.query(text, values)).rows
const run = (script: string, ...args: string[]) =>
  promisify(execFile)(process.execPath, ['bin/command.mjs', script, ...args], {
    env: { ...process.env, DATABASE_URL: url, DATA_DIR: dataDir, NODE_ENV: 'production' },
  })

beforeAll(async () => {
  url = await emptyDatabase()
  dataDir = await mkdtemp(path.join(tmpdir(), 'loa-upgrade-'))
  await run('src/backup/restore.ts', fixture)
  client = new pg.Client({ connectionString: url })
  await client.connect()
}, 120_000)
afterAll(async () => {
  await client?.end()
  await rm(dataDir, { recursive: true, force: true })
})

it('brings the database of the release before forward, with every row of it', async () => {
  const manifest = JSON.parse(await readFile(path.join(fixture, 'manifest.json'), 'utf8'))
  const applied = async () =>
    (await query('select name from payload_migrations order by name')).map(({ name }) => name)
  expect(await applied()).toEqual(manifest.migrations)
  const missing = migrations.map(({ name }) => name).filter((name) => !manifest.migrations.includes(name))
  // otherwise this tests nothing: the fixture is of this release
  expect(missing.length).toBeGreaterThan(0)
  const before = await query('select number, body from editions order by number')

  const { stdout } = await run('src/start/migrate.ts')
  for (const name of missing) expect(stdout).toContain(`migrated ${name}`)
  expect(await applied()).toEqual(migrations.map(({ name }) => name).sort())
  const kept = new Set(['payload_migrations', 'payload_kv'])
  for (const { name, rows } of manifest.tables) {
    const [there] = await query('select to_regclass($1) as known', [name])
    if (!there?.known || kept.has(name)) continue
    const [{ count } = { count: -1 }] = await query(`select count(*)::int from "${name}"`)
    expect(`${name} ${count}`).toBe(`${name} ${rows}`)
  }
  // what portals have is not rewritten
  expect(await query('select number, body from editions order by number')).toEqual(before)
  expect(await agreementOf(query)).toEqual([])
}, 120_000)

it('migrates once: a second run changes nothing', async () => {
  expect((await run('src/start/migrate.ts')).stdout).not.toContain('migrated')
}, 60_000)

it('counts what a run that was killed after its migrations left uncounted, once', async () => {
  const held = async () => (await query('select count(*)::int as held from quota_slots'))[0]?.held
  const before = await held()
  expect(before).toBeGreaterThan(0)
  // as such a run leaves it
  await query('delete from payload_kv')
  await query('delete from quota_slots')
  expect((await run('src/start/migrate.ts')).stdout).toContain(`counted ${before} places`)
  expect(await held()).toBe(before)
  expect(await agreementOf(query)).toEqual([])

  await query('delete from quota_slots where id in (select id from quota_slots limit 1)')
  expect((await run('src/start/migrate.ts')).stdout).not.toContain('counted')
  expect(await held()).toBe(before - 1)
}, 120_000)

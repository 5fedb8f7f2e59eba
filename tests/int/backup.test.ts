// A backup is worth what its restore is: the whole demo into an empty database, and a portal sees no difference.
import { execFile } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { agreementOf, type Query } from '../helpers/agreement.ts'
import { emptyDatabase, freshDatabase } from '../helpers/database.ts'
import { createPart } from '../helpers/processes.ts'

let folder: string
let backup: string
let source: { url: string; dataDir: string }
let restored: { url: string; dataDir: string }
/** What was there before any portal came. */
let taken: Record<string, unknown>
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'loa-backup-'))
  backup = path.join(folder, 'backup')
  source = await freshDatabase('demo')
  restored = { url: await emptyDatabase(), dataDir: path.join(folder, 'data') }
  taken = await contentOf(source.url)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const command = (name: 'backup' | 'restore' | 'migrate', target: typeof source, ...args: string[]) =>
  new Promise<{ code: unknown; said: string }>((done) => {
    const script = name === 'migrate' ? 'src/start/migrate.ts' : `src/backup/${name}.ts`
    execFile(
      process.execPath,
      ['--import', 'tsx', script, ...args],
      {
        env: { ...process.env, DATABASE_URL: target.url, DATA_DIR: target.dataDir, NODE_ENV: 'production' },
      },
      (error, stdout, stderr) => done({ code: error ? error.code : 0, said: stdout + stderr }),
    )
  })

const inDatabase = async <T>(url: string, use: (query: Query) => Promise<T>) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await use(async (text, values) => (await client.query(text, values)).rows)
  } finally {
    await client.end()
  }
}

/** Every row of every table, as a number of rows and one hash. */
const contentOf = (url: string) =>
  inDatabase(url, async (query) => {
    const tables = await query(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    )
    const content: Record<string, unknown> = {}
    for (const { name } of tables)
      [content[name]] = await query(
        `select count(*), md5(string_agg(t::text, E'\\n' order by t::text)) from "${name}" t`,
      )
    return content
  })

/** Constraints, indexes and triggers, and whether they are on. */
const schemaOf = (url: string) =>
  inDatabase(url, (query) =>
    query(`
      select conrelid::regclass::text as of, pg_get_constraintdef(oid) as is from pg_constraint
        where connamespace = 'public'::regnamespace
      union all select tablename, indexdef from pg_indexes where schemaname = 'public'
      union all select tgrelid::regclass::text, pg_get_triggerdef(oid) || tgenabled::text from pg_trigger where not tgisinternal
      order by 1, 2`),
  )

const pull = async ({ url, dataDir }: typeof source) => {
  const { subscribers } = JSON.parse(await readFile(path.join(source.dataDir, 'demo.json'), 'utf8'))
  const { key } = subscribers.find(({ outlet }: { outlet: string }) => outlet === 'portal-dinh-hoa')
  const delivery = await createPart({ kind: 'delivery', name: 'delivery' })
  await delivery.start({
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    DELIVERY_PORT: delivery.port,
    HOST: '127.0.0.1',
    DELIVERY_URL: 'https://tin.example.vn',
  })
  try {
    const ask = async (address: string) =>
      fetch(`${delivery.address}/v1${address}`, { headers: { authorization: `Bearer ${key}` } })
    const items = await (await ask('/items?limit=200')).text()
    const changes = await (await ask('/changes?limit=200')).text()
    const names = [...new Set(items.match(/\/media\/[^"?]+/g) ?? [])]
    const media = await Promise.all(
      names.map(async (name) => {
        const answer = await ask(name)
        return [name, answer.status, (await answer.arrayBuffer()).byteLength]
      }),
    )
    return { items, changes, media }
  } finally {
    await delivery.stop()
  }
}

it('takes a backup, brings it back, and database, schema, files and a pull are the same', async () => {
  expect(await command('backup', source, backup)).toMatchObject({ code: 0 })
  expect(await command('restore', restored, backup)).toMatchObject({ code: 0 })

  expect(await contentOf(restored.url)).toEqual(taken)
  expect(await schemaOf(restored.url)).toEqual(await schemaOf(source.url))
  expect(await inDatabase(restored.url, agreementOf)).toEqual([])
  const [before, after] = [await pull(source), await pull(restored)]
  expect(JSON.parse(before.items).items.length).toBeGreaterThan(0)
  expect(before.media.length).toBeGreaterThan(0)
  expect(before.media.every(([, status]) => status === 200)).toBe(true)
  expect(after).toEqual(before)
}, 180_000)

it('leaves an existing backup and a database that is not empty alone', async () => {
  const manifest = await readFile(path.join(backup, 'manifest.json'), 'utf8')
  expect((await command('backup', source, backup)).code).toBe(1)
  expect(await readFile(path.join(backup, 'manifest.json'), 'utf8')).toBe(manifest)

  const before = await contentOf(restored.url)
  const refused = await command('restore', restored, backup)
  expect(refused.code).toBe(1)
  expect(refused.said).toContain('--force')
  expect(await contentOf(restored.url)).toEqual(before)
}, 120_000)

it('with --force waits for nobody else, and then replaces everything', async () => {
  await inDatabase(restored.url, (query) => query(`create table added_since (id int)`))
  await inDatabase(restored.url, async (query) => {
    await query('select 1')
    const refused = await command('restore', restored, backup, '--force')
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('Stop all parts') })
  })
  expect(await command('restore', restored, backup, '--force')).toMatchObject({ code: 0 })
  expect(await contentOf(restored.url)).toEqual(taken)
}, 180_000)

it('tells a damaged, an unfinished and a later backup, and touches nothing', async () => {
  const empty = { url: await emptyDatabase(), dataDir: path.join(folder, 'never') }
  const spoil = async (name: string, how: (directory: string) => Promise<unknown>) => {
    const directory = path.join(folder, name)
    await cp(backup, directory, { recursive: true })
    await how(directory)
    const { code, said } = await command('restore', empty, directory, '--force')
    expect(code).toBe(1)
    expect(await contentOf(empty.url)).toEqual({})
    return said
  }
  const [table = ''] = await readdir(path.join(backup, 'database'))
  expect(
    await spoil('damaged', (directory) => writeFile(path.join(directory, 'database', table), 'x')),
  ).toContain('is damaged')
  expect(await spoil('unfinished', (directory) => rm(path.join(directory, 'manifest.json')))).toContain(
    'not a finished backup',
  )
  const change = (edit: (manifest: any) => void) => async (directory: string) => {
    const file = path.join(directory, 'manifest.json')
    const manifest = JSON.parse(await readFile(file, 'utf8'))
    edit(manifest)
    await writeFile(file, JSON.stringify(manifest))
  }
  expect(
    await spoil(
      'later',
      change(({ migrations }) => migrations.push('29991231_later')),
    ),
  ).toContain('later release')
  expect(
    await spoil(
      'leading-out',
      change(({ files }) => Object.assign(files, { '../x': files[`database/${table}`] })),
    ),
  ).toContain('leads out')
}, 240_000)

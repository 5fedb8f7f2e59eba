// A backup is worth what its restore is: the whole demo into an empty database, and a portal sees no difference.
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import S3rver from 's3rver'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exportDatabase } from '../../src/backup/database.ts'
import { exportMedia } from '../../src/backup/media.ts'
import { namedFiles } from '../../src/backup/namedFiles.ts'
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

type Target = { url: string; dataDir: string; env?: Record<string, string> }
const command = (name: 'backup' | 'restore' | 'migrate', target: Target, ...args: string[]) =>
  new Promise<{ code: unknown; said: string }>((done) => {
    const script = name === 'migrate' ? 'src/start/migrate.ts' : `src/backup/${name}.ts`
    execFile(
      process.execPath,
      ['bin/command.mjs', script, ...args],
      {
        env: {
          ...process.env,
          ...target.env,
          DATABASE_URL: target.url,
          DATA_DIR: target.dataDir,
          NODE_ENV: 'production',
        },
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

const manifestIn = async (directory: string) =>
  JSON.parse(await readFile(path.join(directory, 'manifest.json'), 'utf8'))

/** The demo with files of its own, and one of them that only its row needs. */
const ownCopy = async (name: string) => {
  const { url, dataDir: shared } = await freshDatabase('demo')
  const dataDir = path.join(folder, name)
  // other tests put files of their own beside those of the demo
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const named = await namedFiles(client).finally(() => client.end())
  const [from, to] = [shared, dataDir].map((one) => path.join(one, 'media')) as [string, string]
  await mkdir(to, { recursive: true })
  for (const file of named.keys()) await cp(path.join(from, file), path.join(to, file))
  const [{ filename } = { filename: '' }] = await inDatabase(url, (query) =>
    query(`select filename from media where filename is not null order by filename limit 1`),
  )
  return { url, dataDir, file: filename as string, at: path.join(dataDir, 'media', filename) }
}

it('says what it lacks; a restore without it changes nothing unless it is allowed', async () => {
  const own = await ownCopy('lacking')
  const directory = path.join(folder, 'lacking-backup')
  await writeFile(own.at, 'x')
  await writeFile(path.join(own.dataDir, 'media', 'mo-coi.wav'), 'no row names it')
  const saved = await command('backup', own, directory)
  expect(saved).toMatchObject({ code: 1, said: expect.stringContaining(`${own.file}: thiếu hoặc khác`) })
  const { lacking, files } = await manifestIn(directory)
  expect([lacking, files['media/mo-coi.wav']]).toEqual([[own.file], undefined])

  const [other = ''] = Object.keys(files).filter(
    (name) => name.startsWith('media/') && name !== `media/${own.file}`,
  )
  await rm(path.join(directory, other))
  const before = await contentOf(own.url)
  const refused = await command('restore', own, directory, '--force')
  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('--allow-missing') })
  expect(refused.said).toContain(path.basename(other))
  expect(await contentOf(own.url)).toEqual(before)

  const there = await readdir(path.join(own.dataDir, 'media'))
  await rm(path.join(own.dataDir, 'media'), { recursive: true })
  const done = await command('restore', own, directory, '--force', '--allow-missing')
  expect(done).toMatchObject({ code: 0, said: expect.stringContaining(own.file) })
  expect(await contentOf(own.url)).toEqual(before)
  expect(await readdir(path.join(own.dataDir, 'media'))).toEqual(
    there.filter((name) => name !== 'mo-coi.wav' && name !== path.basename(other)),
  )
}, 240_000)

it('takes nothing away when files cannot be written', async () => {
  const own = await ownCopy('unwritable')
  const before = await contentOf(own.url)
  await rm(path.join(own.dataDir, 'media'), { recursive: true })
  await writeFile(path.join(own.dataDir, 'media'), 'in the way')
  expect((await command('restore', own, backup, '--force')).code).toBe(1)
  expect(await contentOf(own.url)).toEqual(before)
}, 120_000)

it('goes on where a file is taken away between the rows and the files', async () => {
  const own = await ownCopy('meanwhile')
  const directory = path.join(folder, 'meanwhile-backup')
  await mkdir(path.join(directory, 'database'), { recursive: true })
  const client = new pg.Client({ connectionString: own.url })
  await client.connect()
  try {
    const { named } = await exportDatabase({ client, directory })
    await rm(own.at)
    const { names, lacking } = await exportMedia({ dataDir: own.dataDir, directory, named })
    expect(lacking).toEqual([own.file])
    expect([names.length, names.includes(`media/${own.file}`)]).toEqual([named.size - 1, false])
  } finally {
    await client.end()
  }
}, 120_000)

it('with a bucket minds the objects that rows name, and looks at them before anything is taken away', async () => {
  const own = await ownCopy('bucket')
  const bucketFolder = await mkdtemp(path.join(tmpdir(), 'loa-s3-'))
  const server = new S3rver({
    ...{ port: 0, address: '127.0.0.1', silent: true, directory: bucketFolder },
    configureBuckets: [{ name: 'loa', configs: [] }],
  })
  const { port } = await server.run()
  const { S3Client, PutObjectCommand, DeleteObjectCommand } = await import('@aws-sdk/client-s3')
  const client = new S3Client({
    ...{ region: 'us-east-1', endpoint: `http://127.0.0.1:${port}`, forcePathStyle: true },
    credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
  })
  const target = {
    ...own,
    env: {
      S3_BUCKET: 'loa',
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
    },
  }
  try {
    const put = (Key: string, Body: Buffer | string) =>
      client.send(new PutObjectCommand({ Bucket: 'loa', Key, Body }))
    const remove = (Key: string) => client.send(new DeleteObjectCommand({ Bucket: 'loa', Key }))
    const media = path.join(own.dataDir, 'media')
    for (const name of await readdir(media)) await put(name, await readFile(path.join(media, name)))
    await put('mo-coi.wav', 'no row names it')
    const directory = path.join(folder, 'bucket-backup')
    expect(await command('backup', target, directory)).toMatchObject({ code: 0 })
    const before = await contentOf(own.url)
    // as the sweep does
    await remove('mo-coi.wav')
    expect(await command('restore', target, directory, '--force')).toMatchObject({ code: 0 })
    expect(await contentOf(own.url)).toEqual(before)

    await remove(own.file)
    const refused = await command('restore', target, directory, '--force')
    expect(refused).toMatchObject({
      code: 1,
      said: expect.stringContaining(`${own.file}: thiếu hoặc khác`),
    })
    expect(await contentOf(own.url)).toEqual(before)
    expect(await command('restore', target, directory, '--force', '--allow-missing')).toMatchObject({
      code: 0,
    })
    expect(await contentOf(own.url)).toEqual(before)
  } finally {
    client.destroy()
    await server.close()
    await rm(bucketFolder, { recursive: true, force: true })
  }
}, 300_000)

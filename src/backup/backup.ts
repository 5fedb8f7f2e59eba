// npm run backup -- DIR: database and media into a new folder, while everything runs.
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import own from '../../package.json' with { type: 'json' }
import { dataDirIn } from '../dataDir.ts'
import { connectionForCommands } from '../start/connection.ts'
import { exportDatabase, fileOf } from './database.ts'
import { MANIFEST, type Manifest, measure } from './manifest.ts'
import { exportMedia } from './media.ts'
import { namedFiles } from './namedFiles.ts'

const [given] = process.argv.slice(2)
if (!given) {
  console.error('npm run backup -- DIR')
  process.exit(2)
}
const directory = path.resolve(given)
// a folder of its own until it is whole: what has the name is a backup
const draft = `${directory}.part`

const run = async () => {
  const there = await readdir(directory).catch(() => [])
  if (there.length > 0) throw new Error(`${directory} không trống · is not empty`)
  await rm(draft, { recursive: true, force: true })
  // it holds passwords' hashes and unpublished text
  await mkdir(path.join(draft, 'database'), { recursive: true, mode: 0o700 })
  const connection = await connectionForCommands()
  const client = new pg.Client({ connectionString: connection.url })
  try {
    await client.connect()
    const { content, named } = await exportDatabase({ client, directory: draft })
    const dataDir = path.resolve(dataDirIn(process.env))
    const { names, bucket, lacking } = await exportMedia({ dataDir, directory: draft, named })
    const files: Manifest['files'] = {}
    for (const name of [...content.tables.map((table) => fileOf(table.name)), ...names])
      files[name] = await measure(path.join(draft, name))
    const manifest: Manifest = { format: 1, version: own.version, ...content, files, bucket, lacking }
    await writeFile(path.join(draft, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`)
    await rm(directory, { recursive: true, force: true })
    await rename(draft, directory)
    // gone with its row meanwhile, or lost
    const now = await namedFiles(client)
    return { manifest, lost: lacking.filter((name) => now.get(name) === named.get(name)) }
  } finally {
    await client.end()
    await connection.close()
  }
}

try {
  const {
    manifest: { tables, files, bucket, lacking },
    lost,
  } = await run()
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const bytes = Object.values(files).reduce((sum, file) => sum + file.bytes, 0)
  const media = bucket ? Object.keys(bucket.objects).length : Object.keys(files).length - tables.length
  console.log(
    `${directory}: ${tables.length} bảng · tables, ${rows} dòng · rows, ${media} tệp · media files, ${bytes} byte`,
  )
  for (const name of lacking)
    if (!lost.includes(name))
      console.log(`${name}: bị xóa hoặc thay trong lúc sao lưu · taken away meanwhile`)
  console.log('Cất PAYLOAD_SECRET ở nơi khác · Keep PAYLOAD_SECRET elsewhere: it is not in the backup')
  // what is there is kept, but older backups may hold what this one lacks
  for (const name of lost) console.error(`${name}: thiếu hoặc khác · missing or other`)
  if (lost.length > 0) process.exitCode = 1
} catch (error) {
  await rm(draft, { recursive: true, force: true })
  console.error((error as Error).message)
  process.exitCode = 1
}

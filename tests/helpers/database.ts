// A database of its own for a test file, copied from a template that is made once a run.
import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { inject } from 'vitest'

/** What the database holds: the schema alone, the plan at its own dates with accounts, or the demo. */
export type Contents = 'none' | 'plan' | 'demo'

/** Makes a database with these contents. `dataDir` holds its `demo.json` and media. */
export const freshDatabase = async (contents: Contents) => {
  const { url, directory } = inject('postgres')
  const dataDir = path.join(directory, `data-${contents}`)
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    // another test file may be making the same template at this moment
    await admin.query('select pg_advisory_lock(1, $1)', [contents.length])
    const template = `loa_template_${contents}`
    const { rowCount } = await admin.query('select from pg_database where datname = $1', [template])
    if (rowCount === 0) {
      const making = `${template}_making`
      await admin.query(`drop database if exists ${making}`)
      await admin.query(`create database ${making}`)
      await migrate({ DATABASE_URL: inDatabase(url, making), DATA_DIR: dataDir, LOA_SEED: contents })
      await admin.query(`alter database ${making} rename to ${template}`)
    }
    const name = `loa_${randomUUID().replaceAll('-', '')}`
    await admin.query(`create database ${name} template ${template}`)
    return { url: inDatabase(url, name), dataDir }
  } finally {
    await admin.end()
  }
}

/** An empty database, without any schema. @returns its address */
export const emptyDatabase = async (): Promise<string> => {
  const { url } = inject('postgres')
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  try {
    const name = `loa_${randomUUID().replaceAll('-', '')}`
    await admin.query(`create database ${name}`)
    return inDatabase(url, name)
  } finally {
    await admin.end()
  }
}

const run = promisify(execFile)

/** Brings a database up to date, and fills an empty one with what `LOA_SEED` in `env` says. */
export const migrate = async (env: Record<string, string>, attempt = 1): Promise<void> => {
  try {
    await run(process.execPath, ['--import', 'tsx', 'src/start/migrate.ts'], {
      env: { ...process.env, ...env, NODE_ENV: 'production' },
    })
  } catch (error) {
    // as in processes.ts: Node 20's own, and without a word
    const { code } = error as { code?: number }
    if (code !== 13 || attempt === 5) throw new Error(`migrating ended with ${code}`, { cause: error })
    await migrate(env, attempt + 1)
  }
}

const inDatabase = (url: string, name: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href

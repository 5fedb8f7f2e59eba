// Parts that are started one by one read the same settings as `npm start`, and refuse the same ones in the same words.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { environment } from '../../src/environment.ts'
import { readConfiguration } from '../../src/start/configuration.ts'
import { emptyDatabase } from '../helpers/database.ts'

const ROOT = path.join(import.meta.dirname, '../..')
const TSX = import.meta.resolve('tsx')

let folder: string
let url: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'loa-alone-'))
  url = await emptyDatabase()
})
afterAll(() => rm(folder, { recursive: true, force: true }))

type Ended = { code: unknown; said: string }

const run = (script: string, env: Record<string, string>, attempt = 1) =>
  new Promise<Ended>((done) => {
    execFile(
      process.execPath,
      ['--import', TSX, path.join(ROOT, script)],
      {
        cwd: folder,
        timeout: 50_000,
        env: { ...process.env, DATABASE_URL: url, DATA_DIR: '', NODE_ENV: 'production', ...env },
      },
      (error, stdout, stderr) => done({ code: error ? error.code : 0, said: stdout + stderr }),
    )
  }).then(
    // as in processes.ts: Node 20's own, and without a word
    (ended): Ended | Promise<Ended> =>
      ended.code === 13 && attempt < 5 ? run(script, env, attempt + 1) : ended,
  )

const PARTS = ['src/start/cms.ts', 'src/worker/index.ts', 'src/start/migrate.ts']

const configurationOf = (env: Record<string, string | undefined>) =>
  readConfiguration({ env: env as NodeJS.ProcessEnv, root: folder })

const problemsOf = (env: Record<string, string>): string[] => {
  try {
    configurationOf(env)
    return []
  } catch (error) {
    return (error as { problems: string[] }).problems
  }
}

describe.each(PARTS)('%s', (script) => {
  it('refuses what `npm start` refuses, in the same words', async () => {
    const bad = { LOA_SEED: 'dmeo', PUBLIC_URL: 'loa.example.vn' }
    const problems = problemsOf({ ...bad, DATABASE_URL: url })
    expect(problems.map((line) => line.split(':')[0])).toEqual(['LOA_SEED', 'PUBLIC_URL'])
    expect(await run(script, bad)).toEqual({ code: 2, said: `${problems.join('\n')}\n` })
  })

  it('refuses a weak secret beside a database, and none at all', async () => {
    for (const PAYLOAD_SECRET of ['secret', 'changeme'.repeat(5), '']) {
      const { code, said } = await run(script, { PAYLOAD_SECRET })
      expect([code, said]).toEqual([2, `${problemsOf({ DATABASE_URL: url, PAYLOAD_SECRET })[0]}\n`])
      expect(said).toMatch(/^PAYLOAD_SECRET: .+\n$/)
    }
  })
})

describe('an empty DATA_DIR', () => {
  it('counts as not set, for every part alike', () => {
    const before = process.env.DATA_DIR
    try {
      for (const DATA_DIR of ['', ' ', undefined]) {
        process.env.DATA_DIR = DATA_DIR
        if (DATA_DIR === undefined) delete process.env.DATA_DIR
        expect(environment().dataDir).toBe(path.resolve('.data'))
        expect(configurationOf({ DATA_DIR }).dataDir).toBe(path.join(folder, '.data'))
      }
    } finally {
      if (before === undefined) delete process.env.DATA_DIR
      else process.env.DATA_DIR = before
    }
  })
})

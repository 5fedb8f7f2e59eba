// Parts that are started one by one read the same settings as `npm start`, and refuse the same ones in the same words.
import { execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { environment } from '../../src/environment.ts'
import { readConfiguration } from '../../src/start/configuration.ts'
import { summarise } from '../../src/start/summary.ts'
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

it('tells that the cms was killed by a signal', async () => {
  const child = spawn(process.execPath, ['--import', TSX, path.join(ROOT, 'src/start/cms.ts')], {
    stdio: 'ignore',
    cwd: folder,
    env: {
      ...process.env,
      DATABASE_URL: url,
      DATA_DIR: folder,
      PAYLOAD_SECRET: crypto.randomUUID(),
      LOA_SEED: '',
      PORT: '1',
    },
  })
  const ended = new Promise((done) => child.once('exit', done))
  // long before it could have ended by itself
  const commands = async () => {
    const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args='])
    return stdout.split('\n').map((line) => line.trim().split(/\s+/))
  }
  let next: string | undefined
  while (!next && child.exitCode === null) {
    next = (await commands()).find(
      ([, parent, ...args]) => parent === String(child.pid) && args.join(' ').includes('dist/bin/next'),
    )?.[0]
    await sleep(20)
  }
  process.kill(Number(next), 'SIGKILL')
  expect(await ended).toBe(137)
}, 60_000)

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

describe('demo.json', () => {
  const dataDir = () => path.join(folder, '.data')
  const file = () => path.join(dataDir(), 'demo.json')
  const content = async () => JSON.parse(await readFile(file(), 'utf8'))
  const migrate = async (env: Record<string, string>) => {
    const ended = await run('src/start/migrate.ts', env)
    expect(ended).toMatchObject({ code: 0 })
    return ended.said
  }
  let first: Record<string, unknown>
  beforeAll(async () => {
    expect(await migrate({ LOA_SEED: 'plan' })).toContain('loaded plan')
    first = await content()
  })

  it('is made by the first start in the data folder, for its owner alone', async () => {
    expect(first).toMatchObject({ cms: 'http://localhost:3000', delivery: 'http://localhost:3001' })
    expect((await stat(file())).mode & 0o777).toBe(0o600)
    expect(await readdir(dataDir())).not.toContainEqual(expect.stringMatching(/\.new$/))
  })

  it('says where a later start is found, and keeps all the rest', async () => {
    const settings = { PORT: '4100', DELIVERY_PORT: '4101', HOST: '192.168.1.5' }
    await chmod(file(), 0o644)
    const { ino } = await stat(file())
    await migrate({ LOA_SEED: 'plan', ...settings })
    const addresses = { cms: 'http://192.168.1.5:4100', delivery: 'http://192.168.1.5:4101' }
    expect(await content()).toEqual({ ...first, ...addresses })
    const after = await stat(file())
    expect(after.mode & 0o777).toBe(0o600)
    // another file in its place: nobody reads half of one
    expect(after.ino).not.toBe(ino)
    expect(await readdir(dataDir())).not.toContainEqual(expect.stringMatching(/\.new$/))

    // and the summary of the same start says the same
    const configuration = configurationOf({ ...settings, LOA_SEED: 'plan', DATA_DIR: '' })
    const summary = (await summarise({ configuration, ms: 1 })).join('\n')
    expect(summary).toContain(`${addresses.cms}/admin`)
    expect(summary).toContain(`${addresses.delivery}/v1`)
  })

  it('says it too when the start fills nothing, and nothing to a command that does not start anything', async () => {
    await migrate({ PORT: '4300' })
    expect(await content()).toMatchObject({ cms: 'http://192.168.1.5:4100' })
    await migrate({ LOA_SEED: 'none', PUBLIC_URL: 'https://loa.example.vn/', DELIVERY_PORT: '4201' })
    expect(await content()).toEqual({
      ...first,
      cms: 'https://loa.example.vn',
      delivery: 'http://localhost:4201',
    })
  })

  it('is not made where there is none', async () => {
    await rm(file())
    await migrate({ LOA_SEED: 'plan', PORT: '4400' })
    expect(await readdir(dataDir())).not.toContain('demo.json')
  })
})

describe('addresses', () => {
  it.each([
    ['127.0.0.1', 'localhost'],
    ['0.0.0.0', 'localhost'],
    ['::1', 'localhost'],
    ['192.168.1.5', '192.168.1.5'],
    ['fd00::5', '[fd00::5]'],
    ['loa.lan', 'loa.lan'],
  ])('on %s are those of %s', async (HOST, name) => {
    const configuration = configurationOf({ HOST, LOA_SEED: 'none' })
    const summary = (await summarise({ configuration, ms: 1 })).join('\n')
    expect(summary).toContain(`http://${name}:3000/admin`)
    expect(summary).toContain(`http://${name}:3001/v1`)
  })
})

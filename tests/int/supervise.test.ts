// The supervisor is tried with real processes: a stub would only repeat what we believe about signals.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identityOf } from '../../src/database/embedded/processes.ts'
import { type Part, supervise } from '../../src/start/supervise.ts'

const module = new URL('../../src/start/supervise.ts', import.meta.url).href

describe('supervise', { timeout: 30_000 }, () => {
  let folder = ''
  const started: ChildProcess[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'loa-supervise-'))
  })
  afterAll(async () => {
    for (const child of started) child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  const script = async ({ name, code }: { name: string; code: string }): Promise<Part> => {
    const file = join(folder, `${name}.mjs`)
    await writeFile(file, code)
    return { name, args: [file] }
  }

  /** A supervisor and the lines it has heard. */
  const watch = (parts: Part[]) => {
    const lines: { from: string; line: string }[] = []
    const supervisor = supervise({ parts, log: (entry) => lines.push(entry) })
    const from = (name: string) => lines.filter((entry) => entry.from === name).map(({ line }) => line)
    return { ...supervisor, from }
  }

  const STAYS = `console.log(process.pid); setInterval(() => {}, 1000)`

  test('says what each part says, under its name, and ends them all', async () => {
    const { from, stop } = watch([
      await script({ name: 'one', code: STAYS }),
      await script({ name: 'two', code: STAYS }),
    ])
    await until(() => from('one').length > 0 && from('two').length > 0)
    const pids = [...from('one'), ...from('two')].map(Number)
    expect(await Promise.all(pids.map(isAlive))).toEqual([true, true])
    await stop()
    expect(await areAllGone(pids)).toBe(true)
  })

  test('starts a part again that dies, and leaves the others alone', async () => {
    const { from, stop } = watch([
      await script({ name: 'weak', code: STAYS }),
      await script({ name: 'strong', code: STAYS }),
    ])
    await until(() => from('weak').length > 0 && from('strong').length > 0)
    process.kill(Number(from('weak')[0]), 'SIGKILL')
    await until(() => from('weak').length > 2)
    expect(from('weak')[1]).toMatch(/SIGKILL.*restarting/)
    expect(await isAlive(Number(from('weak')[2]))).toBe(true)
    expect(from('strong')).toHaveLength(1)
    await stop()
    expect(await isAlive(Number(from('weak')[2]))).toBe(false)
  })

  test('gives up on a part that keeps ending', async () => {
    const { from, gaveUp, stop } = watch([
      await script({ name: 'broken', code: `console.log('x'); process.exit(3)` }),
    ])
    expect(await gaveUp).toBe('broken')
    expect(from('broken').filter((line) => line === 'x')).toHaveLength(6)
    expect(from('broken')[1]).toMatch(/exit 3/)
    await stop()
  })

  test('ends a part that ignores SIGTERM, and what it started, within ten seconds', async () => {
    const { from, stop } = watch([
      await script({
        name: 'stubborn',
        code: `import { spawn } from 'node:child_process'
          process.on('SIGTERM', () => {})
          const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
          console.log(child.pid)
          ${STAYS}`,
      }),
    ])
    await until(() => from('stubborn').length > 1)
    const pids = from('stubborn').map(Number)
    const since = Date.now()
    await Promise.all([stop(), stop()])
    expect(Date.now() - since).toBeLessThan(10_000)
    await until(() => areAllGone(pids))
  })

  test('leaves no part behind when it is killed itself', async () => {
    const part = await script({ name: 'child', code: STAYS })
    const pidFile = join(folder, 'pid')
    const code = `import { writeFileSync } from 'node:fs'
      import { supervise } from '${module}'
      supervise({
        parts: [${JSON.stringify(part)}],
        log: ({ line }) => { writeFileSync('${pidFile}', line); console.log(line) },
      })`
    const supervisor = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', code])
    started.push(supervisor)
    await once(supervisor.stdout, 'data')
    const pid = Number(await readFile(pidFile, 'utf8'))
    expect(await isAlive(pid)).toBe(true)
    supervisor.kill('SIGKILL')
    await until(() => areAllGone([pid]))
  })
})

const isAlive = async (pid: number) => (await identityOf(pid)) !== null
const areAllGone = async (pids: number[]) => !(await Promise.all(pids.map(isAlive))).includes(true)

const until = async (condition: () => boolean | Promise<boolean>) => {
  for (let tries = 0; tries < 500 && !(await condition()); tries++) await sleep(20)
  expect(await condition()).toBe(true)
}

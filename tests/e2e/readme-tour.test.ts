// The tour of the README, word for word, against the running application: what a newcomer types must do what
// the text beside it says.
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Application, startApplication } from '../helpers/application.ts'

let application: Application
let dataDir: string

beforeAll(async () => {
  application = await startApplication({ contents: 'demo' })
  const demo = JSON.parse(await readFile(path.join(application.dataDir, 'demo.json'), 'utf8'))
  dataDir = await mkdtemp(path.join(tmpdir(), 'loa-tour-'))
  // the ports of this run; everything else as `npm start` wrote it
  const here = { ...demo, cms: application.cms, delivery: application.delivery }
  await writeFile(path.join(dataDir, 'demo.json'), JSON.stringify(here))
})
afterAll(async () => {
  await application.stop()
  await rm(dataDir, { recursive: true, force: true })
})

it('does in a shell what the README says', async () => {
  const readme = await readFile('README.md', 'utf8')
  const commands = [...readme.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(([, block]) => block)
  expect(commands.length).toBeGreaterThan(4)
  const { stdout } = await promisify(execFile)('bash', ['-e', '-c', commands.join('\n')], {
    env: { ...process.env, DATA_DIR: dataDir },
  })
  const lines = stdout.split('\n').filter(Boolean)
  expect(lines.slice(0, 6)).toEqual([
    'submitted',
    'forbidden',
    'stale-revision',
    'approved',
    'published',
    'Phú Bình đưa lớp kỹ năng số về nhà văn hóa xóm',
  ])
  expect(lines[6]).toContain('"outlet":"portal-phu-binh"')
  expect(lines[6]).toContain('submitted')
  expect(lines[7]).toBe('approved')
  expect(lines[8]).toMatch(/^Đã đủ định mức\. Q1 Báo Thái Nguyên, tuần \d+\/\d{4}: 1\/1, đã có “Phú Bình/)
})

// npm run seed -- FILE [--dry-run] [--shift-to YYYY-MM-DD]: loads a plan file into the database.
import { parseArgs } from 'node:util'
import { getPayload, type Payload } from 'payload'
import type { Pool } from 'pg'
import configuration from '../payload.config.ts'
import { connectionForCommands } from '../src/start/connection.ts'
import { loadPlan, type Tally } from './loadPlan.ts'
import { type Message, messages } from './messages.ts'
import { formatProblem, isPlanChanges, type Problem, readPlanFile } from './planFile.ts'
import { shiftPlan } from './shiftPlan.ts'
import { type Finding, parseYamlFile, toProblems } from './yamlFile.ts'

const USAGE = `npm run seed -- TỆP | FILE [--dry-run] [--shift-to YYYY-MM-DD]
  --dry-run    chỉ cho biết sẽ thay đổi gì · only tells what would change
  --shift-to   dời cả kế hoạch để bắt đầu từ ngày này · moves the plan so that it starts on this day`

const main = async () => {
  const { path, isDryRun, shiftTo } = readArguments()
  const read = await readPlanFile({ path, name: path })
  if ('problems' in read) return fail(read.problems)
  const { unresolved } = read
  let { plan } = read
  if (shiftTo) {
    if (isPlanChanges(plan))
      return fail(await placed({ path, findings: [{ path: [], message: messages.cannotShiftChanges() }] }))
    plan = shiftPlan({ plan, to: shiftTo })
  }

  const connection = await connectionForCommands()
  process.env.DATABASE_URL = connection.url
  const config = await configuration
  config.secret ||= connection.secret
  const payload = await getPayload({ config, disableOnInit: true })
  try {
    if (!(await hasSchema(payload))) return tell(messages.notMigrated())
    const loaded = await loadPlan({ payload, plan, unresolved, isDryRun })
    if ('findings' in loaded) return fail(await placed({ path, findings: loaded.findings }))
    if (isDryRun) console.log('Chạy thử, không thay đổi gì · Dry run, nothing was changed')
    console.log(formatTallies(loaded.tallies))
  } finally {
    await payload.destroy()
    await connection.close()
  }
}

const readArguments = () => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, 'shift-to': { type: 'string' } },
    })
    const [path, ...others] = positionals
    const shiftTo = values['shift-to']
    if (!path || others.length > 0) throw new Error('')
    if (shiftTo !== undefined && !isDate(shiftTo)) throw new Error(`--shift-to ${shiftTo}: YYYY-MM-DD`)
    return { path, isDryRun: values['dry-run'] ?? false, shiftTo }
  } catch (error) {
    console.error([(error as Error).message, USAGE].filter(Boolean).join('\n'))
    process.exit(2)
  }
}

const isDate = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text

const placed = async ({ path, findings }: { path: string; findings: Finding[] }): Promise<Problem[]> => {
  const parsed = await parseYamlFile({ path, name: path })
  return 'file' in parsed ? toProblems({ file: parsed.file, findings }) : parsed.problems
}

const hasSchema = async ({ db }: Payload) => {
  const { pool } = db as unknown as { pool: Pool }
  const { rows } = await pool.query(`select to_regclass('plans') as plans`)
  return rows[0]?.plans !== null
}

const tell = (message: Message) => {
  console.error(message[language])
  process.exitCode = 1
}

const language = /^en/i.test(process.env.LC_ALL ?? process.env.LANG ?? '') ? 'en' : 'vi'

const fail = (problems: Problem[]) => {
  for (const problem of problems) console.error(formatProblem(problem, language))
  console.error(language === 'en' ? 'Nothing was loaded.' : 'Không nạp gì.')
  process.exitCode = 1
}

const formatTallies = (tallies: Record<string, Tally>): string => {
  const kinds = ['created', 'updated', 'unchanged', 'closed'] as const
  const total = { created: 0, updated: 0, unchanged: 0, closed: 0 }
  const rows = Object.entries(tallies).map(([list, tally]) => {
    for (const kind of kinds) total[kind] += tally[kind]
    return [list, ...kinds.map((kind) => String(tally[kind]))]
  })
  const all = [['', ...kinds], ...rows, ['total', ...kinds.map((kind) => String(total[kind]))]]
  return all
    .map(([list = '', ...cells]) => list.padEnd(14) + cells.map((cell) => cell.padStart(10)).join(''))
    .join('\n')
}

await main()
// Payload keeps timers; what was asked for is done.
process.exit()

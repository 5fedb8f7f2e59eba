// The report over 20,000 placements, each format in a process of its own: seconds from the request to the last byte,
// and the most memory that process ever had. Payload itself is part of it; what it takes at rest is told beside.
import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { largePlan } from '../../helpers/largePlan.ts'

export const PLACEMENTS = 20_000
const FORMATS = ['json', 'docx', 'xlsx', 'pdf']

type Measured = {
  format: string
  seconds: number
  peak: number
  rest: number
  bytes: number
  slowest: number
}

/** @param databaseUrl a database with the demo, which this fills */
export const benchReport = async ({ databaseUrl }: { databaseUrl: string }): Promise<Measured[]> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  for (const statement of largePlan({ outlets: 100, weeks: 60, rules: 4, placements: PLACEMENTS }))
    await client.query(statement)
  await client.end()
  const measured: Measured[] = []
  for (const format of FORMATS) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', path.join(import.meta.dirname, 'reportProcess.ts'), format],
      { env: { ...process.env, DATABASE_URL: databaseUrl } },
    )
    measured.push(JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}'))
  }
  return measured
}

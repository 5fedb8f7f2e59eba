// A statement that fails holds people's words, keys and hashes: nothing of them comes into the log, in whatever way the
// error gets there.
import { Writable } from 'node:stream'
import { sql } from '@payloadcms/db-postgres'
import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import pg from 'pg'
import { type Logger, pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loggerOptions } from '../../src/log/logger.ts'
import { emptyDatabase } from '../helpers/database.ts'

const SECRET = 'giau-kin'
const SPREAD = `${SECRET}\n    at ${SECRET} (${SECRET}.ts:1:1)\nparams: ${SECRET}`

let pool: pg.Pool
beforeAll(async () => {
  pool = new pg.Pool({ connectionString: await emptyDatabase(), max: 1 })
  await pool.query('create table secrets (value text primary key check (length(value) < 200))')
  await pool.query('insert into secrets values ($1), ($2)', [SECRET, SPREAD])
})
afterAll(() => pool.end())

const failureOf = async (work: Promise<unknown>): Promise<Error> => {
  const error: any = await work.catch((one) => one)
  expect(String(error.message) + String(error.detail)).toContain(SECRET)
  return error
}
const byDrizzle = (statement: ReturnType<typeof sql>) => failureOf(drizzle(pool).execute(statement))

const lineOf = (log: (logger: Logger) => void): { text: string; line: any } => {
  let text = ''
  const output = new Writable({
    write: (chunk, _, done) => {
      text += chunk
      done()
    },
  })
  log(pino(loggerOptions('payload'), output))
  return { text, line: JSON.parse(text) }
}

const failures: [string, string, () => Promise<Error>][] = [
  ['a key that is there', '23505', () => byDrizzle(sql`insert into secrets values (${SECRET})`)],
  ['a value of many lines', '23505', () => byDrizzle(sql`insert into secrets values (${SPREAD})`)],
  ['a check', '23514', () => byDrizzle(sql`insert into secrets values (${SECRET.repeat(99)})`)],
  ['a value that cannot be read', '22P02', () => byDrizzle(sql`select ${SECRET}::uuid from secrets`)],
  [
    'the same without Drizzle',
    '22P02',
    () => failureOf(pool.query('select $1::uuid from secrets', [SPREAD])),
  ],
  [
    'a key, without Drizzle',
    '23505',
    () => failureOf(pool.query('insert into secrets values ($1)', [SECRET])),
  ],
]

describe.each(failures)('%s', (_, code, failing) => {
  it.each<[string, (error: Error) => (logger: Logger) => void]>([
    ['alone', (error) => (logger) => logger.error(error)],
    ['as err', (error) => (logger) => logger.error({ err: error })],
    ['as error', (error) => (logger) => logger.error({ msg: 'failed', error })],
    ['as a cause', (error) => (logger) => logger.error(new Error('failed', { cause: error }))],
    ['among others', (error) => (logger) => logger.error(new AggregateError([error], 'failed'))],
    [
      'as a cause that is named',
      (error) => (logger) => logger.error({ err: Object.assign(new Error('failed'), { reason: error }) }),
    ],
  ])('is told %s with its SQLSTATE and place, without the value', async (_, how) => {
    const { text, line } = lineOf(how(await failing()))
    expect(text).not.toContain(SECRET)
    expect(text).toContain(`"code":"${code}"`)
    expect((line.err ?? line.error).stack).toMatch(/\n {4}at .*:\d+:\d+/)
    expect(line.msg).not.toBe('')
  })
})

it('keeps the text of the statement, and what other errors say', async () => {
  const error = await byDrizzle(sql`insert into secrets values (${SECRET})`)
  const { line, text } = lineOf((logger) => logger.error({ err: error }))
  expect(line.err).toMatchObject({
    query: 'insert into secrets values ($1)',
    cause: { code: '23505', constraint: 'secrets_pkey', message: expect.stringContaining('duplicate key') },
  })
  expect(line.msg).toBe('Failed query: insert into secrets values ($1)\nparams: [cut]')
  expect(text).not.toContain(SECRET)
  const repeated = lineOf((logger) => logger.error(`gave up: ${error.message}`))
  expect(repeated.text).not.toContain(SECRET)

  const refused = Object.assign(new Error('connect ECONNREFUSED "x"'), { code: 'ECONNREFUSED', port: 5432 })
  const other = lineOf((logger) => logger.warn({ err: refused, item: 7 }, 'not there'))
  expect(other.line).toMatchObject({
    msg: 'not there',
    item: 7,
    err: { type: 'Error', message: refused.message, stack: refused.stack, code: 'ECONNREFUSED', port: 5432 },
  })
})

// While the database is away nobody can be looked up; who has a good session is told that, not that he may not.
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Steps, stepsOf, verdict } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let server: pg.Client
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
  server = new pg.Client({ connectionString: inject('postgres').url })
  await server.connect()
})
afterAll(async () => {
  await mayConnect(true)
  await server.end()
  await loa.stop()
})

const mayConnect = async (may: boolean) => {
  const name = new URL(loa.databaseUrl).pathname.slice(1)
  await server.query(`alter database ${name} allow_connections ${may}`)
  if (!may)
    await server.query('select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = $1', [
      name,
    ])
}

it('answers 503 to who is known, 403 to a stranger, and is over when it is back', async () => {
  const as = await steps.token('editor@so-tttt')
  const reading = () => loa.rest('GET', '/api/audit-log?limit=1', { as })
  expect(verdict(await reading())).toBe('200 ok')
  await mayConnect(false)
  expect(verdict(await reading())).toBe('503 unavailable')
  expect(verdict(await loa.rest('GET', '/api/audit-log?limit=1'))).toBe('403 forbidden')
  await mayConnect(true)
  expect(verdict(await reading())).toBe('200 ok')
})

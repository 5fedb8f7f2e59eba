// What every trial in this project starts from: Payload on an empty database, one collection of people, and its
// REST answered in process. Plain Node.js, no compiler: as far as it is resolved, Loa comes from its tarball.
import assert from 'node:assert/strict'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, getPayload, handleEndpoints } from 'payload'

export const people = (slug = 'users') => ({
  slug,
  auth: true,
  fields: [
    { name: 'name', type: 'text' },
    { name: 'role', type: 'select', options: ['admin', 'editor', 'approver', 'reporter'] },
  ],
})

/**
 * Starts Payload with these collections and plugins; Payload's own `push` makes the schema.
 *
 * `rest(method, address, { as, body })` answers `{ status, body }`; `person(role)` makes somebody and gives the
 * token; `rows(text)` asks the database itself.
 */
export const start = async ({ collections, plugins, users = 'users', idType }) => {
  const config = buildConfig({
    secret: 'only-for-tests-only-for-tests-only-for-tests',
    db: postgresAdapter({ pool: { connectionString: process.env.DATABASE_URL }, push: true, idType }),
    collections: [...collections, people(users)],
    plugins,
    admin: { user: users },
    telemetry: false,
    typescript: { autoGenerate: false },
  })
  // a trial may start Payload twice
  const key = crypto.randomUUID()
  const payload = await getPayload({ config, key })

  const rest = async (method, address, { as, body, headers = {} } = {}) => {
    const response = await handleEndpoints({
      config,
      payloadInstanceCacheKey: key,
      request: new Request(new URL(address, 'http://localhost:3000'), {
        method,
        headers: {
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...(as ? { authorization: as.includes(' ') ? as : `JWT ${as}` } : {}),
          ...headers,
        },
        body: body && JSON.stringify(body),
      }),
    })
    const text = await response.text()
    return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text }
  }

  const person = async (role) => {
    const account = { email: `${role}-${crypto.randomUUID()}@example.vn`, password: crypto.randomUUID() }
    await payload.create({ collection: users, data: { ...account, name: role, role } })
    const { body } = await rest('POST', `/api/${users}/login`, { body: account })
    assert.ok(body.token, JSON.stringify(body))
    return body.token
  }

  const rows = async (text) => (await payload.db.pool.query(text)).rows

  return { payload, rest, person, rows, stop: () => payload.destroy() }
}

/** Every table and column there is. */
export const schemaOf = ({ rows }) =>
  rows(`select table_name, column_name, data_type from information_schema.columns
        where table_schema = 'public' order by 1, 2`)

/** Status and code of an answer, as one text. */
export const verdict = ({ status, body }) => `${status} ${body?.errors?.[0]?.data?.code ?? 'ok'}`

/** Runs the trial that the command names. */
export const tryOut = async (trials) => {
  const [name] = process.argv.slice(2)
  assert.ok(Object.hasOwn(trials, name), `no trial ${name}`)
  await trials[name]()
  console.log(`${name}: ok`)
  process.exit()
}

// Any Payload project, not Loa: a configuration of the test's own on an empty database, with Payload's own
// adapter, its schema pushed as in development.
import { randomUUID } from 'node:crypto'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { lexicalEditor } from '@payloadcms/richtext-lexical'
import { buildConfig, type Config, getPayload, handleEndpoints, type Payload } from 'payload'
import type pg from 'pg'
import { emptyDatabase } from './database.ts'

type Project = Pick<Config, 'collections' | 'plugins'> & {
  idType: 'serial' | 'uuid'
  /** A database that is there already. Default: an empty one. */
  databaseUrl?: string
  onInit?: Config['onInit']
}

/** Starts Payload; `people` of the project are its `users`, each with a `role`. */
export const startPlainProject = async ({ idType, databaseUrl, collections = [], ...others }: Project) => {
  const url = databaseUrl ?? (await emptyDatabase())
  const config = await buildConfig({
    secret: 'only-for-tests-only-for-tests-only-for-tests',
    db: postgresAdapter({ pool: { connectionString: url }, idType, push: true }),
    editor: lexicalEditor(),
    collections: [{ slug: 'users', auth: true, fields: [{ name: 'role', type: 'text' }] }, ...collections],
    telemetry: false,
    typescript: { autoGenerate: false },
    logger: { options: { level: 'fatal' } },
    ...others,
  })
  const key = randomUUID()
  const payload: Payload = await getPayload({ config, key })
  const { pool } = payload.db as unknown as { pool: pg.Pool }

  const tokens = new Map<string, string>()
  /** A token of a new user of this role. */
  const login = async (role: string): Promise<string> => {
    const known = tokens.get(role)
    if (known) return known
    const [email, password] = [`${role}@example.com`, randomUUID()]
    await payload.create({ collection: 'users', data: { email, password, role } as never })
    const { token = '' } = await payload.login({ collection: 'users', data: { email, password } })
    tokens.set(role, token as string)
    return token as string
  }

  const rest = async (
    method: string,
    address: string,
    { as, body }: { as?: string; body?: object } = {},
  ): Promise<{ status: number; body: any }> => {
    const response = await handleEndpoints({
      config,
      payloadInstanceCacheKey: key,
      request: new Request(new URL(address, 'http://localhost:3000'), {
        method,
        headers: {
          ...(body ? { 'content-type': 'application/json' } : {}),
          ...(as ? { authorization: as.includes(' ') ? as : `JWT ${as}` } : {}),
        },
        body: body && JSON.stringify(body),
      }),
    })
    return { status: response.status, body: await response.json().catch(() => null) }
  }

  return {
    payload,
    pool,
    databaseUrl: url,
    login,
    rest,
    query: async (text: string, values: unknown[] = []): Promise<any[]> =>
      (await pool.query(text, values)).rows,
    stop: () => payload.destroy(),
  }
}

export type PlainProject = Awaited<ReturnType<typeof startPlainProject>>

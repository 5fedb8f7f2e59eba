// Plain Payload over the same tables, in a plain node server: the collections' own fields, none of our plugins, hooks or
// rules; everybody may read, so that no login costs anything.
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { GRAPHQL_POST } from '@payloadcms/next/routes'
import { buildConfig, type CollectionConfig, getPayload, handleEndpoints } from 'payload'
import loaConfig from '../../../payload.config.ts'
import { loaDatabase } from '../../../src/database/adapter.ts'
import { plainFields } from '../plainFields.ts'

const NAMES = 'items outlets organizations plans lines tasks themes events media users editions'.split(' ')

const [port = '0'] = process.argv.slice(2)
const loa = await loaConfig
const collections = loa.collections
  .filter(({ slug }) => NAMES.includes(slug))
  .map(
    ({ slug, fields, auth, upload, versions, trash }): CollectionConfig => ({
      slug,
      fields: plainFields(fields, NAMES),
      access: { read: () => true },
      ...(auth ? { auth: true as const } : {}),
      ...(upload ? { upload: true } : {}),
      ...(slug === 'items' ? { versions, trash } : {}),
    }),
  )

const config = await buildConfig({
  secret: 'only-for-measuring-only-for-measuring-only',
  db: loaDatabase({
    connectionString: () => process.env.DATABASE_URL ?? '',
    migrationDir: 'src/database/migrations',
  }),
  collections,
  editor: loa.editor as never,
  telemetry: false,
  typescript: { autoGenerate: false },
})
await getPayload({ config, disableOnInit: true })
const graphql = GRAPHQL_POST(config)
const answer = async (request: Request) => {
  if (new URL(request.url).pathname !== '/api/graphql') return handleEndpoints({ config, request })
  // Payload's handler writes to the request, which Hono's own make does not allow
  const { method, headers } = request
  return graphql(new Request(request.url, { method, headers, body: await request.text() }))
}
createServer(getRequestListener(answer, { overrideGlobalObjects: false })).listen(
  Number(port),
  '127.0.0.1',
  () => console.log('listens'),
)

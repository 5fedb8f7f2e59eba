// npm run migrate, and a step of `npm start`: migrates, then loads into an empty database what LOA_SEED asks for.
import { getPayload } from 'payload'
import { connectionForCommands } from './connection.ts'

// Node 20 ends a process whose only work is an import through a loader (exit code 13); this keeps it up.
setInterval(() => undefined, 1000)

const { LOA_SEED = 'none', DATA_DIR = '.data' } = process.env
const connection = await connectionForCommands()
process.env.DATABASE_URL = connection.url
process.env.PAYLOAD_SECRET ??= connection.secret

const { default: config } = await import('../../payload.config.ts')
const { migrate } = await import('../database/migrate.ts')
const payload = await getPayload({ config, disableOnInit: true })
try {
  const applied = await migrate({ payload, databaseUrl: connection.url })
  for (const name of applied) console.log(`migrated ${name}`)
  if (LOA_SEED === 'demo' || LOA_SEED === 'plan') {
    const { loadDemo } = await import('../../seed/demo/loadDemo.ts')
    const loaded = await loadDemo({ payload, what: LOA_SEED, dataDir: DATA_DIR, addresses: addresses() })
    if (loaded) console.log(`loaded ${loaded}`)
  }
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await payload.destroy()
  await connection.close()
}
process.exit()

function addresses() {
  const { PORT = '3000', DELIVERY_PORT = '3001', PUBLIC_URL, DELIVERY_URL } = process.env
  return {
    cms: PUBLIC_URL || `http://localhost:${PORT}`,
    delivery: DELIVERY_URL || `http://localhost:${DELIVERY_PORT}`,
  }
}

// npm run migrate, and a step of `npm start`: migrates, then loads into an empty database what LOA_SEED asks for.
import { commitTransaction, createLocalReq, getPayload, initTransaction } from 'payload'
import configuration from '../../payload.config.ts'
import { loadDemo } from '../../seed/demo/loadDemo.ts'
import { migrate } from '../database/migrate.ts'
import { publicOrigin } from '../publicOrigin.ts'
import { quotaOptionsIn, recount } from '../quota/index.ts'
import { connectionForCommands } from './connection.ts'

const { LOA_SEED = 'none', DATA_DIR = '.data' } = process.env
const connection = await connectionForCommands()
// read by the configuration when Payload connects
process.env.DATABASE_URL = connection.url
const config = await configuration
config.secret ||= connection.secret

const payload = await getPayload({ config, disableOnInit: true })
try {
  const applied = await migrate({ payload, databaseUrl: connection.url })
  for (const name of applied) console.log(`migrated ${name}`)
  // events are counted in the ledger since then; with all migrations applied, so that code and tables fit
  if (applied.includes('20261124_193624_gates_and_events')) await countAnew()
  if (LOA_SEED === 'demo' || LOA_SEED === 'plan') {
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

async function countAnew() {
  const req = await createLocalReq({}, payload)
  await initTransaction(req)
  const { taken } = await recount({ req, options: quotaOptionsIn(payload) })
  await commitTransaction(req)
  if (taken > 0) console.log(`counted ${taken} places of the quotas anew`)
}

function addresses() {
  const { PORT = '3000', DELIVERY_PORT = '3001', PUBLIC_URL, DELIVERY_URL } = process.env
  return {
    cms: publicOrigin({ PUBLIC_URL }) ?? `http://localhost:${PORT}`,
    delivery: publicOrigin({ DELIVERY_URL }) ?? `http://localhost:${DELIVERY_PORT}`,
  }
}

// npm run migrate, and a step of `npm start`: migrates, then loads into an empty database what LOA_SEED asks for.
import { configuration } from './checkedConfiguration.ts'

// what follows reads the environment, which has been checked by now

import { getPayload } from 'payload'
import payloadConfig from '../../payload.config.ts'
import { renewAddresses } from '../../seed/demo/demoJson.ts'
import { loadDemo } from '../../seed/demo/loadDemo.ts'
import { migrate } from '../database/migrate.ts'
import { addressesOf } from './addresses.ts'
import { findOrCreateSecret } from './configuration.ts'
import { connectionForCommands } from './connection.ts'
import { countOnce } from './countOnce.ts'

for (const notice of configuration.notices) console.log(notice)
const connection = await connectionForCommands()
// read by the configuration when Payload connects
process.env.DATABASE_URL = connection.url
const config = await payloadConfig
config.secret = configuration.secret ?? (await findOrCreateSecret(configuration))

const payload = await getPayload({ config, disableOnInit: true })
try {
  const applied = await migrate({ payload, databaseUrl: connection.url })
  for (const name of applied) console.log(`migrated ${name}`)
  // with all migrations applied, so that code and tables fit
  const taken = await countOnce({ payload })
  if (taken > 0) console.log(`counted ${taken} places of the quotas anew`)
  // a command that is given alone fills nothing, and knows nothing of the ports of what runs beside it
  if (process.env.LOA_SEED?.trim()) await fill()
} catch (error) {
  console.error(error)
  process.exitCode = 1
} finally {
  await payload.destroy()
  await connection.close()
}
process.exit()

async function fill() {
  const { seed, dataDir } = configuration
  const addresses = addressesOf(configuration)
  const loaded = seed === 'none' ? null : await loadDemo({ payload, what: seed, dataDir, addresses })
  if (loaded) console.log(`loaded ${loaded}`)
  else await renewAddresses({ dataDir, addresses })
}

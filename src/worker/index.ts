// The worker: what happens by itself, looked for every second.
import { setTimeout as sleep } from 'node:timers/promises'
import { getPayload } from 'payload'
import config from '../../payload.config.ts'
import { publishDue } from './publishDue.ts'

const payload = await getPayload({ config })
const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort())
process.once('SIGINT', () => stopping.abort())
console.log('worker runs')

while (!stopping.signal.aborted) {
  await publishDue({ payload }).catch((error) =>
    payload.logger.error({ msg: 'looking for due items failed', err: error }),
  )
  await sleep(1000, undefined, { signal: stopping.signal }).catch(() => undefined)
}
await payload.destroy()
process.exit(0)

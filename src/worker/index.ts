// The worker: what happens by itself, looked for every second.
import { setTimeout as sleep } from 'node:timers/promises'
import { getPayload } from 'payload'
import config from '../../payload.config.ts'
import { checkQuotas } from './checkQuotas.ts'
import { keepRecordsShort } from './keepRecordsShort.ts'
import { publishDue } from './publishDue.ts'
import { remind } from './remind.ts'
import { sendMails } from './sendMails.ts'
import { sendPushes } from './sendPushes.ts'

const payload = await getPayload({ config })
const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort())
process.once('SIGINT', () => stopping.abort())
const sending = [
  sendPushes({ payload, signal: stopping.signal }),
  sendMails({ payload, signal: stopping.signal }),
]
console.log('worker runs')

const tasks = {
  'looking for due items': publishDue,
  'checking the quotas': checkQuotas,
  reminding: remind,
  'cutting the records': keepRecordsShort,
}
while (!stopping.signal.aborted) {
  // one after the other, and one that fails holds up no other
  for (const [name, perform] of Object.entries(tasks)) {
    await perform({ payload }).catch((error) => payload.logger.error({ msg: `${name} failed`, err: error }))
  }
  await sleep(1000, undefined, { signal: stopping.signal }).catch(() => undefined)
}
await Promise.all(sending)
await payload.destroy()
process.exit(0)

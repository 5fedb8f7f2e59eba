// The worker: what happens by itself, looked for every second.
import { requireDatabase } from '../start/checkedConfiguration.ts'

// what follows reads the environment, which has been checked by now

import { setTimeout as sleep } from 'node:timers/promises'
import { getPayload } from 'payload'
import type { Pool } from 'pg'
import config from '../../payload.config.ts'
import { currentRequest, isLogStructured } from '../log/logger.ts'
import { workerMetrics } from '../metrics/workerMetrics.ts'
import { startTracing, tracing } from '../tracing/index.ts'
import { checkQuotas } from './checkQuotas.ts'
import { serveHealth } from './health.ts'
import { keepRecordsShort } from './keepRecordsShort.ts'
import { publishDue } from './publishDue.ts'
import { remind } from './remind.ts'
import { sendMails } from './sendMails.ts'
import { sendPushes } from './sendPushes.ts'

requireDatabase()
await startTracing('loa-worker')
const payload = await getPayload({ config })
const stopping = new AbortController()
process.once('SIGTERM', () => stopping.abort())
process.once('SIGINT', () => stopping.abort())
const sending = [
  sendPushes({ payload, signal: stopping.signal }),
  sendMails({ payload, signal: stopping.signal }),
]
const { pool } = payload.db as unknown as { pool: Pool }
const metrics = workerMetrics({ pool })
const { WORKER_PORT, HOST = '127.0.0.1', METRICS_TOKEN } = process.env
const closeHealth = WORKER_PORT
  ? serveHealth({ port: Number(WORKER_PORT), host: HOST, pool, metrics, token: METRICS_TOKEN })
  : undefined
if (isLogStructured()) payload.logger.info('worker runs')
else console.log('worker runs')

// what a round writes to the log has one id, as what a request writes has
const round = (name: string, perform: (given: { payload: typeof payload }) => Promise<unknown>) => {
  const id = crypto.randomUUID()
  const work = async (): Promise<unknown> => perform({ payload })
  return currentRequest.run(id, () =>
    metrics
      .measured(name, () => tracing()?.within(name, { 'loa.request_id': id }, work) ?? work())
      .catch((error) => {
        // told to end in the middle of what it asked
        if (error?.name === 'AbortError' && stopping.signal.aborted) return
        payload.logger.error({ msg: `${name} failed`, err: error })
      }),
  )
}
const pause = () => sleep(1000, undefined, { signal: stopping.signal }).catch(() => undefined)

const cutRecords = async () => {
  while (!stopping.signal.aborted) {
    await round('cutting the records', (given) => keepRecordsShort({ ...given, signal: stopping.signal }))
    await pause()
  }
}
const beside = [...sending, cutRecords()]

const tasks = {
  'looking for due items': publishDue,
  'checking the quotas': checkQuotas,
  reminding: remind,
}
while (!stopping.signal.aborted) {
  // one after the other, and one that fails holds up no other
  for (const [name, perform] of Object.entries(tasks)) {
    await round(name, perform)
    metrics.looked()
  }
  await pause()
}
closeHealth?.()
await Promise.all(beside)
await payload.destroy()
await tracing()?.end()
process.exit(0)

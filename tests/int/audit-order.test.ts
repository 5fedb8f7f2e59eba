// The audit log tells what happened in the order in which it happened, however long a request had to wait.

import { setTimeout as sleep } from 'node:timers/promises'
import { commitTransaction, initTransaction, type PayloadRequest } from 'payload'
import type { Pool, PoolClient } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { staffOf } from '../../src/access/roles.ts'
import { performTransition, type Verb } from '../../src/approval/index.ts'
import { agreementOf } from '../helpers/agreement.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
})
afterAll(() => loa.stop())

it('a request that had to wait happens when it gets the item, not when it was sent', async () => {
  const { id: outlet } = await steps.newOutlet({ channel: 'screen' })
  // publishing changes the planned time of an item that has none, and with it the revision
  const publishAt = (await steps.dayOfPlan(10)).toISOString()
  const doc = await steps.itemAt({
    stage: 'approved',
    title: 'Chờ',
    kind: 'led',
    outlets: [outlet],
    publishAt,
  })
  const transition = (req: PayloadRequest, verb: Verb, { id, revision }: Pick<Doc, 'id' | 'revision'>) =>
    performTransition({
      req,
      id,
      actor: staffOf(req) ?? 'schedule',
      wish: { verb, revision, comment: 'Sai số liệu' },
    })
  const publishing = await steps.requestOf('approver@so-tttt')
  const retracting = await steps.requestOf('approver@so-tttt')
  await initTransaction(publishing)
  const taken = await takeAllConnections()
  // sent first, and left without a connection until the other is through
  const retracted = transition(retracting, 'retract', doc)
  await sleep(20)
  await transition(publishing, 'publish', doc)
  await commitTransaction(publishing)
  for (const client of taken) client.release()
  await retracted
  const log = await steps.query(`select verb, at from audit_log where item_id = $1 order by at`, [doc.id])
  expect(log.map(({ verb }) => verb)).toEqual(['submit', 'approve', 'publish', 'retract'])
  expect(await agreementOf(steps.query)).toEqual([])
})

const takeAllConnections = async () => {
  const { pool } = loa.payload.db as unknown as { pool: Pool }
  const taken: PoolClient[] = []
  while (pool.idleCount > 0 || pool.totalCount < (pool.options.max ?? 0)) taken.push(await pool.connect())
  return taken
}

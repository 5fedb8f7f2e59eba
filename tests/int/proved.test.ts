// What is proved of a plan: counted as the ledger counts, by what portals have confirmed.
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readProved, readUnproved } from '../../src/admin/plan/proved.ts'
import { readPlan } from '../../src/admin/plan/readPlan.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'

let loa: Loa

beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
})

afterAll(() => loa?.stop())

describe('what is proved', () => {
  it('grows with each receipt, and what is not is listed', async () => {
    const req = await createLocalReq({}, loa.payload)
    const plan = (await readPlan({ req, now: new Date() }))?.plan.id ?? ''
    const asking = { req, plan, outlets: null }
    const before = await readProved(asking)
    expect(before.ran).toBeGreaterThan(10)
    expect(before.proved).toBeGreaterThan(0)
    expect(before.proved).toBeLessThan(before.ran)
    const ofRule = await readProved({ ...asking, quota: 'Q6' })
    const outlet = await loa.idOf('outlets', 'portal-dinh-hoa')
    const [one] = await readUnproved({ ...asking, outlets: [outlet], limit: 50 })
    if (!one) throw new Error('nothing ran on the portal')
    const { pool } = loa.payload.db as unknown as {
      pool: { query: (text: string, values: unknown[]) => Promise<unknown> }
    }
    await pool.query(
      `insert into receipts (id, item_id, outlet_id, edition, url, published_at)
       values (gen_random_uuid(), $1, $2, 1, 'https://dinhhoa.example/1', now())`,
      [one.id, outlet],
    )
    expect(await readProved(asking)).toEqual({ ran: before.ran, proved: before.proved + 1 })
    const left = await readUnproved({ ...asking, outlets: [outlet], limit: 50 })
    expect(left.map(({ id }) => id)).not.toContain(one.id)
    expect(await readProved({ ...asking, quota: 'Q6' })).toMatchObject({ proved: ofRule.proved + 1 })
    expect(await readProved({ ...asking, task: 'T99' })).toEqual({ ran: 0, proved: 0 })
    expect(await readProved({ ...asking, outlets: [] })).toEqual({ ran: 0, proved: 0 })
  })
})

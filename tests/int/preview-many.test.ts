// What several items would take, told for a list: the same as each item is told by itself.
import { createLocalReq } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { previewMany, quotaOptionsIn } from '../../src/quota/index.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'

let loa: Loa

beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
})

afterAll(() => loa?.stop())

const read = async () => {
  const { docs } = await loa.payload.find({ collection: 'items', draft: true, depth: 0, limit: 200 })
  const req = await createLocalReq({}, loa.payload)
  const options = quotaOptionsIn(loa.payload)
  return { docs, found: await previewMany({ req, options, docs: docs as never, now: new Date() }) }
}

describe('the preview of many', () => {
  it('says of each item what its own preview says', async () => {
    const { docs, found } = await read()
    const approver = await loa.login('approver', 'so-tttt')
    expect(docs.length).toBeGreaterThan(20)
    const full = new Set<string>()
    for (const { id } of docs) {
      const { body } = await loa.rest('GET', `/api/items/${id}/quota`, { as: approver })
      const shown = (slot: {
        quota: string
        period: string
        used: number
        max: number | null
        isFree: boolean
      }) => [slot.quota, slot.period, slot.used, slot.max, slot.isFree].join(' ')
      const many = found.get(id) ?? []
      for (const { isFree } of many) if (!isFree) full.add(id)
      expect(many.map(shown).sort(), id).toEqual(body.slots.map(shown).sort())
    }
    // the demo has an item whose quota is full
    expect(full.size).toBeGreaterThan(0)
  })

  it('asks nothing for nobody', async () => {
    const req = await createLocalReq({}, loa.payload)
    const none = await previewMany({ req, options: quotaOptionsIn(loa.payload), docs: [], now: new Date() })
    expect(none.size).toBe(0)
  })
})

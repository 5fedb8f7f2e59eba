// The way of an item from draft to a portal, step by step, as CONTRACT tells it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Loa, startLoa } from '../helpers/loa.ts'

let loa: Loa
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
})
afterAll(() => loa.stop())

describe('the way of an item', () => {
  it('goes from draft to a portal and back', async () => {
    const reporter = await loa.login('reporter', 'ubnd-dinh-hoa')
    const approver = await loa.login('approver', 'ubnd-dinh-hoa')
    const outlets = [await loa.idOf('outlets', 'led-dinh-hoa')]
    const draft = await loa.rest('POST', '/api/items', {
      as: reporter,
      body: {
        title: 'Định Hóa mở lớp kỹ năng số',
        kind: 'led',
        summary: 'Lớp học ở nhà văn hóa',
        outlets,
        _status: 'published',
        stage: 'published',
      },
    })
    expect(draft.status).toBe(201)
    expect(draft.body.doc).toMatchObject({ stage: 'draft', live: false, _status: 'draft' })
    const { id, revision } = draft.body.doc

    const submitted = await loa.rest('POST', `/api/items/${id}/submit`, { as: reporter, body: { revision } })
    expect(submitted).toMatchObject({ status: 200, body: { doc: { stage: 'submitted' } } })
    const own = await loa.rest('POST', `/api/items/${id}/approve`, { as: reporter, body: { revision } })
    expect(own.status).toBe(403)
    const approved = await loa.rest('POST', `/api/items/${id}/approve`, { as: approver, body: { revision } })
    expect(approved).toMatchObject({ status: 200, body: { doc: { stage: 'approved' } } })
    const published = await loa.rest('POST', `/api/items/${id}/publish`, { as: approver, body: { revision } })
    expect(published).toMatchObject({ status: 200, body: { doc: { stage: 'published', live: true } } })

    const seen = await loa.rest('GET', `/api/items/${id}`, { as: `Bearer ${loa.keyOf('led-dinh-hoa')}` })
    expect(seen).toMatchObject({ status: 200, body: { title: 'Định Hóa mở lớp kỹ năng số' } })
    const graph = await loa.graphql(`{ Item(id: "${id}") { title stage } }`, {
      as: `Bearer ${loa.keyOf('led-dinh-hoa')}`,
    })
    expect(graph.body.data.Item.title).toBe('Định Hóa mở lớp kỹ năng số')
    const other = await loa.rest('GET', `/api/items/${id}`, { as: `Bearer ${loa.keyOf('led-dai-tu')}` })
    expect(other.status).toBe(404)
  })
})

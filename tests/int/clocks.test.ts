// Several machines, and no two clocks alike: what is newest is what was saved last.
import { afterAll, beforeAll, expect, it } from 'vitest'
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

/** As if a machine whose clock is so much ahead had saved what is newest. */
const savedAhead = ({ id }: Doc, by: string) =>
  steps.query(`update _items_v set updated_at = now() + $2::interval where parent_id = $1 and latest`, [
    id,
    by,
  ])
const newestOf = ({ id }: Doc) =>
  steps.query(`select version_stage::text as stage from _items_v where parent_id = $1 and latest`, [id])

it('a step after one of a machine whose clock is ahead leaves one newest version', async () => {
  const outlets = [(await steps.newOutlet({ channel: 'screen' })).id]
  let doc = await steps.itemAt({ stage: 'submitted', title: 'Đồng hồ', kind: 'led', outlets })
  await savedAhead(doc, '1 day')
  doc = await steps.must('approver@so-tttt', 'approve', doc)
  expect(await newestOf(doc)).toEqual([{ stage: 'approved' }])
  await savedAhead(doc, '2 days')
  doc = await steps.must('approver@so-tttt', 'publish', doc)
  expect(await newestOf(doc)).toEqual([{ stage: 'published' }])
  expect((await steps.latest(doc.id)).stage).toBe('published')
  expect(await agreementOf(steps.query)).toEqual([])
})

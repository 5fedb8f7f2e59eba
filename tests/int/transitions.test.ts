// Who may do what at which stage: the whole table of CONTRACT, each cell tried for real and rolled back.
import { initTransaction, killTransaction } from 'payload'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { staffOf } from '../../src/access/roles.ts'
import { performTransition } from '../../src/approval/index.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Doc, type Person, type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
})
afterAll(() => loa.stop())

const STAGES = ['draft', 'submitted', 'approved', 'scheduled', 'published', 'retracted'] as const
// urgent items have two more, see forced-and-steps.test.ts
const VERBS = ['submit', 'return', 'approve', 'withdraw', 'publish', 'retract'] as const
type Verb = (typeof VERBS)[number]

// the columns of CONTRACT § CMS API, written out once more and not read from the source
const FROM: Record<Verb, readonly string[]> = {
  submit: ['draft'],
  return: ['submitted'],
  approve: ['submitted'],
  withdraw: ['approved', 'scheduled'],
  publish: ['approved', 'scheduled'],
  retract: ['published'],
}
const TO: Record<Verb, string> = {
  submit: 'submitted',
  return: 'draft',
  approve: 'approved',
  withdraw: 'draft',
  publish: 'published',
  retract: 'retracted',
}
const AUTHOR = 'reporter@ubnd-dinh-hoa'
const EDITORS = ['editor@ubnd-dinh-hoa', 'editor@so-tttt']
const APPROVERS = ['approver@ubnd-dinh-hoa', 'approver@so-tttt', 'approver2@so-tttt']
const MAY: Record<Verb, string[]> = {
  submit: [AUTHOR, ...EDITORS],
  return: APPROVERS,
  approve: APPROVERS,
  withdraw: [...EDITORS, ...APPROVERS],
  publish: [...EDITORS, ...APPROVERS],
  retract: APPROVERS,
}
const PEOPLE: Person[] = [
  AUTHOR,
  'editor@ubnd-dinh-hoa',
  'approver@ubnd-dinh-hoa',
  'reporter@so-tttt',
  'editor@so-tttt',
  'approver@so-tttt',
  'approver2@so-tttt',
  'admin@so-tttt',
  // another branch: neither above nor below the item's organisation
  'editor@bao-thai-nguyen',
  'approver@bao-thai-nguyen',
  'approver@trung-tam-thong-tin',
]

describe('stage × verb × person', () => {
  it.each(STAGES)('at %s', async (stage) => {
    const { id: outlet } = await steps.newOutlet({ channel: 'screen', organization: 'ubnd-dinh-hoa' })
    const item = await steps.itemAt({
      stage,
      title: `Bảng chuyển bước: ${stage}`,
      author: AUTHOR,
      approver: 'approver@ubnd-dinh-hoa',
      outlets: [outlet],
    })
    expect(item.stage).toBe(stage)
    const before = await steps.traceOf(item.id)
    const found: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const person of PEOPLE) {
      for (const verb of VERBS) {
        const cell = `${stage} ${verb} ${person}`
        found[cell] = await tried({ person, verb, item })
        const isStageRight = FROM[verb].includes(stage)
        expected[cell] = !MAY[verb].includes(person)
          ? '403 forbidden'
          : isStageRight
            ? TO[verb]
            : '409 wrong-stage'
      }
    }
    expect(found).toEqual(expected)
    // every cell was rolled back
    expect(await steps.traceOf(item.id)).toEqual(before)
  })
})

describe('the list of actions asks the same reasons', () => {
  it('names what is possible, what needs a comment, and why not', async () => {
    const { id: outlet } = await steps.newOutlet({ channel: 'screen', organization: 'ubnd-dinh-hoa' })
    const item = await steps.itemAt({
      stage: 'submitted',
      title: 'Việc có thể làm',
      author: AUTHOR,
      outlets: [outlet],
    })
    const asked = async (person: Person) => {
      const { status, body } = await loa.rest('GET', `/api/items/${item.id}/actions`, {
        as: await steps.token(person),
      })
      expect(status).toBe(200)
      expect(body).toMatchObject({ revision: item.revision, stage: 'submitted' })
      return Object.fromEntries(
        body.actions.map((one: any) => [one.action, one.isPossible ? 'yes' : one.reasons[0].code]),
      )
    }
    expect(await asked('approver@ubnd-dinh-hoa')).toEqual({
      submit: 'forbidden',
      return: 'yes',
      approve: 'yes',
      withdraw: 'wrong-stage',
      publish: 'wrong-stage',
      retract: 'wrong-stage',
      force: 'forbidden',
      confirm: 'forbidden',
    })
    expect(await asked(AUTHOR)).toEqual({
      submit: 'wrong-stage',
      return: 'forbidden',
      approve: 'forbidden',
      withdraw: 'forbidden',
      publish: 'forbidden',
      retract: 'forbidden',
      force: 'forbidden',
      confirm: 'forbidden',
    })
  })

  it('is for people who may read the item, and for no machine', async () => {
    const item = await steps.itemAt({
      stage: 'submitted',
      title: 'Không phải của ai khác',
      author: AUTHOR,
      outlets: [(await steps.newOutlet({ channel: 'screen', organization: 'ubnd-dinh-hoa' })).id],
    })
    const address = `/api/items/${item.id}/actions`
    expect((await loa.rest('GET', address)).status).toBe(403)
    expect((await loa.rest('GET', address, { as: `Bearer ${loa.keyOf('portal-dinh-hoa')}` })).status).toBe(
      403,
    )
    expect((await loa.rest('GET', address, { as: await steps.token('editor@bao-thai-nguyen') })).status).toBe(
      404,
    )
  })
})

/** The stage one transition leads to, or status and code of its refusal; then everything is rolled back. */
const tried = async ({ person, verb, item }: { person: Person; verb: Verb; item: Doc }) => {
  const req = await steps.requestOf(person)
  const actor = staffOf(req)
  if (!actor) throw new Error(`${person} is not staff`)
  await initTransaction(req)
  try {
    const wish = { verb, revision: item.revision, comment: 'Ghi chú' }
    const saved = await performTransition({
      req,
      id: item.id,
      actor,
      wish,
    })
    return String(saved.stage)
  } catch (error) {
    const { status, data } = error as { status: number; data: { code: string } }
    return `${status} ${data?.code}`
  } finally {
    await killTransaction(req)
  }
}

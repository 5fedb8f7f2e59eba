// One refusal, three places to hear it: REST, GraphQL and the list of actions say the same, in the caller's language.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { optionsOf } from '../../src/approval/options.ts'
import { refuse } from '../../src/errors/index.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { DAY, type Doc, type Person, type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
})
afterAll(() => loa.stop())

type Case = {
  person: Person | null
  action: string
  doc: Pick<Doc, 'id' | 'revision'>
  body?: { comment?: string; publishAt?: string; override?: { reason: string } }
}

const newPortal = async () => (await steps.newOutlet({ channel: 'portal' })).id
const submitted = async (others: object = {}) =>
  steps.itemAt({ stage: 'submitted', title: 'Hỏi ba nơi', outlets: [await newPortal()], ...others })
const patch = async (id: string, body: object) =>
  loa.rest('PATCH', `/api/items/${id}`, { as: await steps.token('editor@so-tttt'), body })

/** A portal whose three slots of this month are held, and an item that wants a fourth. */
const onFullPortal = async () => {
  const outlet = await newPortal()
  for (let n = 0; n < 3; n += 1)
    await steps.itemAt({ stage: 'published', title: `Chỗ ${n}`, outlets: [outlet] })
  return steps.itemAt({ stage: 'approved', title: 'Hết chỗ', outlets: [outlet] })
}

const CASES: Record<string, [code: string, make: () => Promise<Case>]> = {
  'a role that may not': [
    'forbidden',
    async () => ({ person: 'reporter@so-tttt', action: 'approve', doc: await submitted() }),
  ],
  'another branch': [
    'forbidden',
    async () => ({ person: 'approver@bao-thai-nguyen', action: 'return', doc: await submitted() }),
  ],
  nobody: ['forbidden', async () => ({ person: null, action: 'approve', doc: await submitted() })],
  'one’s own item': [
    'own-item',
    async () => ({
      person: 'approver@so-tttt',
      action: 'approve',
      doc: await submitted({ author: 'approver@so-tttt' }),
    }),
  ],
  'another revision': [
    'stale-revision',
    async () => ({
      person: 'approver@so-tttt',
      action: 'approve',
      doc: { ...(await submitted()), revision: 'older' },
    }),
  ],
  'a wrong stage': [
    'wrong-stage',
    async () => ({ person: 'approver@so-tttt', action: 'publish', doc: await submitted() }),
  ],
  'the trash': [
    'wrong-stage',
    async () => {
      const doc = await submitted()
      await patch(doc.id, { deletedAt: new Date().toISOString() })
      return { person: 'approver@so-tttt', action: 'approve', doc }
    },
  ],
  'a missing comment': [
    'invalid',
    async () => ({ person: 'approver@so-tttt', action: 'return', doc: await submitted() }),
  ],
  'a time without zone': [
    'invalid',
    async () => ({
      person: 'approver@so-tttt',
      action: 'approve',
      doc: await submitted(),
      body: { publishAt: '2026-01-01T08:00' },
    }),
  ],
  'an unknown action': [
    'invalid',
    async () => ({ person: 'approver@so-tttt', action: 'approve-all', doc: await submitted() }),
  ],
  'an override by an editor': [
    'forbidden',
    async () => ({
      person: 'editor@so-tttt',
      action: 'publish',
      doc: await onFullPortal(),
      body: { override: { reason: 'vội' } },
    }),
  ],
  'a full quota': [
    'quota-exceeded',
    async () => ({ person: 'editor@so-tttt', action: 'publish', doc: await onFullPortal() }),
  ],
  'a closed outlet': [
    'outlet-closed',
    async () => {
      const closesOn = `${new Date(Date.now() - 2 * DAY).toISOString().slice(0, 10)}T12:00:00.000Z`
      const { id } = await steps.newOutlet({ channel: 'screen', closesOn })
      return { person: 'approver@so-tttt', action: 'approve', doc: await submitted({ outlets: [id] }) }
    },
  ],
  'a correction without a note': [
    'invalid',
    async () => {
      const live = await steps.itemAt({
        stage: 'published',
        title: 'Đang đăng',
        outlets: [await newPortal()],
      })
      await patch(live.id, { title: 'Sửa' })
      return { person: 'editor@so-tttt', action: 'submit', doc: await steps.latest(live.id) }
    },
  ],
  'an item that is not': [
    'not-found',
    async () => ({
      person: 'approver@so-tttt',
      action: 'approve',
      doc: { id: '01890000-0000-7000-8000-000000000000', revision: 'x' },
    }),
  ],
}

describe('POST /api/items/:id/:action and transitionItem', () => {
  it.each(Object.entries(CASES))('%s', async (_name, [code, make]) => {
    const { person, action, doc, body = {} } = await make()
    const as = person ? await steps.token(person) : undefined
    const before = await steps.traceOf(doc.id)
    for (const language of ['vi', 'en']) {
      const headers = { 'accept-language': language }
      const rest = await loa.rest('POST', `/api/items/${doc.id}/${action}`, {
        as,
        headers,
        body: { revision: doc.revision, ...body },
      })
      const { override, ...others } = body
      const args = Object.entries({
        id: doc.id,
        action,
        revision: doc.revision,
        ...others,
        ...(override ? { overrideReason: override.reason } : {}),
      }).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
      const graph = await loa.graphql(`mutation { transitionItem(${args.join(', ')}) { id stage } }`, {
        as,
        headers,
      })
      const [{ message, data }] = rest.body.errors
      expect(data.code).toBe(code)
      const [told] = graph.body.errors
      expect({ message: told.message, data: told.extensions.data }).toEqual({ message, data })
      expect(told.extensions.statusCode).toBe(rest.status)
    }
    expect(await steps.traceOf(doc.id)).toEqual(before)
  })
})

describe('GET /api/items/:id/actions', () => {
  const asked = async (person: Person, id: string, language = 'vi') => {
    const { body } = await loa.rest('GET', `/api/items/${id}/actions`, {
      as: await steps.token(person),
      headers: { 'accept-language': language },
    })
    return Object.fromEntries(body.actions.map((one: any) => [one.action, one]))
  }

  it('gives message and data of the refusal itself, in the language that is asked for', async () => {
    const live = await steps.itemAt({ stage: 'published', title: 'Đang đăng', outlets: [await newPortal()] })
    await patch(live.id, { title: 'Sửa' })
    const latest = await steps.latest(live.id)
    for (const language of ['vi', 'en']) {
      const { submit } = await asked('editor@so-tttt', live.id, language)
      const refused = await loa.rest('POST', `/api/items/${live.id}/submit`, {
        as: await steps.token('editor@so-tttt'),
        headers: { 'accept-language': language },
        body: { revision: latest.revision },
      })
      const [{ message, data }] = refused.body.errors
      expect(submit).toMatchObject({ isPossible: false, reasons: [{ message, ...data }] })
    }
  })

  it('foresees what would be refused only while saving; the transition itself does not ask it', async () => {
    const doc = await submitted()
    const { foreseen } = optionsOf(loa.payload)
    foreseen.approve = [({ req }) => [refuse({ req, code: 'quota-exceeded', values: { buckets: 'Q6' } })]]
    try {
      const { approve, return: back } = await asked('approver@so-tttt', doc.id)
      expect(approve).toMatchObject({ isPossible: false, reasons: [{ code: 'quota-exceeded' }] })
      expect(back.isPossible).toBe(true)
      expect((await steps.must('approver@so-tttt', 'approve', doc)).stage).toBe('approved')
    } finally {
      delete foreseen.approve
    }
  })
})

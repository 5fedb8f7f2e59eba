// The editors of a busy newsroom, each of whom takes one item after the other through its life, whatever happens
// around: after an answer that did not come or was an error they look where the item stands, and go on from there.
import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Answer, type Item, type Person, trafficOn } from '../e2e/traffic.ts'
import type { Application } from '../helpers/application.ts'

export type Newsroom = Awaited<ReturnType<typeof openNewsroom>>

/** One request that changes something, as it went. `sent` and `ms` by `performance.now()`. */
type Sent = { what: string; status: Answer['status']; sent: number; ms: number }

/**
 * Begins to work.
 * @param width how many editors
 * @param pause milliseconds between two actions of an editor; a function of one's own choosing
 */
export const openNewsroom = async ({
  application,
  width,
  pause,
}: {
  application: Application
  width: number
  pause: () => number
}) => {
  const traffic = trafficOn(application)
  for (const person of PEOPLE) await traffic.logIn(person)
  const outlets = await makeOutlets(traffic)
  const stopping = new AbortController()
  setMaxListeners(0, stopping.signal)
  const sent: Sent[] = []
  const created: { id: string; title: string }[] = []
  const saved: { id: string; title: string }[] = []
  const rest = (ms: number) => sleep(ms, undefined, { signal: stopping.signal }).catch(() => undefined)
  const isUp = () => application.cmsParts.some((part) => part.isUp())
  const somebodyIsUp = async () => {
    while (!isUp() && !stopping.signal.aborted) await rest(50)
  }

  /** One request that changes something. */
  const timed = async <A extends Answer>(what: string, ask: () => Promise<A>): Promise<A> => {
    await rest(pause())
    await somebodyIsUp()
    const begun = performance.now()
    const answer = await ask()
    sent.push({ what, status: answer.status, sent: begun, ms: performance.now() - begun })
    return answer
  }

  /** Where an item stands; asked until somebody says so. */
  const look = async (item: Item): Promise<boolean> => {
    while (!stopping.signal.aborted) {
      await somebodyIsUp()
      if (stopping.signal.aborted) return false
      const answer = await traffic.ask('admin', 'GET', `/api/items/${item.id}?draft=true&depth=0`)
      if (answer.status === 200) {
        const { stage, revision } = answer.body
        Object.assign(item, { stage, revision })
        return true
      }
      await rest(200)
    }
    return false
  }

  const act = async (item: Item, person: Person, verb: string, publishAt?: number) => {
    const wish = { person, verb, item, comment: 'Thử', ...(publishAt ? { publishAt } : {}) }
    const { status } = await timed(verb, () => traffic.act(wish))
    return status === 200 || look(item)
  }

  const correct = async (item: Item, title: string) => {
    const body = { title, changeNote: 'Thử' }
    const { status, body: answer } = await timed('save', () =>
      traffic.ask('reporter', 'PATCH', `/api/items/${item.id}?depth=0`, body),
    )
    if (status !== 200) return look(item)
    saved.push({ id: item.id, title })
    Object.assign(item, { stage: answer.doc.stage, revision: answer.doc.revision })
    return true
  }

  /** From a draft to where it ends: live, corrected, taken off, or left to the worker. */
  const live = async (title: string) => {
    const on = outlets.filter(() => Math.random() < 0.35)
    const fields = { title, kind: 'led', summary: 'Thử', outlets: (on.length ? on : outlets).slice(0, 3) }
    const { status, body } = await timed('create', () =>
      traffic.ask('reporter', 'POST', '/api/items?depth=0', fields),
    )
    if (status !== 201) return
    const item: Item = { ...body.doc, outlets: fields.outlets }
    created.push({ id: item.id, title })
    let corrections = 0
    const isWanted = { correction: Math.random() < 0.4, retraction: Math.random() < 0.3 }
    for (let isKnown = true; isKnown && !stopping.signal.aborted; ) {
      if (item.stage === 'draft') isKnown = await act(item, 'reporter', 'submit')
      else if (item.stage === 'submitted') {
        const ahead = Math.random() < 0.3 ? Date.now() + 500 + Math.random() * 2500 : undefined
        isKnown = await act(item, 'approver', 'approve', ahead)
      } else if (item.stage === 'approved') isKnown = await act(item, 'approver', 'publish')
      else if (item.stage === 'published' && isWanted.correction && corrections === 0) {
        corrections += 1
        isKnown = await correct(item, `${title}, sửa`)
      } else if (item.stage === 'published' && isWanted.retraction)
        isKnown = await act(item, 'approver', 'retract')
      else return
    }
  }

  let count = 0
  const editor = async (who: number) => {
    while (!stopping.signal.aborted) {
      count += 1
      await live(`${TITLE} ${who}-${count}`)
    }
  }
  const closed = Promise.all(Array.from({ length: width }, (_, who) => editor(who)))
  // whoever closes it is told of what went wrong, also when it went wrong long before
  closed.catch(() => undefined)

  return {
    traffic,
    outlets,
    /** Drafts that were acknowledged, and titles that were. */
    created,
    saved,
    sent,
    /** The next acknowledged change that was asked for after this moment (`performance.now()`). */
    isWriting: async (since: number) =>
      sent.some((one) => one.sent >= since && (one.status === 200 || one.status === 201)),
    /** Nobody begins anything any more; settles when all have their answers. */
    close: async () => {
      stopping.abort()
      await closed
    },
  }
}

/** What all titles begin with. */
export const TITLE = 'Bản tin thử'
const PEOPLE: Person[] = ['admin', 'reporter', 'editor', 'approver']

/** Outlets of their own, and a rule, so that every publication takes a slot. */
const makeOutlets = async ({ must }: ReturnType<typeof trafficOn>): Promise<string[]> => {
  const { docs } = await must('admin', 'GET', '/api/organizations?where[code][equals]=so-tttt&depth=0')
  const plans = await must('admin', 'GET', '/api/plans?depth=0')
  const [{ id: plan, startsOn, endsOn }] = plans.docs
  await must('admin', 'POST', '/api/quotas', {
    ...{ code: 'THU', title: 'Thử', plan, startsOn, endsOn, counts: 'items', kinds: ['led'] },
    ...{ per: ['outlet'], period: 'window', channel: 'screen', max: 10_000, enforcement: 'block' },
  })
  const outlets: string[] = []
  for (let n = 1; n <= 6; n += 1) {
    const body = { code: `thu-${n}`, name: `Màn hình thử ${n}`, channel: 'screen', organization: docs[0].id }
    outlets.push((await must('admin', 'POST', '/api/outlets', body)).doc.id)
  }
  return outlets
}

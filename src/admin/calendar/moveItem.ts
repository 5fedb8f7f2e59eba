// Moving an item to another time. What that means depends on its stage: of a draft it changes the planned date, an
// approved item is scheduled anew by the approval's own transition, and what has run stays where it is.
import { commitTransaction, initTransaction, killTransaction, type PayloadRequest } from 'payload'
import { requireOpenLine } from '../../../hooks/requireOpenLine.ts'
import { requireOpenOutlets } from '../../../hooks/requireOpenOutlets.ts'
import { idOf, type Staff } from '../../access/roles.ts'
import { makeAttempt } from '../../approval/attempt.ts'
import { performTransition } from '../../approval/index.ts'
import { optionsOf } from '../../approval/options.ts'
import { lockDocument } from '../../approval/performTransition.ts'
import { invalid, Refusal, refuse } from '../../errors/index.ts'
import type { Item } from '../../payload-types.ts'
import { foreseeRefusal, quotaOptionsIn } from '../../quota/index.ts'
import { clockOf, instantAt } from './clock.ts'
import { nextFree } from './nextFree.ts'
import { MORNING } from './readSlots.ts'
import { whyFixed } from './whyFixed.ts'

export type Move = {
  id: string
  /** The revision that the mover has seen. */
  revision: string
  /** Calendar date in the time zone of the item's plan. */
  date: string
  /** `HH:mm` there; left out, the time of day stays, or is the morning. */
  time?: string
}

/**
 * Moves it, in one transaction.
 * @throws Refusal and nothing has changed: what stands in the way is told as for any save or transition. A full quota
 * tells besides `nextFreeAt`, the first date and time (`2024-12-09T10:00`) at which all its slots are free; null when
 * there is none.
 */
export const moveItem = async ({
  req,
  staff,
  move,
  now = new Date(),
}: {
  req: PayloadRequest
  staff: Staff
  move: Move
  now?: Date
}): Promise<{ doc: Item; timeZone: string }> => {
  const isOurs = await initTransaction(req)
  try {
    const moved = await perform({ req, staff, move, now })
    if (isOurs) await commitTransaction(req)
    return moved
  } catch (error) {
    if (isOurs) await killTransaction(req)
    throw error
  }
}

type Asking = { req: PayloadRequest; staff: Staff; move: Move; now: Date }

const perform = async ({ req, staff, move, now }: Asking) => {
  const { id, revision } = move
  if (!(await lockDocument({ req, id, collection: 'items' }))) throw refuse({ req, code: 'not-found' })
  const found = await req.payload.findByID({
    collection: 'items',
    id,
    depth: 0,
    draft: true,
    overrideAccess: false,
    req,
  })
  if (found.revision !== revision)
    throw refuse({ req, code: 'stale-revision', data: { revision: found.revision } })
  const { stage } = found
  const fixed = whyFixed({ stage: stage ?? 'draft', live: found.live === true })
  if (fixed) throw refuse({ req, code: 'wrong-stage', reason: fixed, data: { stage } })
  const isApproved = stage === 'approved' || stage === 'scheduled'
  const timeZone = await timeZoneOf({ req, plan: found.plan })
  const at = timeOf({ move, planned: found.publishAt, timeZone, now })
  if (!at) throw invalid({ req, path: 'to', reason: 'moveDay' })
  if (isApproved && at <= now) throw invalid({ req, path: 'to', reason: 'movePast' })
  await refuseWhatIsFull({ req, staff, doc: found, at, timeZone, now, isApproved })
  if (isApproved) {
    const wish = { verb: 'publish', revision, publishAt: at } as const
    const doc = await performTransition({ req, id, actor: staff, wish })
    return { doc: doc as unknown as Item, timeZone }
  }
  const doc = await req.payload.update({
    collection: 'items',
    id,
    data: { publishAt: at.toISOString() },
    draft: true,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return { doc, timeZone }
}

/**
 * Asked before anything is written, so that the next free time can be told. A draft takes no slot yet: it is refused
 * all the same, or it would be planned for a time at which it cannot run.
 */
const refuseWhatIsFull = async ({
  req,
  staff,
  doc,
  at,
  timeZone,
  now,
  isApproved,
}: Omit<Asking, 'move'> & { doc: Item; at: Date; timeZone: string; isApproved: boolean }) => {
  const document = doc as unknown as Record<string, unknown>
  const refusalAt = async (publishAt: Date): Promise<Refusal | null> => {
    const wish = { verb: isApproved ? 'publish' : 'submit', publishAt } as const
    const options = optionsOf(req.payload)
    const attempt = await makeAttempt({ req, actor: staff, doc: document, wish, now, options })
    const [closed] = [...(await requireOpenLine(attempt)), ...(await requireOpenOutlets(attempt))]
    if (closed) return closed
    const planned = { ...document, publishAt: publishAt.toISOString() }
    return foreseeRefusal({ req, options: quotaOptionsIn(req.payload), doc: planned, now })
  }
  const refusal = await refusalAt(at)
  if (!refusal) return
  const { code } = refusal.data as unknown as { code: 'quota-exceeded' }
  if (code !== 'quota-exceeded') throw refusal
  const { time } = clockOf({ instant: at, timeZone })
  const sameTimeOn = (day: Date) => {
    // a period that is free may have begun already
    const first = day > now ? day : new Date(now.getTime() + DAY)
    return instantAt({ date: clockOf({ instant: first, timeZone }).date, time, timeZone })
  }
  const free = await nextFree({ refusal, refusalAt, sameTimeOn })
  const clock = free && clockOf({ instant: free, timeZone })
  const data = { ...refusal.data, nextFreeAt: clock && `${clock.date}T${clock.time}` }
  throw new Refusal({ code, message: refusal.message, data })
}

const DAY = 24 * 60 * 60 * 1000

const timeZoneOf = async ({ req, plan }: { req: PayloadRequest; plan: unknown }) => {
  const found = await req.payload.findByID({
    collection: 'plans',
    id: idOf(plan) ?? '',
    depth: 0,
    select: { timeZone: true },
    overrideAccess: false,
    req,
  })
  return found.timeZone
}

const timeOf = ({
  move: { date, time },
  planned,
  timeZone,
  now,
}: {
  move: Move
  planned?: string | null
  timeZone: string
  now: Date
}): Date | null => {
  const usual = planned ? clockOf({ instant: planned, timeZone }).time : MORNING
  const at = instantAt({ date, time: time ?? usual, timeZone })
  // dropped on today after that hour: the next full one, while there is one
  if (!at || time || at > now || clockOf({ instant: now, timeZone }).date !== date) return at
  const hour = new Date(Math.ceil((now.getTime() + 1) / HOUR) * HOUR)
  return clockOf({ instant: hour, timeZone }).date === date ? hour : at
}

const HOUR = 60 * 60 * 1000

// Slots that are owed and still empty, at the end of the period they are owed in.
import type { PayloadRequest } from 'payload'
import type { OrganizationTree } from '../../access/organizations.ts'
import { staffOf } from '../../access/roles.ts'
import { calendarDateIn } from '../../quota/calendar.ts'
import { type ProgressRow, progressRows, quotaOptionsIn } from '../../quota/index.ts'
import { draftAddress } from '../slot/draftAddress.ts'
import { instantAt } from './clock.ts'
import { SLOT_STATES, type SlotEntry, type SlotState } from './entries.ts'
import type { Filters } from './filters.ts'
import type { Named, NamedPlan, NamedRule, Names } from './names.ts'

type Asking = {
  req: PayloadRequest
  names: Names
  filters: Filters
  tree: OrganizationTree
  /** Calendar dates, both included. */
  first: string
  last: string
  startsAt: Date
  endsAt: Date
  now: Date
}

/**
 * One entry for each rule, task, event and organisation and each end of a period, over all outlets of the reader's
 * organisation and those below it (of all outlets for an admin). Rules that count events are left out: no draft
 * fills them.
 */
export const readSlots = async (asking: Asking): Promise<SlotEntry[]> => {
  const { req, names, first, last, filters, now } = asking
  // what is missing has no stage
  if (filters.stage) return []
  const plans = names.plan.filter(({ startsOn, endsOn }) => startsOn <= last && endsOn >= first)
  const options = quotaOptionsIn(req.payload)
  const found = await Promise.all(
    plans.map(async (plan) => {
      const rows = await progressRows({ req, options, plan: plan.code, outlet: filters.outlet?.code, now })
      return slotsIn({ ...asking, plan, rows: rows ?? [] })
    }),
  )
  return found.flat()
}

/** What is missing of one rule and one end of a period, put together from its outlets. */
type Missing = {
  id: string
  rule: NamedRule
  task?: Named
  event?: Named
  endsAt: string
  state: SlotState
  missing: number
  outlets: Named[]
}

const slotsIn = ({
  plan,
  rows,
  ...asking
}: Asking & { plan: NamedPlan; rows: ProgressRow[] }): SlotEntry[] => {
  const { names, filters, startsAt, endsAt } = asking
  const rules = byCode(names.rule.filter((rule) => rule.plan === plan.id))
  const [outlets, tasks, events] = [byCode(names.outlet), byCode(names.task), byCode(names.event)]
  const isMine = ownOutlets(asking)
  const [from, until] = [startsAt.toISOString(), endsAt.toISOString()]
  const found = new Map<string, Missing>()
  for (const { place, cells } of rows) {
    const rule = rules.get(place.quota)
    const outlet = outlets.get(place.outlet ?? '')
    const task = tasks.get(place.task ?? '')
    const event = events.get(place.event ?? '')
    if (!rule || rule.counts === 'events' || !isMine(outlet)) continue
    if (filters.task && filters.task.id !== task?.id) continue
    if (filters.line && filters.line.id !== rule.line) continue
    for (const cell of cells) {
      const missing = cell.owed - cell.used - cell.reserved
      const state = SLOT_STATES.find((one) => one === cell.state)
      if (missing <= 0 || !state || cell.endsAt <= from || cell.endsAt > until) continue
      const id = [place.quota, place.task, place.event, place.organization, cell.period].join(' ')
      const known = found.get(id)
      if (known) known.missing += missing
      else found.set(id, { id, rule, task, event, endsAt: cell.endsAt, state, missing, outlets: [] })
      if (outlet) found.get(id)?.outlets.push(outlet)
    }
  }
  return [...found.values()].map((one) => entryOf({ ...one, req: asking.req, plan }))
}

const ownOutlets = ({ req, tree, filters }: Asking) => {
  const staff = staffOf(req)
  const below = (organization: string) => new Set(tree.below(organization))
  const own = staff && staff.role !== 'admin' ? below(staff.organization) : null
  const asked = filters.organization ? below(filters.organization.id) : null
  return (outlet?: Named) => {
    // a rule without outlets is everybody's
    if (!outlet) return !asked
    const owner = outlet.organization ?? ''
    return (!own || own.has(owner)) && (!asked || asked.has(owner))
  }
}

const entryOf = ({
  req,
  plan,
  id,
  rule,
  task,
  event,
  endsAt,
  state,
  missing,
  outlets,
}: Missing & { req: PayloadRequest; plan: NamedPlan }): SlotEntry => {
  const { timeZone } = plan
  const date = calendarDateIn({ instant: new Date(Date.parse(endsAt) - 1), timeZone })
  const values = {
    plan: plan.id,
    line: rule.line,
    task: task?.id,
    event: event?.id,
    outlets: outlets.map((outlet) => outlet.id),
    publishAt: instantAt({ date, time: MORNING, timeZone })?.toISOString(),
  }
  return {
    type: 'slot',
    id,
    date,
    state,
    missing,
    outlets: outlets.map(({ name }) => name),
    rule: rule.name,
    about: [task?.code, event?.name].filter(Boolean).join(' · ') || null,
    draft: draftAddress({ adminRoute: req.payload.config.routes.admin, values }),
  }
}

/** When something runs on a day of which nobody said more. */
export const MORNING = '09:00'

const byCode = <One extends { code: string }>(list: One[]) => new Map(list.map((one) => [one.code, one]))

// Where the cells of the board lead: to what holds them, or to a new draft that fills an empty one.
import type { PayloadRequest } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { staffOf } from '../../access/roles.ts'
import { say } from '../../i18n/index.ts'
import type { PlanFacts, RuleFacts } from '../plan/readPlan.ts'
import { type SlotAddress, writeSlot } from '../slot/address.ts'
import { isToFill } from './look.ts'
import { addressOf, type BoardQuery } from './query.ts'
import type { CellLink } from './Tables.tsx'

/** Anchor of the panel that tells of one cell. */
export const SLOT_ANCHOR = 'slot'

export const cellLinks = ({
  req,
  plan,
  base,
  query,
}: {
  req: PayloadRequest
  plan: PlanFacts
  base: string
  query: BoardQuery
}): CellLink => {
  const see = say(req, 'board.see')
  const create = { items: say(req, 'board.create'), events: say(req, 'board.createEvent') }
  return ({ cell, rule }) => {
    const slot = { ...cell.place, period: cell.period }
    if (isToFill(cell) && mayCreate({ req, rule }))
      return { href: createAddress({ req, plan, rule, slot }), words: create[rule.counts] }
    // nothing is owed and nothing there
    if (cell.used + cell.reserved === 0 && cell.owed === 0) return null
    const address = addressOf({ base, query, change: { slot: writeSlot(slot), proof: undefined } })
    return { href: `${address}#${SLOT_ANCHOR}`, words: see }
  }
}

/** The page of a new document that `fillFromAddress` fills in. */
export const createAddress = ({
  req,
  plan,
  rule,
  slot,
}: {
  req: PayloadRequest
  plan: Pick<PlanFacts, 'code'>
  rule: Pick<RuleFacts, 'counts'>
  slot: SlotAddress
}): string => {
  const page = formatAdminURL({
    adminRoute: req.payload.config.routes.admin,
    path: `/collections/${rule.counts}/create`,
  })
  return `${page}?${new URLSearchParams({ plan: plan.code, slot: writeSlot(slot) })}`
}

/** As the table of rights has it: everybody of the house drafts items, reporters make no events. */
export const mayCreate = ({
  req,
  rule,
}: {
  req: PayloadRequest
  rule: Pick<RuleFacts, 'counts'>
}): boolean => {
  const role = staffOf(req)?.role
  return role !== undefined && (rule.counts === 'items' || role !== 'reporter')
}

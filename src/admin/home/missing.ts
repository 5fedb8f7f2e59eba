// What is owed now and held by nothing yet: pure.

import { idOf } from '../../access/roles.ts'
import type { Item } from '../../payload-types.ts'
import type { ProgressRow } from '../../quota/index.ts'
import type { PlanNames, RuleFacts } from '../plan/readPlan.ts'
import type { SlotAddress } from '../slot/address.ts'

export type Missing = {
  rule: RuleFacts
  slot: SlotAddress
  startsAt: string
  endsAt: string
  /** How many are owed beyond what ran and what is reserved. */
  count: number
  /** A draft that would count there. */
  draft?: Item
}

/** Owed this week, or in a longer period that ends soon; what ends first comes first. */
export const missingNow = ({
  rows,
  rules,
  names,
  drafts,
  now,
}: {
  rows: ProgressRow[]
  rules: RuleFacts[]
  names: PlanNames
  drafts: Item[]
  now: Date
}): Missing[] => {
  const byCode = new Map(rules.map((rule) => [rule.code, rule]))
  const at = now.toISOString()
  const found: Missing[] = []
  const taken = new Set<string>()
  for (const { place, cells } of rows) {
    const rule = byCode.get(place.quota)
    if (!rule) continue
    for (const { period, startsAt, endsAt, used, reserved, owed, state } of cells) {
      const isRunning = startsAt <= at && at < endsAt
      const isNow = state === 'due' || (state === 'open' && rule.period === 'week' && isRunning)
      const count = owed - used - reserved
      if (!isNow || count <= 0) continue
      const slot = { ...place, period }
      const draft = drafts.find(
        (one) =>
          !taken.has(`${one.id} ${rule.code}`) && fits({ draft: one, rule, slot, names, startsAt, endsAt }),
      )
      // one draft for two weeks of the same rule would be promised twice
      if (draft) taken.add(`${draft.id} ${rule.code}`)
      found.push({ rule, slot, startsAt, endsAt, count, draft })
    }
  }
  return found.sort((a, b) => a.endsAt.localeCompare(b.endsAt))
}

const fits = ({
  draft,
  rule: { counts, kinds, lineId },
  slot,
  names,
  startsAt,
  endsAt,
}: {
  draft: Item
  rule: RuleFacts
  slot: SlotAddress
  names: PlanNames
  startsAt: string
  endsAt: string
}): boolean => {
  const idIn = (list: { id: string; code: string }[], code?: string) =>
    code && list.find((one) => one.code === code)?.id
  const outlets = (draft.outlets ?? []).map(idOf)
  const outlet = idIn(names.outlets, slot.outlet)
  const task = idIn(names.tasks, slot.task)
  const event = idIn(names.events, slot.event)
  return (
    counts === 'items' &&
    (kinds.length === 0 || kinds.includes(draft.kind)) &&
    (!lineId || idOf(draft.line) === lineId) &&
    (!outlet || outlets.includes(outlet)) &&
    (!task || idOf(draft.task) === task) &&
    (!event || idOf(draft.event) === event) &&
    (!draft.publishAt || (draft.publishAt >= startsAt && draft.publishAt < endsAt))
  )
}

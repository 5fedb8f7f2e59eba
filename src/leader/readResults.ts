// What ran and what is missing, as the report counts: sums by quota, and what ran last.
import type { PayloadRequest } from 'payload'
import type { PlanState } from '../admin/plan/readPlan.ts'
import { type ProgressRow, quotaOptionsIn } from '../quota/index.ts'
import { planByCode, usedSlotsOf } from '../report/facts.ts'
import { heldIn } from '../report/held.ts'
import { reportOptionsIn } from '../report/options.ts'
import { type Sums, sumsOf } from '../report/rows.ts'

export type Results = {
  quotas: { code: string; title: string; sums: Sums }[]
  totals: Sums
  /** The last to run first; each once on each outlet. `ranAt` ISO 8601 in UTC. */
  items: { key: string; title: string; outlet: string | null; ranAt: string }[]
}

/** @param rows those the reader may see */
export const readResults = async ({
  req,
  state: { plan, rules, names, now },
  rows,
}: {
  req: PayloadRequest
  state: PlanState
  rows: ProgressRow[]
}): Promise<Results> => {
  const quota = quotaOptionsIn(req.payload)
  const { proofs } = reportOptionsIn(req.payload)
  const found = await planByCode({ req, quota, code: plan.code })
  const buckets = rows.flatMap(({ place, cells }) => cells.map((cell) => ({ ...place, ...cell })))
  const held = found
    ? heldIn({ slots: await usedSlotsOf({ req, quota, plan: found, now, proofs }), buckets })
    : null
  const outlets = new Map(names.outlets.map(({ code, name }) => [code, name]))
  const ran = new Map(
    held?.items.map(({ id, title, outlet, ranAt }) => [
      `${id} ${outlet}`,
      { key: `${id} ${outlet}`, title, outlet: outlet && (outlets.get(outlet) ?? outlet), ranAt },
    ]),
  )
  return {
    quotas: rules.flatMap(({ code, title }) => {
      const own = buckets.filter((bucket) => bucket.quota === code)
      return own.length > 0 ? [{ code, title, sums: sumsOf(own) }] : []
    }),
    totals: sumsOf(buckets),
    items: [...ran.values()].sort((a, b) => b.ranAt.localeCompare(a.ranAt)).slice(0, SHOWN),
  }
}

const SHOWN = 30

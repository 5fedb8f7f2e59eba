// The guided way to close a unit: what is chosen becomes a file of changes like any other, to be looked at and applied.
import type { PayloadRequest } from 'payload'
import { stringify } from 'yaml'
import { z } from 'zod'
import type { PlanChanges } from '../../seed/planFile.ts'
import { organizationTree } from '../access/organizations.ts'
import { idOf } from '../access/roles.ts'
import { invalid } from '../errors/index.ts'
import { calendarDateIn, calendarDateOf } from '../quota/calendar.ts'

/** Codes throughout. `outlets`: what becomes of each, by its code. */
export const closingWish = z.object({
  plan: z.string(),
  organization: z.string(),
  /** Last day, `YYYY-MM-DD`, that day included. */
  closesOn: z.iso.date(),
  successor: z.string(),
  outlets: z.record(
    z.string(),
    z.union([
      /** Goes over to the successor of the unit. */
      z.literal('move'),
      /** Stays the unit's, and takes nothing after its last day. */
      z.literal('keep'),
      z.object({ close: z.string().optional().describe('Outlet that carries on') }),
    ]),
  ),
})

export type ClosingWish = z.infer<typeof closingWish>

/**
 * The file of changes that closes a unit: with the units it guides, the plan where it issued it, and its events of that
 * plan after its last day going over to the successor. A successor that stood below the unit takes its place.
 * @throws Refusal 400 for a code that does not exist
 */
export const closingFile = async ({
  req,
  wish,
}: {
  req: PayloadRequest
  wish: ClosingWish
}): Promise<string> => {
  const find = async (collection: 'organizations' | 'plans', code: string, path: string) => {
    const { docs } = await req.payload.find({
      collection,
      where: { code: { equals: code } },
      limit: 1,
      depth: 0,
      pagination: false,
      overrideAccess: false,
      req,
    })
    if (!docs[0]) throw invalid({ req, path })
    return docs[0]
  }
  const all = { limit: 1000, depth: 0, pagination: false, sort: 'code', overrideAccess: false, req } as const
  const one = { depth: 0, overrideAccess: false } as const
  const { closesOn, successor } = wish
  const plan = await find('plans', wish.plan, 'plan')
  const unit = await find('organizations', wish.organization, 'organization')
  const heir = await find('organizations', successor, 'successor')
  if (successor === wish.organization) throw invalid({ req, path: 'successor' })
  const guided = await req.payload.find({
    ...all,
    collection: 'organizations',
    where: { parent: { equals: unit.id }, code: { not_equals: successor } },
  })
  // else the closed unit, and whoever has an account there, would go on standing above the one that carries on
  const isBelow = (await organizationTree(req)).isAtOrAbove(String(unit.id), String(heir.id))
  const above = idOf((unit as { parent?: unknown }).parent)
  const upper =
    isBelow && above
      ? await req.payload.findByID({ ...one, collection: 'organizations', id: above, req })
      : undefined
  const outlets = await req.payload.find({
    ...all,
    collection: 'outlets',
    where: { organization: { equals: unit.id } },
  })
  const unknown = Object.keys(wish.outlets).find(
    (code) => !outlets.docs.some((outlet) => outlet.code === code),
  )
  if (unknown) throw invalid({ req, path: `outlets.${unknown}` })
  const { timeZone } = plan as { timeZone: string }
  const events = await req.payload.find({
    ...all,
    collection: 'events',
    where: { organization: { equals: unit.id }, plan: { equals: plan.id } },
  })
  const later = events.docs.filter(
    ({ startsAt }) => calendarDateIn({ instant: new Date(startsAt), timeZone }) > closesOn,
  )
  const issued = String((plan as { organization: unknown }).organization) === String(unit.id)

  type Patch = NonNullable<PlanChanges['outlets']>[number]
  const changed = outlets.docs.flatMap(({ code, closesOn: earlier }): Patch[] => {
    const choice = wish.outlets[code] ?? 'keep'
    // what closed before stays as it is
    if (choice === 'keep' || (earlier && calendarDateOf(earlier) <= closesOn)) return []
    if (choice === 'move') return [{ code, organization: successor }]
    return [{ code, closesOn, ...(choice.close ? { successor: choice.close } : {}) }]
  })
  const file: PlanChanges = {
    changes: true,
    plan: { code: wish.plan, ...(issued ? { organization: successor } : {}) },
    organizations: [
      { code: wish.organization, closesOn, successor },
      ...(upper ? [{ code: successor, parent: upper.code }] : []),
      ...guided.docs.map(({ code }) => ({ code, parent: successor })),
    ],
    ...(changed.length > 0 ? { outlets: changed } : {}),
    ...(later.length > 0 ? { events: later.map(({ code }) => ({ code, organization: successor })) } : {}),
  }
  return stringify(file, { lineWidth: 110 })
}

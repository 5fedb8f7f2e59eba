// An editor works in one plan at a time; asking for it on every item would be asking the obvious.
import type { CollectionBeforeValidateHook } from 'payload'

/** Gives a new document the plan that runs today; with none or several running it must be named. */
export const fillRunningPlan: CollectionBeforeValidateHook = async ({ data, operation, req }) => {
  if (operation !== 'create' || !data || data.plan) return data
  const now = new Date()
  const { docs } = await req.payload.find({
    collection: 'plans',
    // calendar dates are stored as noon UTC: a day's tolerance on both sides
    where: {
      startsOn: { less_than_equal: new Date(now.getTime() + DAY).toISOString() },
      endsOn: { greater_than_equal: new Date(now.getTime() - DAY).toISOString() },
    },
    limit: 2,
    depth: 0,
    req,
  })
  const [only] = docs
  return only && docs.length === 1 ? { ...data, plan: only.id } : data
}

const DAY = 24 * 60 * 60 * 1000

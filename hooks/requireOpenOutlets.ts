// Units merge and close (plan, III): an outlet that has closed, or is not open yet, cannot run anything.
import { idOf } from '../src/access/roles.ts'
import type { Condition } from '../src/approval/index.ts'
import { refuse } from '../src/errors/index.ts'
import { calendarDateIn, calendarDateOf } from '../src/quota/calendar.ts'

export const requireOpenOutlets: Condition = async ({ doc, req, runsAt, now }) => {
  const ids = (Array.isArray(doc.outlets) ? doc.outlets : []).flatMap((one) => idOf(one) ?? [])
  const plan = idOf(doc.plan)
  if (ids.length === 0 || !plan) return []
  const { docs } = await req.payload.find({
    collection: 'outlets',
    where: {
      and: [{ id: { in: ids } }, { or: [{ closesOn: { exists: true } }, { opensOn: { exists: true } }] }],
    },
    depth: 1,
    limit: ids.length,
    overrideAccess: true,
    req,
  })
  if (docs.length === 0) return []
  const { timeZone } = await req.payload.findByID({
    collection: 'plans',
    id: plan,
    depth: 0,
    overrideAccess: true,
    req,
  })
  const day = calendarDateIn({ instant: runsAt ?? now, timeZone })
  return docs
    .filter(
      ({ opensOn, closesOn }) =>
        (closesOn && day > calendarDateOf(closesOn)) || (opensOn && day < calendarDateOf(opensOn)),
    )
    .map(({ code, name, successor }) =>
      refuse({
        req,
        code: 'outlet-closed',
        values: { outlet: name },
        data: {
          outlet: code,
          successor: successor && typeof successor === 'object' ? successor.code : undefined,
        },
      }),
    )
}

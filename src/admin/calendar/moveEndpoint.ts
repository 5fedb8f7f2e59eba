// `POST /api/calendar/move`
import { addDataAndFileToRequest, type Endpoint } from 'payload'
import { z } from 'zod'
import { staffOf } from '../../access/roles.ts'
import { invalid, refuse } from '../../errors/index.ts'
import { isIdentifier } from '../../identifier.ts'
import { clockOf } from './clock.ts'
import { moveItem } from './moveItem.ts'

/** `to` is a date, or a date and a time, in the time zone of the item's plan: `2024-12-05`, `2024-12-05T10:00`. */
const moveBody = z.object({
  id: z.string().refine(isIdentifier),
  revision: z.string().min(1).max(100),
  to: z.string().regex(/^20\d\d-\d\d-\d\d(T\d\d:\d\d)?$/),
})

/** Answers `{ doc: { id, stage, revision, date, time } }`; refusals as of `moveItem`. */
export const moveEndpoint: Endpoint = {
  path: '/calendar/move',
  method: 'post',
  handler: async (req) => {
    const staff = staffOf(req)
    if (!staff) throw refuse({ req, code: 'forbidden' })
    await addDataAndFileToRequest(req)
    const parsed = moveBody.safeParse(req.data ?? {})
    if (!parsed.success) {
      const path = parsed.error.issues[0]?.path.join('.') ?? ''
      const reason = path === 'to' ? 'moveDay' : path === 'revision' ? 'revisionRequired' : 'invalidAt'
      throw invalid({ req, path, reason })
    }
    const { id, revision, to } = parsed.data
    const [date = '', time] = to.split('T')
    const { doc, timeZone } = await moveItem({ req, staff, move: { id, revision, date, time } })
    const clock = clockOf({ instant: doc.publishAt ?? new Date(), timeZone })
    return Response.json({ doc: { id: doc.id, stage: doc.stage, revision: doc.revision, ...clock } })
  },
}

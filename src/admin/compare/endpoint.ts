// GET /api/items/:id/comparison?with=live|approved: what changed, for the inbox.
import { type Endpoint, NotFound } from 'payload'
import { staffOf } from '../../access/roles.ts'
import { invalid, refuse } from '../../errors/index.ts'
import { isIdentifier } from '../../identifier.ts'
import { comparisonOf, SIDES } from './comparison.ts'

/** Answers a `Comparison`; `with` is `approved` where it is left out. */
export const comparisonEndpoint: Endpoint = {
  path: '/:id/comparison',
  method: 'get',
  handler: async (req) => {
    if (!staffOf(req)) throw refuse({ req, code: 'forbidden' })
    const id = req.routeParams?.id
    if (!isIdentifier(id)) throw refuse({ req, code: 'not-found' })
    const side = SIDES.find((one) => one === (req.query?.with ?? 'approved'))
    if (!side) throw invalid({ req, path: 'with' })
    const comparison = await comparisonOf({ req, id, side }).catch((error) => {
      throw error instanceof NotFound ? refuse({ req, code: 'not-found' }) : error
    })
    return Response.json(comparison, { headers: { 'Cache-Control': 'no-store' } })
  },
}

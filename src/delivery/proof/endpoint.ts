// GET /api/<items>/:id/proof: how far an item came, on each outlet.
import { type CollectionSlug, type Endpoint, NotFound } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { refuse } from '../../errors/index.ts'
import type { SanitizedDeliveryOptions } from '../options.ts'
import type { Source } from '../source.ts'
import { findOutlets } from '../store/findOutlets.ts'
import { findProof } from './findProof.ts'

/**
 * For people of the house who may read the item:
 * `{ outlets: [{ outlet, isLive, edition, sentAt, fetchedAt, confirmedAt, confirmedEdition, url, publishedAt }] }`,
 * outlets by code; see `Proof` for the rest. Instants are ISO 8601 in UTC.
 */
export const proofEndpoint = ({
  options,
  source,
}: {
  options: SanitizedDeliveryOptions
  source: Source
}): Endpoint => ({
  path: '/:id/proof',
  method: 'get',
  handler: async (req) => {
    if (!options.actorOf(req)) throw refuse({ req, code: 'forbidden' })
    const { isValid, own } = identifiersOf(req)
    const id = req.routeParams?.id
    if (!isValid(id)) throw refuse({ req, code: 'not-found' })
    await req.payload
      .findByID({
        collection: options.collection as CollectionSlug,
        id: own(id),
        depth: 0,
        overrideAccess: false,
        // what was put aside has a past too
        trash: true,
        req,
      })
      .catch((error) => {
        throw error instanceof NotFound ? refuse({ req, code: 'not-found' }) : error
      })
    const found = await findProof({ req, slugs: options.slugs, item: id })
    const named = await findOutlets({ req, source, ids: found.map(({ outlet }) => outlet) })
    const codes = new Map(named.map(({ id: outlet, code }) => [outlet, code]))
    const outlets = found
      .map(({ placement: _placement, ...proof }) => ({
        ...proof,
        outlet: codes.get(proof.outlet) ?? proof.outlet,
      }))
      .sort((a, b) => a.outlet.localeCompare(b.outlet))
    return Response.json({ outlets }, { headers: { 'Cache-Control': 'no-store' } })
  },
})

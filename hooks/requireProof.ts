// A proof proves something: it has an address, a file or a number, is of an item that ran there and not of a day to come,
// and whoever records it answers for the item or for the outlet.
import { sql } from '@payloadcms/db-postgres'
import type { CollectionBeforeValidateHook } from 'payload'
import { organizationTree } from '../src/access/organizations.ts'
import { idOf, staffOf } from '../src/access/roles.ts'
import { rowsOf } from '../src/database/statement.ts'
import { invalid, refuse } from '../src/errors/index.ts'

export const requireProof: CollectionBeforeValidateHook = async ({ data, req, operation }) => {
  const [item, outlet] = [idOf(data?.item), idOf(data?.outlet)]
  if (operation !== 'create' || !data || !item || !outlet) return data
  const [found] = await rowsOf<{ of: string; owner: string; number: number | null }>({
    req,
    statement: sql`
      select i.organization_id::text as of, o.organization_id::text as owner,
             (select max(number)::int from editions e where e.item_id = i.id and e.outlet_id = o.id and e.change <> 'retracted') as number
      from items i, outlets o where i.id = ${item}::uuid and o.id = ${outlet}::uuid`,
  })
  if (!found) return data
  const staff = staffOf(req)
  if (staff && staff.role !== 'admin') {
    const tree = await organizationTree(req)
    if (![found.of, found.owner].some((one) => tree.isAtOrAbove(staff.organization, one)))
      throw refuse({ req, code: 'forbidden', reason: 'foreignOrganization' })
  }
  if (found.number === null) throw invalid({ req, path: 'outlet', reason: 'neverRanThere' })
  const { kind, url, file, copies, ranOn } = data
  if (url && !/^https?:\/\/[^\s]+$/.test(String(url)))
    throw invalid({ req, path: 'url', reason: 'badAddress' })
  const isProven = { address: url, clip: url || file, scan: file, delivery: copies, broadcast: true }[
    String(kind)
  ]
  if (kind && !isProven) throw invalid({ req, path: PATHS[String(kind)] ?? 'kind', reason: 'proofMissing' })
  if (ranOn && new Date(String(ranOn)).getTime() > Date.now() + 24 * 60 * 60 * 1000)
    throw invalid({ req, path: 'ranOn', reason: 'notYet' })
  req.context = { ...req.context, [EDITION]: found.number }
  return { ...data, recordedBy: staff?.id }
}

/** Key of the request's context under which the edition waits for `countAsReceipt`. */
export const EDITION = 'loaProvenEdition'

const PATHS: Record<string, string> = { address: 'url', clip: 'url', scan: 'file', delivery: 'copies' }

// Which buckets a caller asks for.
import type { PayloadRequest } from 'payload'
import { invalid } from '../errors/index.ts'
import type { Named } from './facts.ts'
import type { ReportQuery } from './query.ts'
import type { Bucket } from './rows.ts'

/**
 * Whether a bucket is asked for. A filter asks for buckets that can be told to be of it: of one organisation
 * those at its outlets and those counted for it; a quota of the whole plan belongs to none.
 *
 * @throws Refusal `invalid` for a filter that names nothing
 */
export const filterOf = ({
  req,
  query,
  names,
}: {
  req: PayloadRequest
  query: ReportQuery
  names: Named[]
}) => {
  const byCode = new Map(names.map((one) => [`${one.what} ${one.code}`, one]))
  const { organization, task, channel } = query
  const isKnown = {
    organization: () => byCode.has(`organization ${organization}`),
    task: () => byCode.has(`task ${task}`),
    channel: () => names.some((one) => one.channel === channel),
  }
  for (const path of ['organization', 'task', 'channel'] as const)
    if (query[path] && !isKnown[path]()) throw invalid({ req, path, reason: 'badIdentifier' })
  return (bucket: Bucket): boolean => {
    const outlet = byCode.get(`outlet ${bucket.outlet}`)
    const owner = bucket.organization ?? outlet?.organization
    const runsOn = outlet?.channel ?? byCode.get(`quota ${bucket.quota}`)?.channel
    return (
      (!organization || owner === organization) &&
      (!task || bucket.task === task) &&
      (!channel || runsOn === channel)
    )
  }
}

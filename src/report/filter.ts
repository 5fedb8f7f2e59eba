// Which buckets a caller asks for, and which of what ran.
import type { PayloadRequest } from 'payload'
import { invalid } from '../errors/index.ts'
import type { HeldEvent, Named, Uncounted, UsedSlot } from './facts.ts'
import type { ReportQuery } from './query.ts'
import type { Bucket } from './rows.ts'

/** What a bucket is told by: the channel it counts on, and whom it belongs to; null: of the whole plan. */
export const belongingIn = (names: Named[]) => {
  const byCode = new Map(names.map((one) => [`${one.what} ${one.code}`, one]))
  return (bucket: Pick<Bucket, 'outlet' | 'organization'> & { quota?: string }) => {
    const outlet = byCode.get(`outlet ${bucket.outlet}`)
    return {
      channel: outlet?.channel ?? byCode.get(`quota ${bucket.quota}`)?.channel ?? null,
      organization: bucket.organization ?? outlet?.organization ?? null,
    }
  }
}

/**
 * Whether something is asked for. A filter asks for what can be told to be of it: of one organisation what is at
 * its outlets and what is counted for it; a quota of the whole plan belongs to none. What ran is asked for by its own
 * task, outlet and organiser, whatever the quota that it was counted in is split by.
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
  const { organization, task, channel } = query
  const isNamed = (what: Named['what'], code: string | undefined) =>
    names.some((one) => one.what === what && one.code === code)
  const isKnown = {
    organization: () => isNamed('organization', organization),
    task: () => isNamed('task', task),
    channel: () => names.some((one) => one.channel === channel),
  }
  for (const path of ['organization', 'task', 'channel'] as const)
    if (query[path] && !isKnown[path]()) throw invalid({ req, path, reason: 'badIdentifier' })

  const belonging = belongingIn(names)
  const isAsked = (of: { organization: string | null; task: string | null; channel: string | null }) =>
    (!organization || of.organization === organization) &&
    (!task || of.task === task) &&
    (!channel || of.channel === channel)
  return {
    bucket: (bucket: Bucket) => isAsked({ ...belonging(bucket), task: bucket.task ?? null }),
    slot: ({ quota, ranOn, heldEvent, ...slot }: UsedSlot) => {
      const of = belonging({
        quota,
        outlet: ranOn ?? undefined,
        organization: slot.organization ?? undefined,
      })
      return heldEvent
        ? isAsked({ organization: slot.organizer, task: null, channel: of.channel })
        : isAsked({ ...of, task: slot.ownTask })
    },
    item: ({ ranOn, task: of }: Uncounted) =>
      isAsked({ ...belonging({ outlet: ranOn ?? undefined }), task: of }),
    event: ({ organization: of }: HeldEvent) => isAsked({ organization: of, task: null, channel: null }),
  }
}

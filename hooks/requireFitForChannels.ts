// What stands on a loudspeaker's play list or on a screen must be fit for it: told before it is handed over, not when
// the station plays it.
import type { Condition } from '../src/approval/index.ts'
import { onChannels } from '../src/channels/onChannels.ts'
import { timesItRuns } from './timesItRuns.ts'

export const requireFitForChannels: Condition = async (attempt) => {
  const { doc, now, req } = attempt
  const found = await onChannels({ req, doc, does: 'reasonsWhyNot' })
  const times = found.length > 0 ? await timesItRuns(attempt) : new Map<string, Date>()
  const runsAt = ({ id }: { id: string }) => times.get(id) ?? now
  return found.flatMap(({ channel, outlets, on }) => {
    return channel.reasonsWhyNot?.({ ...on, outlets, runsAt }) ?? []
  })
}

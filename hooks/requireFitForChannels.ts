// What stands on a loudspeaker's play list or on a screen must be fit for it: told before it is handed over, not when
// the station plays it.
import type { Condition } from '../src/approval/index.ts'
import { onChannels } from '../src/channels/onChannels.ts'
import { whenItRuns } from './whenItRuns.ts'

export const requireFitForChannels: Condition = async (attempt) => {
  const { doc, req } = attempt
  const found = await onChannels({ req, doc, does: 'reasonsWhyNot' })
  return found.flatMap(({ channel, outlets, on }) => {
    const runsAt = ({ id }: { id: string }) => whenItRuns({ attempt, outlet: { id, channel: channel.code } })
    return channel.reasonsWhyNot?.({ ...on, outlets, runsAt }) ?? []
  })
}

'use client'
import { useAuth } from '@payloadcms/ui'
import type { Problem } from '../ask.ts'
import { nextFreeOf } from '../quota/nextFree.ts'
import { SlotList } from '../quota/SlotList.tsx'
import { readableMoment } from '../readableMoment.ts'
import { useWords } from '../useWords.ts'
import type { Verb } from './actions.ts'
import type { Item } from './useItem.ts'

/** Why an action was refused, where it was asked for, with what can be done about it. */
export const Refusal = ({
  problem,
  verb,
  label,
  item: { publishAt, timeZone },
  onReload,
  onMove,
  onOverride,
}: {
  problem: Problem
  verb: Verb
  /** The refused action in words. */
  label: string
  item: Pick<Item, 'publishAt' | 'timeZone'>
  onReload: () => void
  /** Takes the step for another time, ISO 8601 in UTC. */
  onMove: (publishAt: string) => void
  onOverride: () => void
}) => {
  const { say, language } = useWords()
  const role = (useAuth().user as { role?: string } | null)?.role
  const { code, message, violations } = problem
  const isQuota = code === 'quota-exceeded' && violations !== undefined
  const next = isQuota ? nextFreeOf({ slots: violations, publishAt }) : undefined
  return (
    <div className="loa-refusal" role="alert">
      <strong>{say('actions.refused', { action: label })}</strong>
      <p>{isQuota ? say('actions.quotaRefused') : message || say('actions.offline')}</p>
      {isQuota ? <SlotList slots={violations.map((violation) => ({ ...violation, isFree: false }))} /> : null}
      {next && (verb === 'approve' || verb === 'publish') ? (
        <button className="loa-button loa-button--wide" onClick={() => onMove(next)} type="button">
          {say(verb === 'publish' ? 'itemScreen.quota.publishMoved' : 'itemScreen.quota.approveMoved', {
            time: readableMoment({ instant: next, timeZone, language }),
          })}
        </button>
      ) : null}
      {isQuota && role === 'approver' ? (
        <button className="loa-button loa-button--wide" onClick={onOverride} type="button">
          {say(verb === 'publish' ? 'actions.overridePublish' : 'actions.overrideAction')}…
        </button>
      ) : null}
      {code === 'stale-revision' || code === 'not-stored' ? (
        <button className="loa-button loa-button--wide" onClick={onReload} type="button">
          {say('actions.reload')}
        </button>
      ) : null}
    </div>
  )
}

'use client'
import { useAuth } from '@payloadcms/ui'
import type { Problem } from '../ask.ts'
import { SlotList } from '../quota/SlotList.tsx'
import { useWords } from '../useWords.ts'
import type { Verb } from './actions.ts'

/** Why an action was refused, where it was asked for, with what can be done about it. */
export const Refusal = ({
  problem,
  verb,
  label,
  onReload,
  onOverride,
}: {
  problem: Problem
  verb: Verb
  /** The refused action in words. */
  label: string
  onReload: () => void
  onOverride: () => void
}) => {
  const { say } = useWords()
  const role = (useAuth().user as { role?: string } | null)?.role
  const { code, message, violations } = problem
  const isQuota = code === 'quota-exceeded' && violations !== undefined
  return (
    <div className="loa-refusal" role="alert">
      <strong>{say('actions.refused', { action: label })}</strong>
      <p>{isQuota ? say('actions.quotaRefused') : message || say('actions.offline')}</p>
      {isQuota ? <SlotList slots={violations.map((violation) => ({ ...violation, isFree: false }))} /> : null}
      {isQuota && role === 'approver' ? (
        <button className="loa-action" onClick={onOverride} type="button">
          {say(verb === 'publish' ? 'actions.overridePublish' : 'actions.overrideAction')}…
        </button>
      ) : null}
      {code === 'stale-revision' || code === 'not-stored' ? (
        <button className="loa-action" onClick={onReload} type="button">
          {say('actions.reload')}
        </button>
      ) : null}
    </div>
  )
}

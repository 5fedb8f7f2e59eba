'use client'
import { useAuth, useForm } from '@payloadcms/ui'
import { use } from 'react'
import type { Verb } from '../item/actions.ts'
import { useItem } from '../item/useItem.ts'
import { Wish } from '../item/Wish.ts'
import { readableMoment } from '../readableMoment.ts'
import { useWords } from '../useWords.ts'
import { nextFreeOf } from './nextFree.ts'
import { periodInWords } from './periodInWords.ts'
import type { Slot } from './types.ts'

/**
 * What can be done about a full bucket before anything is refused. Whoever writes the text changes the form; an
 * approver leaves the text as it is, and moves, returns or exceeds instead.
 */
export const WaysOut = ({ slot, onChosen }: { slot: Slot; onChosen: (told: string) => void }) => {
  const { say, language } = useWords()
  const item = useItem()
  const { dispatchFields, getDataByPath, setModified } = useForm()
  const role = (useAuth().user as { role?: string } | null)?.role
  const [, wish] = use(Wish)
  const { publishAt, stage, timeZone } = item
  const verb = VERBS[stage]
  const isWriting = !item.frozen && (stage === 'draft' || stage === 'retracted')
  const isApproving = role === 'approver' && verb !== undefined
  const named = slot.outletName ?? slot.outlet ?? slot.quota
  const change = (path: string, value: unknown, told: string) => {
    dispatchFields({ type: 'UPDATE', path, value })
    setModified(true)
    onChosen(told)
  }
  const moment = (instant: string) => readableMoment({ instant, timeZone, language })
  const next = nextFreeOf({ slots: [slot], publishAt: isWriting ? getDataByPath('publishAt') : publishAt })
  return (
    <fieldset aria-label={say('itemScreen.quota.ways')} className="loa-ways">
      {isWriting && next && slot.nextFree ? (
        <Way
          onTake={() => change('publishAt', next, say('itemScreen.quota.moved', { time: moment(next) }))}
          words={say('itemScreen.quota.move', {
            period: periodInWords({ period: slot.nextFree, say }),
          })}
        />
      ) : null}
      {isWriting && slot.outletId ? (
        <Way
          onTake={() => {
            const outlets = (getDataByPath<unknown[]>('outlets') ?? []).filter((one) => one !== slot.outletId)
            change('outlets', outlets, say('itemScreen.quota.dropped', { outlet: named }))
          }}
          words={say('itemScreen.quota.drop')}
        />
      ) : null}
      {isApproving && next ? (
        <Way
          onTake={() => wish({ is: 'moved', verb, publishAt: next })}
          words={say(verb === 'publish' ? 'itemScreen.quota.publishMoved' : 'itemScreen.quota.approveMoved', {
            time: moment(next),
          })}
        />
      ) : null}
      {isApproving && stage === 'submitted' && slot.outlet ? (
        <Way
          onTake={() =>
            wish({
              is: 'returned',
              comment: say('itemScreen.quota.returnToDropText', {
                outlet: named,
                period: periodInWords({ period: slot.period, say }),
              }),
            })
          }
          words={say('itemScreen.quota.returnToDrop')}
        />
      ) : null}
      {isApproving ? (
        <Way
          onTake={() => wish({ is: 'override', verb })}
          words={`${say(verb === 'publish' ? 'actions.overridePublish' : 'actions.overrideAction')}…`}
        />
      ) : null}
    </fieldset>
  )
}

/** The step that a full quota stands in the way of. */
const VERBS: Partial<Record<string, Verb>> = { submitted: 'approve', approved: 'publish' }

const Way = ({ words, onTake }: { words: string; onTake: () => void }) => (
  <button className="loa-link loa-ways__way" onClick={onTake} type="button">
    {words}
  </button>
)

'use client'
import { useState } from 'react'
import { useItem } from '../item/useItem.ts'
import { useWords } from '../useWords.ts'
import { SlotList } from './SlotList.tsx'
import { useCounted } from './useCounted.ts'
import { usePreview } from './usePreview.ts'
import { WaysOut } from './WaysOut.tsx'
import '../frame/frame.css'
import './quota.css'

/** The slots of the quotas that the item would take as the form has it now, free or not, and the ways out. */
export const QuotaPanel = () => {
  const { say } = useWords()
  const item = useItem()
  const answer = usePreview(item)
  const hasOutlets = (JSON.parse(useCounted()).outlets ?? []).length > 0
  const [told, setTold] = useState('')
  if (item.isTrashed) return null
  const slots = answer?.isOk ? answer.body.slots : undefined
  return (
    <section aria-labelledby="loa-quota" className="loa-card loa-card--quota">
      <h3 id="loa-quota">{say('actions.quotaHeading')}</h3>
      <p aria-live="polite" className="loa-card__told" role="status">
        {told}
      </p>
      {answer ? null : <p className="loa-card__text">{say('actions.loading')}</p>}
      {answer && !answer.isOk ? (
        <p className="loa-card__text">{answer.problem.message || say('actions.offline')}</p>
      ) : null}
      {slots?.length === 0 ? (
        <p className="loa-card__text">{say(hasOutlets ? 'actions.quotaNone' : 'itemScreen.quota.choose')}</p>
      ) : null}
      {slots && slots.length > 0 ? (
        <SlotList slots={slots} waysOut={(slot) => <WaysOut onChosen={setTold} slot={slot} />} />
      ) : null}
    </section>
  )
}

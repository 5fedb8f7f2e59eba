'use client'
import { useFormModified } from '@payloadcms/ui'
import { useItem } from '../item/useItem.ts'
import { useWords } from '../useWords.ts'
import { SlotList } from './SlotList.tsx'
import { usePreview } from './usePreview.ts'
import '../frame/frame.css'
import './quota.css'

/** The slots of the quotas that the item would take as it is saved, free or not. */
export const QuotaPanel = () => {
  const { say } = useWords()
  const item = useItem()
  const answer = usePreview(item)
  const isModified = useFormModified()
  if (!item.id) return null
  return (
    <section aria-labelledby="loa-quota" className="loa-card loa-card--quota">
      <h3 id="loa-quota">{say('actions.quotaHeading')}</h3>
      {isModified ? <p className="loa-card__text">{say('actions.unsaved')}</p> : null}
      {answer ? null : <p className="loa-card__text">{say('actions.loading')}</p>}
      {answer && !answer.isOk ? (
        <p className="loa-card__text">{answer.problem.message || say('actions.offline')}</p>
      ) : null}
      {answer?.isOk && answer.body.slots.length === 0 ? (
        <p className="loa-card__text">{say('actions.quotaNone')}</p>
      ) : null}
      {answer?.isOk && answer.body.slots.length > 0 ? <SlotList slots={answer.body.slots} /> : null}
    </section>
  )
}

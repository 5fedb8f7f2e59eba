'use client'
import { useEditDepth, useFormModified } from '@payloadcms/ui'
import { useWords } from '../useWords.ts'
import { Actions } from './Actions.tsx'
import { ItemLink } from './ItemLink.tsx'
import { Jump } from './Jump.tsx'
import { StateInWords } from './StateInWords.tsx'
import { Stepper } from './Stepper.tsx'
import { useItem } from './useItem.ts'
import '../frame/frame.css'
import './item.css'

/** Where the item stands, what can be done with it now, and why the rest cannot. */
export const NextStep = () => {
  const { say } = useWords()
  const item = useItem()
  const isInDrawer = useEditDepth() > 1
  const isModified = useFormModified()
  return (
    <section aria-label={say('actions.heading')} className="loa-card" id="loa-next-step">
      {isInDrawer ? null : <Jump to="loa-next-step" />}
      <Stepper stage={item.stage} />
      {item.id ? (
        <StateInWords item={item} />
      ) : (
        <p className="loa-card__text">{say('actions.newDocument')}</p>
      )}
      {item.id && isInDrawer ? <ItemLink id={item.id}>{say('actions.open')}</ItemLink> : null}
      {item.id && !isInDrawer && !item.isTrashed ? <Actions isModified={isModified} item={item} /> : null}
    </section>
  )
}

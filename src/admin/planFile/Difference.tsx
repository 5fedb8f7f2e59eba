'use client'
import { useState } from 'react'
import type { Outcome } from '../../../seed/planChange.ts'
import type { PlanDifference } from '../../planFiles/apply.ts'
import { Question } from '../rows/Question.tsx'
import { useWords, type WordKey } from '../useWords.ts'
import { ChangeRow } from './ChangeRow.tsx'
import { ClosedUnits } from './ClosedUnits.tsx'
import { saveText } from './saveText.ts'

const OUTCOMES: Outcome[] = ['created', 'updated', 'closed', 'unchanged']

/** What a file would change, counted and field by field; applied as it is shown. */
export const Difference = ({
  difference: { tallies, changes, closed, isApplied },
  name,
  text,
  refusal,
  isBusy,
  onApply,
  onTryAgain,
  onDiscard,
}: {
  difference: PlanDifference
  name: string
  text: string
  /** Why it was not applied. */
  refusal?: string
  isBusy: boolean
  onApply: () => void
  /** Where the plan has moved on, the difference is another one. */
  onTryAgain: () => void
  onDiscard: () => void
}) => {
  const { say } = useWords()
  const [isAsking, setAsking] = useState(false)
  const real = changes.filter(({ outcome }) => outcome !== 'unchanged')
  const lists = Object.keys(tallies)
  const nameOf = (list: string) => say(`planFile.lists.${list}` as WordKey)
  return (
    <section aria-labelledby="loa-difference" className="loa-card">
      <h2 id="loa-difference">
        {say('planFile.differenceTitle')}: {name}
      </h2>
      {isApplied ? (
        <p className="loa-good" role="status">
          {say('planFile.applied', { count: real.length })}
        </p>
      ) : null}
      {refusal ? (
        <div className="loa-bad" role="alert">
          <p>
            <strong>{say('planFile.notApplied')}</strong> {refusal}
          </p>
          <button className="loa-button" disabled={isBusy} onClick={onTryAgain} type="button">
            {say('planFile.tryAgain')}
          </button>
        </div>
      ) : null}
      {!isApplied && real.length === 0 ? (
        <p className="loa-good" role="status">
          {say('planFile.nothing')}
        </p>
      ) : null}
      {!isApplied && isAsking ? (
        <Question
          isBusy={isBusy}
          no={say('planFile.cancel')}
          onNo={() => setAsking(false)}
          onYes={onApply}
          question={say('planFile.applyAsk', { count: real.length })}
          yes={say(isBusy ? 'planFile.working' : 'planFile.applyYes')}
        />
      ) : (
        <div className="loa-rows__buttons">
          {!isApplied && real.length > 0 ? (
            <button className="loa-button loa-button--primary" onClick={() => setAsking(true)} type="button">
              {say('planFile.apply')}
            </button>
          ) : null}
          <button className="loa-button" onClick={() => saveText({ text, name })} type="button">
            {say('planFile.download')}
          </button>
          <button className="loa-button" onClick={onDiscard} type="button">
            {say('planFile.discard')}
          </button>
        </div>
      )}
      <table className="loa-tally">
        <thead>
          <tr>
            <th scope="col">{say('planFile.list')}</th>
            {OUTCOMES.map((outcome) => (
              <th key={outcome} scope="col">
                {say(`planFile.outcomes.${outcome}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lists.map((list) => (
            <tr key={list}>
              <th scope="row">{nameOf(list)}</th>
              {OUTCOMES.map((outcome) => (
                <td key={outcome}>{tallies[list]?.[outcome] || '–'}</td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{say('planFile.total')}</th>
            {OUTCOMES.map((outcome) => (
              <td key={outcome}>{changes.filter((change) => change.outcome === outcome).length || '–'}</td>
            ))}
          </tr>
        </tfoot>
      </table>
      <ClosedUnits closed={closed} />
      {lists.map((list) => {
        const own = real.filter((change) => change.list === list)
        return own.length === 0 ? null : (
          <section className="loa-changes" key={list}>
            <h3>{nameOf(list)}</h3>
            <ul>
              {own.map((change) => (
                <ChangeRow change={change} key={change.code} />
              ))}
            </ul>
          </section>
        )
      })}
    </section>
  )
}

'use client'
import { useState } from 'react'
import type { FileProblem } from '../../planFiles/apply.ts'
import { useWords } from '../useWords.ts'
import { ProblemList } from './ProblemList.tsx'
import { saveText } from './saveText.ts'
import type { Plan } from './usePlanUnits.ts'

/** Writes the plan of today as a file. */
export const ExportPlan = ({ plans }: { plans: Plan[] | undefined }) => {
  const { say, language } = useWords()
  const [chosen, setChosen] = useState<string>()
  const [refusal, setRefusal] = useState<{ message: string; problems: FileProblem[] }>()
  const code = chosen ?? plans?.[0]?.code
  const download = async () => {
    setRefusal(undefined)
    try {
      const response = await fetch(`/api/plans/file?plan=${encodeURIComponent(code ?? '')}`, {
        credentials: 'include',
        headers: { 'Accept-Language': language },
      })
      const text = await response.text()
      if (response.ok) return saveText({ text, name: `${code}.yaml` })
      const [error] = JSON.parse(text).errors
      setRefusal({ message: error.message, problems: error.data?.problems ?? [] })
    } catch {
      setRefusal({ message: say('planFile.offline'), problems: [] })
    }
  }
  if (plans?.length === 0) return <p className="loa-card__text">{say('planFile.noPlan')}</p>
  return (
    <>
      <p className="loa-card__text">{say('planFile.exportHelp')}</p>
      <div className="loa-form loa-fields">
        <label>
          {say('planFile.plan')}
          <select onChange={(event) => setChosen(event.target.value)} value={code ?? ''}>
            {(plans ?? []).map((plan) => (
              <option key={plan.id} value={plan.code}>
                {plan.code} · {plan.title}
              </option>
            ))}
          </select>
        </label>
        <button className="loa-button" disabled={!code} onClick={download} type="button">
          {say('planFile.download')}
        </button>
      </div>
      {refusal ? (
        <div className="loa-bad" role="alert">
          <strong>{say('planFile.downloadFailed')}</strong> {refusal.message}
          <ProblemList problems={refusal.problems} />
        </div>
      ) : null}
    </>
  )
}

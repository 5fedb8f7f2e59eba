'use client'
import { useEffect, useRef } from 'react'
import { useWords } from '../useWords.ts'
import { CloseUnit } from './CloseUnit.tsx'
import { Difference } from './Difference.tsx'
import { ExportPlan } from './ExportPlan.tsx'
import { FileProblems } from './FileProblems.tsx'
import { LoadFile } from './LoadFile.tsx'
import { usePlanFile } from './usePlanFile.ts'
import { usePlanUnits } from './usePlanUnits.ts'
import '../rows/rows.css'
import './planFile.css'

/** The plan as a file: exported, tried out and applied; a unit that closes is a file that is written for one. */
export const PlanFile = () => {
  const { say } = useWords()
  const { trial, isBusy, tryOut, apply, discard } = usePlanFile()
  const units = usePlanUnits()
  const result = useRef<HTMLDivElement>(null)
  // what came of it is what the reader waits for
  useEffect(() => {
    if (trial) result.current?.focus()
  }, [trial])
  return (
    <>
      <div ref={result} tabIndex={-1}>
        {trial && 'difference' in trial ? (
          <Difference
            difference={trial.difference}
            isBusy={isBusy}
            key={trial.difference.fingerprint}
            name={trial.name}
            onApply={() => apply(trial.difference.fingerprint)}
            onDiscard={() => {
              discard()
              units.reload()
            }}
            onTryAgain={() => tryOut({ text: trial.text, name: trial.name })}
            refusal={trial.refusal}
            text={trial.text}
          />
        ) : null}
        {trial && 'problems' in trial ? (
          <FileProblems
            message={trial.message}
            name={trial.name}
            onDiscard={discard}
            problems={trial.problems}
          />
        ) : null}
      </div>
      {trial ? null : (
        <>
          {units.problem ? (
            <div className="loa-bad" role="alert">
              <p>
                {say('planFile.unitsFailed')} {units.problem.message || say('planFile.offline')}
              </p>
              <button className="loa-button" onClick={units.reload} type="button">
                {say('planFile.retry')}
              </button>
            </div>
          ) : null}
          <section aria-labelledby="loa-load" className="loa-card">
            <h2 id="loa-load">{say('planFile.importTitle')}</h2>
            <LoadFile isBusy={isBusy} onFile={tryOut} />
          </section>
          <section aria-labelledby="loa-export" className="loa-card">
            <h2 id="loa-export">{say('planFile.exportTitle')}</h2>
            <ExportPlan plans={units.plans} />
          </section>
          <section aria-labelledby="loa-close" className="loa-card">
            <h2 id="loa-close">{say('planFile.closeTitle')}</h2>
            <CloseUnit isBusy={isBusy} onFile={tryOut} units={units} />
          </section>
        </>
      )}
    </>
  )
}

'use client'
import type { FileProblem } from '../../planFiles/apply.ts'
import { useWords } from '../useWords.ts'
import { ProblemList } from './ProblemList.tsx'

/** A file that was refused, with the way out. */
export const FileProblems = ({
  name,
  message,
  problems,
  onDiscard,
}: {
  name: string
  message: string
  problems: FileProblem[]
  onDiscard: () => void
}) => {
  const { say } = useWords()
  return (
    <section aria-labelledby="loa-problems" className="loa-card">
      <h2 id="loa-problems">{say('planFile.problemsTitle')}</h2>
      <div className="loa-bad" role="alert">
        <strong>{name}</strong>: {message}
      </div>
      <ProblemList problems={problems} />
      <div className="loa-rows__buttons">
        <button className="loa-button" onClick={onDiscard} type="button">
          {say('planFile.discard')}
        </button>
      </div>
    </section>
  )
}

'use client'
import type { FileProblem } from '../../planFiles/apply.ts'
import { useWords } from '../useWords.ts'

/** What is wrong with a file, line by line. */
export const ProblemList = ({ problems }: { problems: FileProblem[] }) => {
  const { say } = useWords()
  if (problems.length === 0) return null
  return (
    <ul className="loa-problems">
      {problems.map(({ line, column, path, message }) => (
        <li key={`${line} ${column} ${path} ${message}`}>
          <strong>{say('planFile.problemLine', { line })}</strong>
          {path ? <code>{path}</code> : null}
          <span>{message}</span>
        </li>
      ))}
    </ul>
  )
}

'use client'
import { STAGES, type Stage } from '../stages.ts'
import { useWords } from '../useWords.ts'
import './item.css'

/** The stage in words, with a colour that helps but is not needed to read it. */
export const StagePill = ({ stage }: { stage: unknown }) => {
  const { say } = useWords()
  const known = STAGES.find((one) => one === stage) ?? ('draft' satisfies Stage)
  return <span className={`loa-pill loa-pill--${known}`}>{say(`workflow.stageOptions.${known}`)}</span>
}

'use client'
import type { Stage } from '../stages.ts'
import { useWords } from '../useWords.ts'

const STEPS = ['write', 'submit', 'approve', 'publish'] as const

/** How many of the steps lie behind an item at each stage. */
const BEHIND: Record<Stage, number> = {
  draft: 0,
  submitted: 2,
  approved: 3,
  scheduled: 3,
  published: 4,
  retracted: 4,
}

/** The way of an item and where it stands. The last step tells when it waits for its hour or was retracted. */
export const Stepper = ({ stage }: { stage: Stage }) => {
  const { say } = useWords()
  const behind = BEHIND[stage]
  return (
    <ol aria-label={say('actions.stages')} className="loa-steps">
      {STEPS.map((step, index) => {
        const isPast = index < behind
        const isLast = step === 'publish'
        const told = isLast && (stage === 'scheduled' || stage === 'retracted')
        return (
          <li
            aria-current={index === behind ? 'step' : undefined}
            className={[
              'loa-steps__step',
              isPast ? 'loa-steps__step--past' : '',
              isLast && stage === 'retracted' ? 'loa-steps__step--retracted' : '',
            ].join(' ')}
            key={step}
          >
            {told ? say(`workflow.stageOptions.${stage}`) : say(`actions.steps.${step}`)}
            {isPast ? <span className="loa-hidden"> ({say('actions.stepPast')})</span> : null}
          </li>
        )
      })}
    </ol>
  )
}

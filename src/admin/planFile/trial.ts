// What stands on the screen once a file was sent: pure.
import type { FileProblem, PlanDifference } from '../../planFiles/apply.ts'
import type { Answer } from '../ask.ts'

/** A file on its way: as chosen, with what it would change, or what is wrong with it. */
export type Trial = { text: string; name: string } & (
  | /** `refusal`: why it was not applied; what was shown still stands. */
  { difference: PlanDifference; refusal?: string }
  | { message: string; problems: FileProblem[] }
)

/** A difference that was read through stays when applying it fails, unless it is the file that is wrong by now. */
export const trialAfter = ({
  before,
  file,
  answer,
  offline,
}: {
  before: Trial | undefined
  file: { text: string; name: string }
  answer: Answer<PlanDifference>
  /** What is said when nobody answers. */
  offline: string
}): Trial => {
  if (answer.isOk) return { ...file, difference: answer.body }
  const { message, problems = [] } = answer.problem as { message: string; problems?: FileProblem[] }
  const told = message || offline
  if (before && 'difference' in before && before.text === file.text && problems.length === 0)
    return { ...before, refusal: told }
  return { ...file, message: told, problems }
}

// What cannot be moved, pure: the endpoint that refuses and the screen that says so both ask it.
import type { Stage } from '../../approval/stages.ts'

/** Why an item stays where it is, as a key below `errors` of the translations; undefined when it may be moved. */
export const whyFixed = ({ stage, live }: { stage: Stage; live: boolean }) => {
  if (stage === 'published') return 'movePublished'
  if (stage === 'retracted') return 'moveRetracted'
  // its date tells when the live edition ran
  return live && (stage === 'draft' || stage === 'submitted') ? 'moveOverLive' : undefined
}

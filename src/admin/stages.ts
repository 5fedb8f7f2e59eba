import type { Stage } from '../approval/stages.ts'

export type { Stage }

// The approval plugin's own list cannot be imported here: it brings the transitions and the database along.
const ORDER: Record<Stage, true> = {
  draft: true,
  submitted: true,
  approved: true,
  scheduled: true,
  published: true,
  retracted: true,
}

/** The stages of an item, for the browser; a stage that is missing here does not compile. */
export const STAGES = Object.keys(ORDER) as Stage[]

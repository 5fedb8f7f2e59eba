// The rule of frozen text, pure: the gate that refuses a save and the screen that says so both ask it.

/**
 * Why this person cannot change the text now, as a key below `errors` of the translations: waiting for
 * approval it is frozen for whoever wrote or submitted it, approved for everybody.
 */
export const whyFrozen = ({
  stage,
  author,
  submittedBy,
  user,
}: {
  stage?: string
  author?: string
  submittedBy?: string
  user?: string
}): 'frozenApproved' | 'frozenSubmitted' | undefined => {
  if (stage === 'approved' || stage === 'scheduled') return 'frozenApproved'
  const isTheirs = user !== undefined && (author === user || submittedBy === user)
  return stage === 'submitted' && isTheirs ? 'frozenSubmitted' : undefined
}

/** The kinds an item can be of. */
export const KINDS = ['news', 'article', 'radio', 'video', 'led', 'social', 'print', 'press-release'] as const

/** What an event of the plan can be (II.2.6, II.2.7). */
export const EVENT_KINDS = [
  'signing',
  'workshop',
  'launch',
  'campaign',
  'fair',
  'conference',
  'press-briefing',
  'press-conference',
] as const

// The channels of the plan (II.2.1 … II.2.7): how an outlet of each receives what is placed on it.

/** One channel an outlet can be of. */
export const CHANNELS = [
  'press',
  'loudspeaker',
  'screen',
  'portal',
  'social',
  'publication',
  'event',
  'press-information',
] as const

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

/**
 * Whether the date an item ran may be recorded afterwards. A portal shows an item from the moment it is
 * published; a newspaper, a station or a print shop ran it when it ran.
 */
export const recordsPastDates = (channel: string) => channel !== 'portal'

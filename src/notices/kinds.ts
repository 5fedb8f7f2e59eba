// What people are told of, and by which way; a user chooses for each kind.

/**
 * submitted: waits for your yes · returned, approved, published: an item of yours went on its way · stuck: one that was to
 * run by now could not · mentioned: in a comment · due: slots of your unit whose period ends soon · overdue: Monday's list
 * of what was missed
 */
export const NOTICE_KINDS = [
  'submitted',
  'returned',
  'approved',
  'published',
  'stuck',
  'mentioned',
  'due',
  'overdue',
] as const
export type NoticeKind = (typeof NOTICE_KINDS)[number]

export const WAYS = ['both', 'screen', 'mail', 'none'] as const
export type Way = (typeof WAYS)[number]

export const MAIL_STATES = ['none', 'waiting', 'sent', 'dead'] as const

/** What is still owed in one bucket; `period` in the words of either language. */
export type OwedSlot = { quota: string; place: string; period: Record<'vi' | 'en', string>; missing: number }

/** The slots that a notice tells of. `day` is the calendar date in the plan's zone on which they fall due. */
export type NoticeDetails = { day?: string; slots: OwedSlot[]; total: number }

/** Something that people are to be told. */
export type Notice = {
  kind: NoticeKind
  /** What it tells of, unique among its kind: the same thing is told to the same person once. */
  topic: string
  /** Identifiers of users. */
  recipients: string[]
  /** Identifier of the document, where it is about one. */
  item?: string
  /** What the document is called. */
  title?: string
  /** What was said with it. */
  text?: string
  /** Name of who did it. */
  actor?: string
  details?: NoticeDetails
  /** When it happened. Default: now. What is older than a day is told on screen alone. */
  at?: Date
}

// The working screens in the navigation, above Payload's collections. A screen that is added is added here.
import type { PayloadRequest } from 'payload'
import type { Role } from '../../access/roles.ts'
import { environment } from '../../environment.ts'
import { countFailedPushes } from '../deliveries/countFailedPushes.ts'
import { countWaiting } from '../inbox/countWaiting.ts'
import type { WordKey } from '../useWords.ts'

export type NavEntry = {
  /** Below the admin route; empty for the first screen. */
  path: '' | `/${string}`
  words: WordKey
  /** Who sees it; everybody of the house when left out. */
  roles?: Role[]
  /** How many wait there for the reader; nothing is shown for none. */
  count?: (req: PayloadRequest) => Promise<number>
}

export const NAV_ENTRIES: NavEntry[] = [
  { path: '', words: 'screens.home' },
  { path: '/board', words: 'screens.board' },
  { path: '/calendar', words: 'screens.calendar' },
  { path: '/inbox', words: 'screens.inbox', roles: ['approver'], count: countWaiting },
  { path: '/report', words: 'report.screen' },
  { path: '/plan-file', words: 'planFile.title', roles: ['admin'] },
  { path: '/deliveries', words: 'deliveries.title', roles: ['admin'], count: countFailedPushes },
  ...(environment().smtpUrl
    ? []
    : [{ path: '/mailbox', words: 'mailbox.title', roles: ['admin'] } satisfies NavEntry]),
]

import type { PayloadRequest } from 'payload'
import { say } from '../i18n/index.ts'
import type { Say } from './useWords.ts'

/** The words of vi.ts and en.ts for a component on the server, as `useWords` gives them in the browser. */
export const saying =
  (req: Pick<PayloadRequest, 'i18n'>): Say =>
  (key, values) =>
    say(req, key, values)

// Pushes go their own way beside the other tasks: a receiver that is slow holds up no publication.
import type { Payload } from 'payload'
import { createPushSender } from '../delivery/index.ts'
import { environment } from '../environment.ts'

/** Sends until `signal` aborts. */
export const sendPushes = ({ payload, signal }: { payload: Payload; signal: AbortSignal }): Promise<void> =>
  createPushSender({ payload, baseUrl: environment().deliveryBase }).run(signal)

// Mail goes its own way beside the other tasks: a server that is away holds up nothing else.
import type { Payload } from 'payload'
import { environment } from '../environment.ts'
import { createMailSender } from '../notices/index.ts'

/** Sends until `signal` aborts. */
export const sendMails = ({ payload, signal }: { payload: Payload; signal: AbortSignal }): Promise<void> => {
  const { publicUrl, origins } = environment()
  return createMailSender({ payload, baseUrl: publicUrl || (origins[0] ?? '') }).run(signal)
}

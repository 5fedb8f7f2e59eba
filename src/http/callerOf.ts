// Why this exists: whatever asks who sent a request of the cms asks it the same way. The header X-Forwarded-For counts
// as far as the operator says that proxies of his own wrote it (TRUSTED_PROXIES).
import type { PayloadRequest } from 'payload'
import { environment } from '../environment.ts'
import { PEER } from './rememberPeer.ts'

/** What tells the address of a caller; see `callerAddress`. Of a request of our own, which has no headers, nothing. */
export const callerOf = ({ headers }: Pick<Partial<PayloadRequest>, 'headers'>) => ({
  forwarded: headers?.get('x-forwarded-for'),
  remoteAddress: headers?.get(PEER) || undefined,
  trustedProxies: environment().trustedProxies,
})

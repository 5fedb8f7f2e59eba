import config from '@payload-config'
import { getPayload } from 'payload'
import { serveLeader } from '../../../leader/serve.tsx'

export const dynamic = 'force-dynamic'

/** What a leader reads without an account. */
export const GET = async (request: Request, { params }: { params: Promise<{ secret: string }> }) => {
  const { secret } = await params
  return serveLeader({ payload: await getPayload({ config }), request, secret })
}

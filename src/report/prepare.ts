// The one way to a report: who may have it, what is asked for, the numbers.
import type { PayloadRequest } from 'payload'
import { refuse } from '../errors/index.ts'
import { quotaOptionsIn } from '../quota/index.ts'
import type { SanitizedReportOptions } from './options.ts'
import { readQuery } from './query.ts'
import { readReport } from './readReport.ts'

/** @throws Refusal `forbidden` to everybody but people of the house, and those of `readQuery` and `readReport` */
export const prepare = async ({
  req,
  query: given,
  options: { quotas, actorOf, proofs },
}: {
  req: PayloadRequest
  query: Record<string, unknown>
  options: SanitizedReportOptions
}) => {
  const quota = quotaOptionsIn(req.payload, quotas)
  if (!(actorOf ?? quota.actorOf)(req)) throw refuse({ req, code: 'forbidden' })
  const query = readQuery({ req, given, hasPlans: quota.sources.plan !== null })
  return { report: await readReport({ req, query, now: new Date(), quota, proofs }), quota, query }
}

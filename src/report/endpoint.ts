// `GET /api/reports/progress?plan=CODE&from=&to=[&organization=&task=&channel=][&format=json]`: the report.
import type { Endpoint } from 'payload'
import { refuse } from '../errors/index.ts'
import { quotaOptionsIn } from '../quota/index.ts'
import type { SanitizedReportOptions } from './options.ts'
import { readQuery } from './query.ts'
import { readReport } from './readReport.ts'

export const reportEndpoint = ({ quotas, actorOf }: SanitizedReportOptions): Endpoint => ({
  path: '/reports/progress',
  method: 'get',
  handler: async (req) => {
    const quota = quotaOptionsIn(req.payload, quotas)
    if (!(actorOf ?? quota.actorOf)(req)) throw refuse({ req, code: 'forbidden' })
    const query = readQuery({ req, hasPlans: quota.sources.plan !== null })
    const report = await readReport({ req, query, now: new Date(), quota })
    return Response.json(report, { headers: { 'Cache-Control': 'private, no-store' } })
  },
})

// `GET /api/reports/progress?plan=CODE&from=&to=[&organization=&task=&channel=][&format=json|docx|xlsx|pdf]`
import type { Endpoint } from 'payload'
import { refuse } from '../errors/index.ts'
import { quotaOptionsIn } from '../quota/index.ts'
import { attachment } from './contentDisposition.ts'
import { fileOf } from './documents/index.ts'
import type { SanitizedReportOptions } from './options.ts'
import { readQuery } from './query.ts'
import { readReport } from './readReport.ts'

export const reportEndpoint = ({
  quotas,
  actorOf,
  proofs,
  letterhead,
}: SanitizedReportOptions): Endpoint => ({
  path: '/reports/progress',
  method: 'get',
  handler: async (req) => {
    const quota = quotaOptionsIn(req.payload, quotas)
    if (!(actorOf ?? quota.actorOf)(req)) throw refuse({ req, code: 'forbidden' })
    const query = readQuery({ req, hasPlans: quota.sources.plan !== null })
    const report = await readReport({ req, query, now: new Date(), quota, proofs })
    const { format } = query
    if (format === 'json') return Response.json(report, { headers: PRIVATE })
    const { body, type, name } = await fileOf({ req, report, quota, letterhead, format })
    return new Response(new Uint8Array(body), {
      headers: {
        ...PRIVATE,
        'Content-Type': type,
        'Content-Length': String(body.length),
        'Content-Disposition': attachment(name),
        'X-Content-Type-Options': 'nosniff',
      },
    })
  },
})

const PRIVATE = { 'Cache-Control': 'private, no-store' }

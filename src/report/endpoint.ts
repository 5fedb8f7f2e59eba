// `GET /api/reports/progress?plan=CODE&from=&to=[&organization=&task=&channel=][&format=json|docx|xlsx|pdf]`
import type { Endpoint } from 'payload'
import { attachment } from './contentDisposition.ts'
import { fileOf } from './documents/index.ts'
import type { SanitizedReportOptions } from './options.ts'
import { prepare } from './prepare.ts'

export const reportEndpoint = (options: SanitizedReportOptions): Endpoint => ({
  path: '/reports/progress',
  method: 'get',
  handler: async (req) => {
    const { report, quota, query } = await prepare({ req, query: req.query, options })
    const { format } = query
    if (format === 'json') return Response.json(report, { headers: PRIVATE })
    const { letterhead } = options
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

// The audit log as CSV (RFC 4180, UTF-8 with a byte order mark so that spreadsheets read Vietnamese).
import type { Endpoint } from 'payload'
import { invalid, refuse } from '../errors/index.ts'
import type { SanitizedApprovalOptions } from './options.ts'

const COLUMNS = [
  'at',
  'title',
  'item',
  'verb',
  'from',
  'to',
  'user',
  'revision',
  'comment',
  'overrideReason',
  'ip',
] as const

/** `GET /api/audit-log/export.csv?from=&to=`: what the caller may read, oldest first. Instants are ISO 8601. */
export const auditExport = ({ actorOf, slugs }: SanitizedApprovalOptions): Endpoint => ({
  path: '/export.csv',
  method: 'get',
  handler: async (req) => {
    if (!actorOf(req)) throw refuse({ req, code: 'forbidden' })
    const bounds = []
    for (const [name, operator] of [
      ['from', 'greater_than_equal'],
      ['to', 'less_than'],
    ] as const) {
      const given = req.query[name]
      if (given === undefined) continue
      if (typeof given !== 'string' || Number.isNaN(Date.parse(given)))
        throw invalid({ req, path: name, reason: 'instant' })
      bounds.push({ at: { [operator]: new Date(given).toISOString() } })
    }
    const lines = [COLUMNS.join(',')]
    for (let page = 1; ; page += 1) {
      const { docs, hasNextPage } = await req.payload.find({
        collection: slugs.auditLog as 'audit-log',
        where: { and: bounds },
        sort: 'at',
        limit: 500,
        page,
        depth: 1,
        overrideAccess: false,
        req,
      })
      for (const doc of docs) lines.push(COLUMNS.map((name) => cell(doc[name])).join(','))
      if (!hasNextPage) break
    }
    return new Response(`\uFEFF${lines.join('\r\n')}\r\n`, {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="audit-log.csv"',
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    })
  },
})

/** One cell. A leading = + - @ or tab would be run as a formula by a spreadsheet: it gets an apostrophe. */
const cell = (value: unknown): string => {
  const text = nameOf(value)
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const nameOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value !== 'object') return String(value)
  const { name, id } = value as { name?: unknown; id?: unknown }
  return String(name ?? id ?? '')
}

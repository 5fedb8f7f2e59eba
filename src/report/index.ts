// Report: where a plan stands in a period, what ran, and what is missing. Counts nothing itself: its numbers
// are those of the quota plugin.
import type { Config, PayloadRequest, Plugin } from 'payload'
import { documentFor } from './documents/index.ts'
import type { ReportDocument } from './documents/model.ts'
import { reportEndpoint } from './endpoint.ts'
import { type ReportOptions, rememberOptions, reportOptionsIn, sanitizeOptions } from './options.ts'
import { prepare } from './prepare.ts'
import type { Report } from './readReport.ts'

export type { Block, ReportDocument } from './documents/model.ts'
export type { Proof, ReportedEvent, ReportedItem } from './held.ts'
export type { Month } from './months.ts'
export type { Issuer, Letterhead, ProofSource, ReportOptions } from './options.ts'
export type { Report } from './readReport.ts'
export type { Bucket, Row, Sums } from './rows.ts'

/** Adds `GET /api/reports/progress`. Reads what the quota plugin keeps; where it stands among the others is free. */
export const report =
  (given: ReportOptions = {}): Plugin =>
  (config: Config): Config => {
    const options = sanitizeOptions(given)
    if (!options.enabled) return config
    return {
      ...config,
      endpoints: [...(config.endpoints ?? []), reportEndpoint(options)],
      custom: rememberOptions(config, options),
    }
  }

/**
 * A report and what its documents say, for a screen of the project's own.
 * @param query as the endpoint takes it: `plan`, `from`, `to`, `organization`, `task`, `channel`
 * @throws Refusal as the endpoint answers
 */
export const reportFor = async ({
  req,
  query,
}: {
  req: PayloadRequest
  query: Record<string, unknown>
}): Promise<{ report: Report; document: ReportDocument }> => {
  const options = reportOptionsIn(req.payload)
  const { report: found, quota } = await prepare({ req, query, options })
  const { letterhead } = options
  return { report: found, document: await documentFor({ req, report: found, quota, letterhead }) }
}

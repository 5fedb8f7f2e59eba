// Report: where a plan stands in a period, what ran, and what is missing. Counts nothing itself: its numbers
// are those of the quota plugin.
import type { Config, Plugin } from 'payload'
import { reportEndpoint } from './endpoint.ts'
import { type ReportOptions, sanitizeOptions } from './options.ts'

export type { ReportedEvent, ReportedItem } from './held.ts'
export type { Issuer, Letterhead, ProofSource, ReportOptions } from './options.ts'
export type { Report } from './readReport.ts'
export type { Bucket, Row, Sums } from './rows.ts'

/** Adds `GET /api/reports/progress`. Reads what the quota plugin keeps; where it stands among the others is free. */
export const report =
  (given: ReportOptions = {}): Plugin =>
  (config: Config): Config => {
    const options = sanitizeOptions(given)
    if (!options.enabled) return config
    return { ...config, endpoints: [...(config.endpoints ?? []), reportEndpoint(options)] }
  }

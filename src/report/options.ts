// What a project may decide about the report plugin, and what it gets when it decides nothing.
import type { ActorOf } from '../access/roles.ts'
import type { quotaOptionsIn } from '../quota/index.ts'

export type ReportOptions = {
  /** false adds nothing. Default true. */
  enabled?: boolean
  /** Slug of the collection of rules, as the quota plugin has it: its numbers are reported. Default `quotas`. */
  quotas?: string
  /** Who of the house is asking; nobody else gets a report. Default: as the quota plugin has it. */
  actorOf?: ActorOf
}

export type SanitizedReportOptions = Required<Omit<ReportOptions, 'actorOf'>> & Pick<ReportOptions, 'actorOf'>

export const sanitizeOptions = (given: ReportOptions): SanitizedReportOptions => ({
  enabled: true,
  quotas: 'quotas',
  ...given,
})

/** What the quota plugin runs with: it knows which collections, tables and columns the project has. */
export type QuotaSettings = ReturnType<typeof quotaOptionsIn>

// What a project may decide about the report plugin, and what it gets when it decides nothing.
import type { Config, Payload, PayloadRequest } from 'payload'
import type { ActorOf } from '../access/roles.ts'
import type { quotaOptionsIn } from '../quota/index.ts'

/** A collection whose documents prove that something ran: the names of its fields. */
export type ProofSource = {
  /** Slug. Left out of account where the configuration has no such collection. */
  collection: string
  /** Relation to what ran. */
  document: string
  /** Relation to where it ran. */
  outlet: string
  /** Text: where it can be read or seen. */
  address: string
  /** Date: when it ran there. */
  at: string
}

/** What stands at the head of the report as a document; null where a person has to write it. */
export type Letterhead = {
  /** The body that the issuing one belongs to; an empty text where it belongs to none. */
  superior: string | null
  issuer: string | null
  /** The issuing body in the number of the document: `STTTT` in `Số: …/BC-STTTT`. */
  abbreviation: string | null
  place: string | null
}

/** The organisation that a report is of: the one asked for, else the one that issued the plan. */
export type Issuer = { id: string; code: string; name: string }

export type ReportOptions = {
  /** false adds nothing. Default true. */
  enabled?: boolean
  /** Slug of the collection of rules, as the quota plugin has it: its numbers are reported. Default `quotas`. */
  quotas?: string
  /** Who of the house is asking; nobody else gets a report. Default: as the quota plugin has it. */
  actorOf?: ActorOf
  /**
   * What proves that something ran. Default: the receipts of the delivery plugin (`receipts`: `item`, `outlet`,
   * `url`, `publishedAt`).
   */
  proofs?: ProofSource[]
  /** What is known of the head of the document. Default: the issuer's name; a person writes the rest. */
  letterhead?: (args: { req: PayloadRequest; issuer: Issuer }) => Promise<Partial<Letterhead>>
}

type Decided = 'enabled' | 'quotas' | 'proofs'
export type SanitizedReportOptions = Required<Pick<ReportOptions, Decided>> & Omit<ReportOptions, Decided>

export const sanitizeOptions = (given: ReportOptions): SanitizedReportOptions => ({
  enabled: true,
  quotas: 'quotas',
  proofs: [{ collection: 'receipts', document: 'item', outlet: 'outlet', address: 'url', at: 'publishedAt' }],
  ...given,
})

const KEPT = 'loaReport'

/** The configuration's `custom` with these options in it, for `reportFor`. */
export const rememberOptions = (config: Config, options: SanitizedReportOptions): Config['custom'] => ({
  ...config.custom,
  [KEPT]: options,
})

/** @throws Error when the plugin is not there, or is switched off */
export const reportOptionsIn = ({ config }: Pick<Payload, 'config'>): SanitizedReportOptions => {
  const found = config.custom?.[KEPT] as SanitizedReportOptions | undefined
  if (!found) throw new Error('report: the plugin is not there')
  return found
}

/** What the quota plugin runs with: it knows which collections, tables and columns the project has. */
export type QuotaSettings = ReturnType<typeof quotaOptionsIn>

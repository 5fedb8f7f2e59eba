// The report as a file: each format and its library is loaded when somebody asks for it.
import type { PayloadRequest } from 'payload'
import { readableDate } from '../../readableDate.ts'
import { issuerByCode } from '../facts.ts'
import type { Letterhead, QuotaSettings, SanitizedReportOptions } from '../options.ts'
import type { Report } from '../readReport.ts'
import { documentOf } from './documentOf.ts'
import type { ReportDocument } from './model.ts'
import { type Wording, wordingOf } from './words.ts'

export const FILE_FORMATS = ['docx', 'xlsx', 'pdf'] as const
export type FileFormat = (typeof FILE_FORMATS)[number]

const TYPES: Record<FileFormat, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pdf: 'application/pdf',
}

type Making = {
  req: PayloadRequest
  report: Report
  quota: QuotaSettings
  letterhead: SanitizedReportOptions['letterhead']
}

/** A report as a file, in the language of the request. */
export const fileOf = async ({
  format,
  ...making
}: Making & { format: FileFormat }): Promise<{ body: Buffer; type: string; name: string }> => {
  const wording = wordingOf(making)
  const from = readableDate(wording.firstDay).replaceAll('/', '-')
  const until = readableDate(wording.lastDay).replaceAll('/', '-')
  return {
    body: await bodyOf({ format, wording, ...making }),
    type: TYPES[format],
    name: `${wording.words('fileName', { from, until })}.${format}`,
  }
}

/** What the documents say, for a screen or whatever else shows it. */
export const documentFor = async (making: Making): Promise<ReportDocument> =>
  documentOf({
    report: making.report,
    wording: wordingOf(making),
    letterhead: await letterheadOf(making),
  })

const bodyOf = async ({
  format,
  wording,
  ...making
}: Making & { format: FileFormat; wording: Wording }): Promise<Buffer> => {
  const { report, req } = making
  if (format === 'xlsx') return (await import('./xlsx.ts')).xlsxOf({ report, wording })
  const document = await documentFor(making)
  if (format === 'pdf') return (await import('./pdf.ts')).pdfOf({ document })
  return (await import('./docx.ts')).docxOf({ document, sharp: req.payload.config.sharp })
}

const letterheadOf = async ({ req, report, quota, letterhead }: Making): Promise<Letterhead> => {
  const code = report.organization ?? report.plan.issuer
  const issuer = code ? await issuerByCode({ req, quota, code }) : undefined
  // `12/KH-STTTT`: the body that issued the plan abbreviates itself there
  const [, abbreviation = null] = /\/[^-/]+-(.+)$/.exec(report.plan.number ?? '') ?? []
  return {
    superior: null,
    issuer: issuer?.name ?? null,
    abbreviation: issuer?.code === report.plan.issuer ? abbreviation : null,
    place: null,
    ...(issuer && (await letterhead?.({ req, issuer }))),
  }
}

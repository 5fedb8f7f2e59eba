// What each part of the document is made from.
import type { Report } from '../../readReport.ts'
import type { Wording } from '../words.ts'
import type { Numbering } from './numbering.ts'

export type Part = { report: Report; wording: Wording }
export type NumberedPart = Part & { numbered: Numbering }

// What an official report says, in which order: one model that the screen, the DOCX and the PDF render.
import type { Drawing } from './charts.ts'

/** `width` is a share of the table's. Numbers stand on the right. */
export type Column = { title: string; width: number; isNumber?: boolean }

export type Table = {
  kind: 'table'
  title: string
  columns: Column[]
  rows: string[][]
  /** The sums below; empty where there are none. */
  totals: string[]
}

export type Block =
  | { kind: 'heading'; level: 1 | 2; text: string }
  /** draft: what a person has to write · closing: what only a document says */
  | { kind: 'paragraph'; text: string; role?: 'draft' | 'closing' }
  | Table
  | { kind: 'chart'; title: string; drawing: Drawing }

export type ReportDocument = {
  language: 'vi' | 'en'
  /** Without what a person may still have to write: see `letterhead`. */
  country: string
  motto: string
  superior: string
  issuer: string
  number: string
  placeAndDate: string
  kind: string
  subject: string
  period: string
  addressee: string
  body: Block[]
  recipients: { title: string; lines: string[] }
  signer: string
  signerName: string
  annex: { title: string; of: string; heading: string; blocks: Block[] }
}

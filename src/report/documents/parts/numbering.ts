// The numbers of sections, tables and charts.
import type { Drawing } from '../charts.ts'
import type { Block, Table } from '../model.ts'
import type { Wording } from '../words.ts'

export type Numbering = ReturnType<typeof numbering>

/** Sections within a part, tables and charts are numbered in the order in which they come. */
export const numbering = ({ words }: Wording) => {
  let tables = 0
  let charts = 0
  let sections = 0
  return {
    part: (text: string): Block => {
      sections = 0
      return { kind: 'heading', level: 1, text }
    },
    heading: (text: string): Block => {
      sections += 1
      return { kind: 'heading', level: 2, text: `${sections}. ${text}` }
    },
    table: ({ title, ...table }: Omit<Table, 'kind'>): Table => {
      tables += 1
      return { kind: 'table', title: words('tableNumber', { number: tables, title }), ...table }
    },
    chart: ({ title, drawing }: { title: string; drawing: Drawing }): Block => {
      charts += 1
      return { kind: 'chart', title: words('chartNumber', { number: charts, title }), drawing }
    },
  }
}

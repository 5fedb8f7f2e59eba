// Puts measured figures into docs/RELIABILITY.md, between the marks of their part.
import { readFile, writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import path from 'node:path'

const file = path.join(import.meta.dirname, '../../docs/RELIABILITY.md')

/** @param part `faults` or `load`; @param lines what stands there from now on (Markdown) */
export const writeFigures = async (part: string, lines: string[]) => {
  const text = await readFile(file, 'utf8')
  const [begin, end] = [`<!-- ${part} -->\n`, `<!-- end of ${part} -->\n`]
  const [before, rest] = split(text, begin)
  const [, after] = split(rest, end)
  await writeFile(file, [before, begin, '\n', lines.join('\n'), '\n\n', end, after].join(''))
}

/** Where and when it was measured. */
export const circumstances = ({ minutes }: { minutes: number }) =>
  `Measured ${new Date().toISOString().slice(0, 10)} in ${minutes} minutes, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim()}.`

/** A table in Markdown, its columns as wide as the formatter makes them. */
export const tableOf = (head: string[], rows: (string | number)[][]) => {
  const cells = [head, ...rows].map((row) => row.map(String))
  const widths = head.map((_, n) => Math.max(3, ...cells.map((row) => row[n]?.length ?? 0)))
  const lineOf = (row: string[]) => `| ${row.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |`
  const [names = '', ...lines] = cells.map(lineOf)
  return [names, lineOf(widths.map((width) => '-'.repeat(width))), ...lines]
}

const split = (text: string, mark: string): [string, string] => {
  const at = text.indexOf(mark)
  if (at < 0) throw new Error(`docs/RELIABILITY.md has no ${mark.trim()}`)
  return [text.slice(0, at), text.slice(at + mark.length)]
}

// What leaves the house, opened by programs that did not make it.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { unzipSync } from 'fflate'

/** The text of a PDF, a string a page. */
export const pagesOfPdf = async (bytes: Uint8Array): Promise<string[]> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
  const pages = []
  for (let at = 1; at <= pdf.numPages; at += 1) {
    const { items } = await (await pdf.getPage(at)).getTextContent()
    pages.push(items.map((one) => ('str' in one ? one.str : '')).join(' '))
  }
  return pages
}

/** The paragraphs of a DOCX; throws when a part of it is no XML. */
export const paragraphsOfDocx = (bytes: Uint8Array): string[] => {
  const xml = partOf(bytes, 'word/document.xml')
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map(([, text = '']) => text).join(''),
  )
}

/** Every text that the cells of an XLSX show, in no order. */
export const textsOfXlsx = (bytes: Uint8Array): string[] => {
  const parts = unzipSync(bytes)
  const found: string[] = []
  const parser = new XMLParser({ ignoreAttributes: true, processEntities: true, parseTagValue: false })
  const collect = (value: unknown, key = ''): void => {
    if (typeof value === 'string' && (key === 't' || key === 'v')) found.push(value)
    else if (Array.isArray(value)) for (const one of value) collect(one, key)
    else if (value && typeof value === 'object')
      for (const [name, one] of Object.entries(value)) collect(one, name)
  }
  for (const [name, part] of Object.entries(parts))
    if (/sharedStrings|worksheets\/sheet\d+\.xml$/.test(name))
      collect(parser.parse(new TextDecoder().decode(part)))
  return found
}

/** A list in extended M3U; throws at the first line that is none. */
export const entriesOfM3u = (text: string): { seconds: number; title: string; url: string }[] => {
  const [head, ...lines] = text.replace(/\n$/, '').split('\n')
  if (head !== '#EXTM3U') throw new Error(`no M3U: ${head}`)
  const entries = []
  let info: RegExpExecArray | null = null
  for (const line of lines) {
    if (line.startsWith('#EXTINF:')) {
      info = /^#EXTINF:(-?\d+),(.+)$/.exec(line)
      if (!info) throw new Error(`no EXTINF: ${line}`)
    } else if (!line.startsWith('#')) {
      if (!info) throw new Error(`an address without EXTINF: ${line}`)
      entries.push({ seconds: Number(info[1]), title: String(info[2]), url: new URL(line).href })
      info = null
    }
  }
  return entries
}

const OFFICE = ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'].find(
  existsSync,
)

/** The file as LibreOffice prints it, as a PDF; null where LibreOffice is not installed. */
export const printedByOffice = async (bytes: Uint8Array, extension: string): Promise<Buffer | null> => {
  if (!OFFICE) return null
  const folder = await mkdtemp(path.join(tmpdir(), 'loa-office-'))
  try {
    const file = path.join(folder, `tep.${extension}`)
    await writeFile(file, bytes)
    const profile = `-env:UserInstallation=file://${folder}/profile`
    const args = [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, file]
    await promisify(execFile)(OFFICE, args, { timeout: 60_000 })
    return await readFile(path.join(folder, 'tep.pdf'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const partOf = (bytes: Uint8Array, name: string): string => {
  const xml = new TextDecoder().decode(unzipSync(bytes)[name])
  const verdict = XMLValidator.validate(xml)
  if (verdict !== true) throw new Error(`${name}: ${verdict.err.msg}`)
  return xml
}

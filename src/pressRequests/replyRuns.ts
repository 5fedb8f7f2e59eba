// What an editor of texts may make (see collections/richText.ts) as paragraphs of an official paper.
import {
  ExternalHyperlink,
  type IRunOptions,
  type Paragraph,
  type ParagraphChild,
  TextRun,
  UnderlineType,
} from 'docx'
import { heading, justified } from '../report/documents/officialForm.ts'
import { cleanText } from '../report/documents/text.ts'

type Node = {
  type?: string
  tag?: string
  text?: string
  format?: number | string
  listType?: string
  fields?: { url?: string | null }
  children?: Node[]
}

/** A text as the editor keeps it; nothing for an empty one. */
export const paragraphsOf = (text: unknown): Paragraph[] =>
  ((text as { root?: Node } | null | undefined)?.root?.children ?? []).flatMap((node) => blockOf(node))

const blockOf = (node: Node): Paragraph[] => {
  if (node.type === 'heading') return [heading({ level: 2, text: plain(node) })]
  if (node.type === 'list') return itemsOf({ list: node, depth: 0 })
  if (node.type === 'quote') return [justified(runsOf(node, { italics: true }), { indent: { left: STEP } })]
  return [justified(runsOf(node))]
}

/** Twentieths of a point by which a list or a quotation is set in: 10 mm. */
const STEP = 567

const itemsOf = ({ list, depth }: { list: Node; depth: number }): Paragraph[] => {
  let number = 0
  return (list.children ?? []).flatMap((item) => {
    const inner = (item.children ?? []).filter(({ type }) => type === 'list')
    const own = (item.children ?? []).filter(({ type }) => type !== 'list')
    if (own.length > 0) number += 1
    const mark = list.listType === 'number' ? `${number}. ` : '- '
    return [
      ...(own.length > 0
        ? [
            justified([new TextRun(mark), ...runsOf({ children: own })], {
              indent: { left: depth * STEP, firstLine: STEP },
            }),
          ]
        : []),
      ...inner.flatMap((one) => itemsOf({ list: one, depth: depth + 1 })),
    ]
  })
}

const runsOf = (node: Node, look: IRunOptions = {}): ParagraphChild[] =>
  (node.children ?? []).flatMap((child): ParagraphChild[] => {
    if (child.type === 'linebreak') return [new TextRun({ break: 1 })]
    if (child.type === 'text')
      return [new TextRun({ ...look, ...lookOf(child), text: cleanText(child.text ?? '') })]
    const { url } = child.fields ?? {}
    // printed, an address behind a word is lost: it stands after it
    if (url && /^(https?|mailto):/.test(url)) {
      const address = plain(child) === url ? [] : [new TextRun({ ...look, text: cleanText(` (${url})`) })]
      return [new ExternalHyperlink({ link: url, children: runsOf(child, look) }), ...address]
    }
    return runsOf(child, look)
  })

// bits of Lexical's `format`
const BOLD = 1
const ITALIC = 2
const UNDERLINE = 8

const lookOf = ({ format }: Node): IRunOptions => {
  const bits = typeof format === 'number' ? format : 0
  return {
    ...(bits & BOLD ? { bold: true } : {}),
    ...(bits & ITALIC ? { italics: true } : {}),
    ...(bits & UNDERLINE ? { underline: { type: UnderlineType.SINGLE } } : {}),
  }
}

const plain = ({ text, children }: Node): string => text ?? (children ?? []).map(plain).join('')

// The reply to a newsroom as a file that its writer can go on with: the sheet in the form of official papers.
import { Document, Packer, Paragraph, TextRun } from 'docx'
import {
  formFoot,
  formHead,
  formStyles,
  formTitle,
  heading,
  justified,
  section,
} from '../report/documents/officialForm.ts'
import { cleanText } from '../report/documents/text.ts'
import { paragraphsOf } from './replyRuns.ts'
import type { PressSheet } from './sheet.ts'

export const pressSheetDocxOf = async ({
  language,
  head,
  title,
  facts,
  question,
  reply,
  files,
  corrections,
  foot,
}: PressSheet): Promise<Buffer> =>
  Packer.toBuffer(
    new Document({
      title: cleanText(title.join(': ')),
      creator: cleanText(head.issuer),
      styles: { default: formStyles(language) },
      sections: [
        section([
          formHead({ ...head, superior: upper(head.superior), issuer: upper(head.issuer) }),
          ...formTitle(title),
          new Paragraph({}),
          ...facts.map(named),
          ...(question ? [part(question.heading), ...linesOf(question.text)] : []),
          part(reply.heading),
          ...paragraphsOf(reply.text),
          ...(files ? [part(files.heading), ...files.names.map((name) => plain(`- ${name}`))] : []),
          ...(corrections ? [part(corrections.heading), ...corrections.lines.map(named)] : []),
          ...formFoot(foot),
        ]),
      ],
    }),
  )

const upper = (name: string) => name.toLocaleUpperCase('vi')

const part = (text: string) => heading({ level: 1, text })

const plain = (text: string) => justified([new TextRun(cleanText(text))])

const linesOf = (text: string) =>
  text.split('\n').flatMap((line) => (line.trim() ? [plain(line.trim())] : []))

const named = ([name, value]: [string, string]) =>
  justified([
    new TextRun({ text: cleanText(name ? `${name}: ` : ''), bold: true }),
    new TextRun(cleanText(value)),
  ])

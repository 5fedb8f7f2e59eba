// A draft may be unfinished; what is handed to an approver may not.
import { convertLexicalToPlaintext } from '@payloadcms/richtext-lexical/plaintext'
import type { Condition } from '../src/approval/index.ts'
import { invalid } from '../src/errors/index.ts'

export const requireCompleteItem: Condition = ({ doc, req }) => {
  const missing = []
  const outlets = Array.isArray(doc.outlets) ? doc.outlets : []
  if (outlets.length === 0) missing.push(invalid({ req, path: 'outlets', reason: 'outletRequired' }))
  if (!hasText(doc)) missing.push(invalid({ req, path: 'body', reason: 'textRequired' }))
  return missing
}

const hasText = ({ body, summary, cover }: Record<string, unknown>) =>
  Boolean(summary || cover) ||
  (body ? convertLexicalToPlaintext({ data: body as never }).trim() !== '' : false)

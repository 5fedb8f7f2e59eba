// Markdown of the demo's files as the rich text of an item.
import { convertMarkdownToLexical, editorConfigFactory } from '@payloadcms/richtext-lexical'
import type { PayloadRequest } from 'payload'

export const lexicalOf = async ({ req, markdown }: { req: PayloadRequest; markdown: string }) => {
  const field = req.payload.collections.items.config.flattenedFields.find(({ name }) => name === 'body')
  if (field?.type !== 'richText') throw new Error('items have no rich text')
  return convertMarkdownToLexical({ editorConfig: editorConfigFactory.fromField({ field }), markdown })
}

// Why this exists: parser, validation and limits of GraphQL have words and shapes of their own. What they refuse is
// `invalid` like any other request, in the caller's language; and as refusals are kept by the text of their query, the
// language is chosen when they are sent.
import type { GraphQLError } from 'graphql'
import { createGraphQLError, type Plugin } from 'graphql-yoga'
import { en } from '../i18n/en.ts'
import { vi } from '../i18n/vi.ts'
import { toBody } from './errors.ts'
import { type Language, languageOfRequest } from './language.ts'

/** A limit that a query exceeds, as `queryLimits.ts` reports it in `extensions.limit`. */
export type ExceededLimit = { name: Exclude<keyof typeof vi.graphql, 'invalid'>; most: number }

/** `extensions.data` with a code for every error; the words of the parser stand beside it as `detail`, in English. */
export const speakOfErrors = (): Plugin => ({
  onResultProcess: ({ request, result, setResult }) => {
    if (!('errors' in result) || !result.errors?.length) return
    const language = languageOfRequest(request.headers)
    setResult({
      ...result,
      errors: result.errors.map((error) => spoken({ error, language })),
    })
  },
})

const spoken = ({ error, language }: { error: GraphQLError; language: Language }) => {
  const { message: detail, nodes, source, positions, path, originalError } = error
  const { data, limit, ...extensions } = error.extensions as { data?: object; limit?: ExceededLimit }
  if (data && !limit) return error
  const say = (message: string, told: object) =>
    createGraphQLError(message, { nodes, source, positions, path, extensions: { ...extensions, data: told } })
  const words = (language === 'en' ? en : vi).graphql
  if (limit) return say(words[limit.name].replace('{{most}}', String(limit.most)), { ...data })
  if (originalError && originalError.name !== 'GraphQLError') {
    const [internal] = toBody({ error: originalError, language }).body.errors
    return say(internal?.message ?? '', { code: internal?.data.code })
  }
  return say(words.invalid, { code: 'invalid', path: 'query', detail })
}

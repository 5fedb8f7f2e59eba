// The OpenAPI 3.1 document, made of the operations and of the zod schemas that validate. Texts are Vietnamese with
// English behind an empty line.
import { z } from 'zod'
import { portalWords } from '../../i18n/portals/index.ts'
import { ANSWERS } from './answers.ts'
import { type Content, OPERATIONS, type Operation } from './operations.ts'

const [vi, en] = [portalWords('vi'), portalWords('en')]
const both = (one: string, other: string) => `${one}\n\n${other}`

export type Schema = {
  type?: string | string[]
  $ref?: string
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  anyOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  format?: string
  default?: unknown
  minimum?: number
  maximum?: number
  maxLength?: number
}
type Header = { description: string; schema: Schema }
export type Parameter = {
  name: string
  in: 'query' | 'path' | 'header'
  required?: boolean
  description: string
  schema: Schema
}
export type Answer = {
  description: string
  content?: Record<string, { schema: Schema }>
  headers?: Record<string, Header>
}
export type DocumentedOperation = {
  operationId: string
  tags: string[]
  summary: string
  'x-summary-en': string
  description: string
  parameters?: Parameter[]
  requestBody?: { required: true; content: Record<string, { schema: Schema }> }
  responses: Record<string, Answer>
  security: Record<string, string[]>[]
  'x-codeSamples': { lang: string; source: string }[]
}

/** @param base address of the API without a slash at the end */
export const openApiOf = ({ base }: { base: string }) => ({
  openapi: '3.1.1' as const,
  jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
  info: { title: `Loa · ${vi.title}`, version: '1', description: both(vi.intro, en.intro) },
  servers: [{ url: base }],
  tags: (Object.keys(vi.tags) as (keyof typeof vi.tags)[]).map((name) => ({
    name,
    description: both(vi.tags[name], en.tags[name]),
  })),
  paths: pathsOf(),
  components: {
    schemas: namedSchemas(),
    securitySchemes: {
      bearer: { type: 'http', scheme: 'bearer', description: both(vi.securityText, en.securityText) },
      basic: { type: 'http', scheme: 'basic', description: both(vi.securityText, en.securityText) },
    },
  },
})
export type OpenApi = ReturnType<typeof openApiOf>

const pathsOf = () => {
  const paths: Record<string, Record<string, DocumentedOperation>> = {}
  for (const operation of OPERATIONS) {
    const { path, method } = operation
    paths[path] = { ...paths[path], [method]: documented(operation) }
  }
  return paths
}

const documented = (operation: Operation): DocumentedOperation => {
  const { id, tag, method, body, isPublic = false, hasParts = false, curl } = operation
  const parameters = [
    ...parametersOf(operation),
    ...(hasParts ? [RANGE] : []),
    ...(method === 'get' ? [IF_NONE_MATCH] : []),
  ]
  return {
    operationId: id,
    tags: [tag],
    summary: vi.operations[id].summary,
    'x-summary-en': en.operations[id].summary,
    description: both(vi.operations[id].description, en.operations[id].description),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: { 'application/json': contentOf(body) } } } : {}),
    responses: responsesOf(operation),
    security: isPublic ? [] : [{ bearer: [] }, { basic: [] }],
    'x-codeSamples': [{ lang: 'Shell', source: `curl ${curl}` }],
  }
}

const IF_NONE_MATCH: Parameter = {
  name: 'If-None-Match',
  in: 'header',
  description: both(vi.answerWords.isNew, en.answerWords.isNew),
  schema: { type: 'string' },
}

const RANGE: Parameter = {
  name: 'Range',
  in: 'header',
  description: both(vi.answerWords.range, en.answerWords.range),
  schema: { type: 'string' },
}

type ParameterName = keyof typeof vi.parameterWords
const describedAs = (name: string) =>
  both(vi.parameterWords[name as ParameterName], en.parameterWords[name as ParameterName])

const parametersOf = ({ parameters = [], query }: Operation): Parameter[] => {
  const { properties = {}, required = [] } = query ? jsonSchemaOf(query) : {}
  return [
    ...parameters.map(
      (name): Parameter => ({
        name,
        in: 'path',
        required: true,
        description: describedAs(name),
        schema: { type: 'string' },
      }),
    ),
    ...Object.entries(properties).map(
      ([name, schema]): Parameter => ({
        name,
        in: 'query',
        ...(required.includes(name) ? { required: true } : {}),
        description: describedAs(name),
        schema,
      }),
    ),
  ]
}

const responsesOf = ({
  method,
  answers,
  makes,
  hasParts,
  isPublic,
  refusals = [],
}: Operation): Record<string, Answer> => {
  const statuses = [...refusals, ...(isPublic ? [] : ([401, 429, 503] as const)), 500 as const]
  const content = Object.fromEntries(Object.entries(answers).map(([type, one]) => [type, contentOf(one)]))
  const said = (word: keyof typeof vi.answerWords) => both(vi.answerWords[word], en.answerWords[word])
  const header = (word: 'etag' | 'cacheControl' | 'retryAfter', type = 'string') => ({
    description: said(word),
    schema: { type },
  })
  const kept = { ETag: header('etag'), 'Cache-Control': header('cacheControl') }
  return {
    200: { description: said('ok'), content, ...(method === 'get' ? { headers: kept } : {}) },
    ...(makes ? { 201: { description: said('201'), content } } : {}),
    ...(hasParts ? { 206: { description: said('206'), content, headers: kept } } : {}),
    ...(method === 'get' ? { 304: { description: said('304'), headers: kept } } : {}),
    ...Object.fromEntries(
      statuses.map((status) => [
        status,
        {
          description: said(`${status}`),
          content: { 'application/json': contentOf('Error') },
          ...(status === 503 || status === 429
            ? { headers: { 'Retry-After': header('retryAfter', 'integer') } }
            : {}),
        },
      ]),
    ),
  }
}

const contentOf = (content: Content): { schema: Schema } => {
  if (content === 'bytes') return { schema: {} }
  return { schema: content === 'text' ? { type: 'string' } : { $ref: referenceTo(content) } }
}

const referenceTo = (name: string) => `#/components/schemas/${name}`

/** As it is sent: what has a default may be left out, and further properties may be added one day. */
const jsonSchemaOf = (schema: z.ZodType): Schema => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' })
  return withoutNoise(rest) as Schema
}

const namedSchemas = (): Record<string, Schema> => {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(ANSWERS)) registry.add(schema, { id })
  const { schemas } = z.toJSONSchema(registry, { io: 'input', uri: referenceTo })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [
      name,
      withWords(name, withoutNoise(schema) as Schema),
    ]),
  )
}

/** Leaves out what zod writes beside what is meant: patterns beside a `format`, and the bounds of every integer. */
const withoutNoise = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutNoise)
  if (typeof value !== 'object' || value === null) return value
  const isSaid = ([name, one]: [string, unknown]) =>
    !(name === 'pattern' && 'format' in value) &&
    !(/^(minimum|maximum)$/.test(name) && Math.abs(Number(one)) === Number.MAX_SAFE_INTEGER)
  return Object.fromEntries(
    Object.entries(value)
      .filter(isSaid)
      .map(([name, one]) => [name, withoutNoise(one)]),
  )
}

type Fields = Record<string, Record<string, string> | undefined>

const withWords = (name: string, schema: Schema): Schema => {
  const words = ({ vi: one }: { vi: Fields }) => ({
    ...(/Line|Event$/.test(name) ? one.Term : {}),
    ...one[name],
  })
  const [inVi, inEn] = [words({ vi: vi.fields }), words({ vi: en.fields })]
  if (!schema.properties) return schema
  const properties = Object.fromEntries(
    Object.entries(schema.properties).map(([key, { description, ...property }]) => {
      const told = inVi[key] ? both(inVi[key], inEn[key] ?? '') : description
      return [key, { ...property, ...(told ? { description: told } : {}) }]
    }),
  )
  return { ...schema, properties }
}

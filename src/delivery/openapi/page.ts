// The documentation as a page: made from the OpenAPI document, readable without scripts and without any other file.
import { portalWords } from '../../i18n/portals/index.ts'
import { escapeHtml } from '../formats/clean.ts'
import type { Answer, DocumentedOperation, OpenApi, Parameter, Schema } from './document.ts'
import { STYLE } from './style.ts'

const [vi, en] = [portalWords('vi'), portalWords('en')]

export const pageOf = (document: OpenApi): string => {
  const base = document.servers[0]?.url ?? ''
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const groups = document.tags.map(({ name, description }) => ({
    name,
    description,
    operations: operations.filter(({ operation }) => operation.tags.includes(name)),
  }))
  return `<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(document.info.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<nav aria-label="${vi.contents}">
<a class="brand" href="#top">Loa</a>
<a href="#start">${vi.start}</a>
${groups
  .map(
    ({ description, operations: own }) => `<h2>${firstOf(description)}</h2>
${own.map(({ operation, method, path }) => `<a href="#${operation.operationId}" title="${escapeHtml(`${method.toUpperCase()} ${path}`)}">${escapeHtml(operation.summary)}</a>`).join('\n')}`,
  )
  .join('\n')}
<h2><a href="#schemas">${vi.schemas}</a></h2>
</nav>
<main id="top">
<header>
<h1>${escapeHtml(vi.title)}</h1>
<p class="english heading" lang="en">${escapeHtml(en.title)}</p>
${paragraphs(document.info.description)}
</header>
<section id="start">
${heading(vi.start, en.start)}
${paragraphs(`${vi.startText}\n\n${en.startText}`)}
<pre tabindex="0"><code>API=${escapeHtml(base)}
KEY=loa_…
curl "$API/items?limit=2" -H "Authorization: Bearer $KEY"</code></pre>
${paragraphs(document.components.securitySchemes.bearer.description)}
<p>${escapeHtml(vi.machine)} <span class="english" lang="en">· ${escapeHtml(en.machine)}</span>: <a href="${escapeHtml(base)}/openapi.json">openapi.json</a></p>
</section>
${groups
  .map(
    ({ description, operations: own }) => `<section>
${headingOf(description)}
${own.map((one) => operationOf(one)).join('\n')}
</section>`,
  )
  .join('\n')}
<section id="schemas">
${heading(vi.schemas, en.schemas)}
${Object.entries(document.components.schemas)
  .map(([name, schema]) => schemaOf(name, schema))
  .join('\n')}
</section>
</main>
</body>
</html>
`
}

const operationOf = ({
  path,
  method,
  operation,
}: {
  path: string
  method: string
  operation: DocumentedOperation
}): string => {
  const { operationId, summary, description, parameters = [], requestBody, responses, security } = operation
  const own = parameters.filter((one) => one.in !== 'header')
  const sent = requestBody?.content['application/json']?.schema
  const answer = Object.entries(responses).map(([status, one]) => answerOf(status, one))
  return `<article id="${operationId}">
<h3>${escapeHtml(summary)} <span class="english" lang="en">${escapeHtml(operation['x-summary-en'])}</span></h3>
<p class="address"><b class="${method}">${method.toUpperCase()}</b> <code>${escapeHtml(path).replaceAll('/', '/<wbr>')}</code>${security.length === 0 ? ` <i>${escapeHtml(vi.isPublic)}</i>` : ''}</p>
${paragraphs(description)}
${own.length > 0 ? `${label(vi.parameters, en.parameters)}<dl>${own.map(parameterOf).join('')}</dl>` : ''}
${sent ? `${label(vi.body, en.body)}<p>${typeOf(sent)}</p>` : ''}
<pre tabindex="0"><code>${escapeHtml(operation['x-codeSamples'][0]?.source ?? '')}</code></pre>
<details><summary>${escapeHtml(vi.answers)} <span class="english" lang="en">${escapeHtml(en.answers)}</span>: ${Object.keys(responses).join(', ')}</summary><dl>${answer.join('')}</dl></details>
</article>`
}

const parameterOf = ({ name, required, description, schema }: Parameter): string =>
  entryOf({ name, description, schema, note: required ? vi.required : undefined })

const entryOf = ({
  name,
  description,
  schema,
  note,
}: Pick<Parameter, 'name' | 'description' | 'schema'> & { note: string | undefined }): string => {
  const marks = [
    typeOf(schema),
    ...(schema.minimum !== undefined && schema.maximum !== undefined
      ? [`${schema.minimum} … ${schema.maximum}`]
      : []),
    ...(schema.default === undefined ? [] : [`${vi.byDefault} ${escapeHtml(String(schema.default))}`]),
    ...(note ? [note] : []),
  ]
  return `<div><dt><code>${escapeHtml(name)}</code><small>${marks.join(' · ')}</small></dt><dd>${paragraphs(description)}</dd></div>`
}

const answerOf = (status: string, { description, content = {} }: Answer): string => {
  const types = Object.entries(content).map(
    ([type, { schema }]) =>
      `<li><code>${escapeHtml(type)}</code>${schema.$ref ? ` ${typeOf(schema)}` : ''}</li>`,
  )
  return `<div><dt><code>${status}</code></dt><dd>${paragraphs(description)}${types.length > 0 ? `<ul>${types.join('')}</ul>` : ''}</dd></div>`
}

const schemaOf = (name: string, { properties = {}, required = [] }: Schema): string =>
  `<details class="schema" id="schema-${name}"><summary><code>${name}</code></summary><dl>${Object.entries(
    properties,
  )
    .map(([key, property]) =>
      entryOf({
        name: key,
        description: property.description ?? '',
        schema: property,
        note: required.includes(key) ? undefined : vi.optional,
      }),
    )
    .join('')}</dl></details>`

/** The type in a few words, HTML; named ones lead to their description. */
const typeOf = (schema: Schema): string => {
  const { $ref, anyOf, items, type, format } = schema
  if ($ref) {
    const name = escapeHtml($ref.slice($ref.lastIndexOf('/') + 1))
    return `<a href="#schema-${name}">${name}</a>`
  }
  if (anyOf) {
    const [first, ...others] = anyOf.filter((one) => one.type !== 'null')
    const some = [first, ...others].map((one) => (one ? typeOf(one) : '')).join(' | ')
    return anyOf.some((one) => one.type === 'null') ? `${some} ${vi.orNull}` : some
  }
  if (schema.enum) return schema.enum.map((one) => escapeHtml(String(one))).join(' | ')
  if (schema.const !== undefined) return escapeHtml(String(schema.const))
  if (type === 'array') return `${vi.listOf} ${items ? typeOf(items) : ''}`
  const names = [type ?? []].flat().filter((one) => one !== 'null')
  const isNullable = Array.isArray(type) && type.includes('null')
  return escapeHtml(`${format ?? names.join(' | ')}${isNullable ? ` ${vi.orNull}` : ''}`)
}

/** Vietnamese, and English below it, fainter. */
const paragraphs = (text: string): string => {
  const [one = '', other] = text.split('\n\n')
  const inEnglish = other ? `<p class="english" lang="en">${escapeHtml(other)}</p>` : ''
  return one ? `<p>${escapeHtml(one)}</p>${inEnglish}` : ''
}

const firstOf = (text: string): string => escapeHtml(text.split('\n\n')[0] ?? '')
const headingOf = (text: string): string => {
  const [one = '', other = ''] = text.split('\n\n')
  return heading(one, other)
}
const heading = (one: string, other: string): string =>
  `<h2>${escapeHtml(one)}${other === one ? '' : ` <span class="english" lang="en">${escapeHtml(other)}</span>`}</h2>`
const label = (one: string, other: string): string =>
  `<h4>${escapeHtml(one)} <span class="english" lang="en">${escapeHtml(other)}</span></h4>`

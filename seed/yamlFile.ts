// Seed files are written by hand, so every mistake in one is reported at once, each with its line.
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { z } from 'zod'
import { type Message, messages } from './messages.ts'

/** Where a value sits in a file: keys and list positions from the top. */
export type Path = readonly (string | number)[]

/** Something wrong in a file. `line` and `column` start at 1; `path` reads `events[3].startsAt`. */
export type Problem = { file: string; line: number; column: number; path: string; message: Message }

/** Something wrong at a path, before the path is turned into a line. `onKey` points at the key itself. */
export type Finding = { path: Path; message: Message; onKey?: boolean }

/** A parsed file: plain data, and where each piece of it stands. */
export type YamlFile = {
  name: string
  data: unknown
  /** Line and column, from 1, of the value at `path`; of the nearest value above it where it is missing. */
  locate: (place: { path: Path; onKey?: boolean }) => { line: number; column: number }
}

/** A file on disk, or text that has a name of its own in messages. */
export type YamlSource = { path: string; name?: string } | { text: string; name: string }

/** Parses YAML. A file with syntax errors gives those errors only, as nothing else in it can be trusted. */
export const parseYamlFile = async (
  source: YamlSource,
): Promise<{ file: YamlFile } | { problems: Problem[] }> => {
  const name = source.name ?? ('path' in source ? basename(source.path) : '')
  const start = (message: Message): { problems: Problem[] } => ({
    problems: [{ file: name, line: 1, column: 1, path: '', message }],
  })
  let text: string
  try {
    text = 'text' in source ? source.text : await readFile(source.path, 'utf8')
  } catch (error) {
    return start(messages.cannotRead((error as NodeJS.ErrnoException).code ?? 'unknown'))
  }
  const lineCounter = new LineCounter()
  let document: ReturnType<typeof parseDocument>
  try {
    document = parseDocument(text, { lineCounter, prettyErrors: false })
  } catch {
    return start(messages.tooDeep()) // thousands of brackets within each other
  }
  const faults = [...document.errors, ...document.warnings]
  if (faults.length > 0) {
    return {
      problems: faults.map((fault) => {
        const { line, col } = lineCounter.linePos(fault.pos[0])
        return { file: name, line, column: col, path: '', message: messages.syntax(fault.message) }
      }),
    }
  }
  let data: unknown
  try {
    data = document.toJS()
  } catch (error) {
    return start(messages.syntax((error as Error).message)) // an alias that leads nowhere, or to itself
  }
  if (data === null || data === undefined) return start(messages.empty())

  const locate: YamlFile['locate'] = ({ path, onKey = false }) => {
    let node: unknown = document.contents
    let offset = isNode(document.contents) ? (document.contents.range?.[0] ?? 0) : 0
    for (const [index, segment] of path.entries()) {
      if (isAlias(node)) node = node.resolve(document)
      if (isMap(node)) {
        const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(segment))
        if (!pair) break
        const isLast = index === path.length - 1
        const inline = isScalar(pair.value) && pair.value.value !== null
        const target = isLast && inline && !onKey ? pair.value : pair.key
        offset = rangeStart(target) ?? offset
        node = pair.value
      } else if (isSeq(node)) {
        const item = node.items[Number(segment)]
        if (!isNode(item)) break
        offset = rangeStart(item) ?? offset
        node = item
      } else break
    }
    const { line, col } = lineCounter.linePos(offset)
    return { line, column: col }
  }
  return { file: { name, data, locate } }
}

/** Everything a schema has against the data, in our own words. */
export const schemaFindings = ({ schema, data }: { schema: z.ZodType; data: unknown }): Finding[] => {
  const result = schema.safeParse(data, { reportInput: true })
  return result.success ? [] : result.error.issues.flatMap((issue) => describeIssue(issue, data))
}

/** Findings as problems, in the order in which they stand in the file. */
export const toProblems = ({ file, findings }: { file: YamlFile; findings: Finding[] }): Problem[] =>
  findings
    .map(({ path, message, onKey }) => ({
      file: file.name,
      ...file.locate({ path, onKey }),
      path: formatPath(path),
      message,
    }))
    .sort((a, b) => a.line - b.line || a.column - b.column)

/** One line for a terminal: `plan.yaml:12:5 events[3].startsAt: …`. `language` is `vi` or `en`. */
export const formatProblem = (problem: Problem, language: keyof Message): string =>
  `${problem.file}:${problem.line}:${problem.column} ${problem.path ? `${problem.path}: ` : ''}${problem.message[language]}`

/** `['events', 3, 'startsAt']` as `events[3].startsAt`. */
export const formatPath = (path: Path): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : text ? `${text}.${part}` : part),
    '',
  )

/** The value at a path, or undefined. */
export const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, part) =>
      value !== null && typeof value === 'object'
        ? (value as Record<string | number, unknown>)[part]
        : undefined,
    data,
  )

const rangeStart = (node: unknown): number | undefined => (isNode(node) ? node.range?.[0] : undefined)

const describeIssue = (issue: z.core.$ZodIssue, data: unknown): Finding[] => {
  const path = issue.path.filter((part) => typeof part !== 'symbol') as (string | number)[]
  const last = path.at(-1)
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        message: messages.unknownKey(key),
        onKey: true,
      }))
    case 'invalid_type':
    case 'invalid_value': {
      const value = valueAt(data, path)
      if (value === undefined) return [{ path, message: messages.missing(String(last)) }]
      const message =
        issue.code === 'invalid_value'
          ? messages.notOneOf(issue.values)
          : messages.wrongType({ expected: issue.expected, received: typeName(value) })
      return [{ path, message }]
    }
    case 'invalid_format':
      if (issue.format === 'date') return [{ path, message: messages.notADay() }]
      if (issue.format === 'datetime') return [{ path, message: messages.notATimestamp() }]
      return [{ path, message: messages.badFormat() }]
    case 'too_small':
      return [
        {
          path,
          message:
            issue.origin === 'number' ? messages.tooSmall(issue.minimum) : messages.tooShort(issue.minimum),
        },
      ]
    case 'too_big':
      return [
        {
          path,
          message:
            issue.origin === 'number' ? messages.tooBig(issue.maximum) : messages.tooLong(issue.maximum),
        },
      ]
    case 'custom':
      return [{ path, message: (issue.params as { says?: Message } | undefined)?.says ?? messages.invalid() }]
    default:
      return [{ path, message: messages.invalid() }]
  }
}

const typeName = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value

// A communication plan is data that a person writes: this is its form, and the only way in.
import { z } from 'zod'
import { CHANNELS, EVENT_KINDS, KINDS } from '../src/channels/index.ts'
import { type Message, messages } from './messages.ts'
import { planFindings, unresolvedReferences } from './planChecks.ts'
import {
  formatPath,
  type Problem,
  parseYamlFile,
  schemaFindings,
  toProblems,
  type YamlSource,
} from './yamlFile.ts'

export type { Message } from './messages.ts'
export { formatProblem, type Problem } from './yamlFile.ts'

const says = (message: Message) => ({ params: { says: message } })

const code = z
  .string()
  .refine((text) => /^[A-Za-z0-9]+([.-][A-Za-z0-9]+)*$/.test(text), says(messages.notACode()))
const text = z.string().trim().min(1)
const day = z.iso.date()
const moment = z.iso.datetime({ offset: true })

const clause = text.optional().describe('Clause of the document, such as II.2.1')
const gloss = text.optional().describe('One line of English for whoever does not read Vietnamese')
const description = text.optional().describe('What it is about, in Vietnamese')
const needsSecondApproval = z
  .boolean()
  .optional()
  .describe('Whether the unit approves first and the department second')

const planSchema = z.strictObject({
  code: code.describe('Code of the plan, unique among all plans'),
  title: text.describe('Title of the document'),
  gloss,
  number: text.optional().describe('Number of the document; … where it is left blank'),
  description,
  startsOn: day.describe('First day of the plan, in its time zone'),
  endsOn: day.describe('Last day of the plan, in its time zone, that day included'),
  timeZone: text
    .refine((name) => isTimeZone(name), says(messages.notAZone()))
    .describe('IANA time zone in which days, weeks and months of the plan are read'),
  organization: code.describe('Organisation that issues and guides the plan'),
})

const organizationSchema = z.strictObject({
  code: code.describe('Code of the organisation, unique in the list'),
  name: text.describe('Official name'),
  gloss,
  kind: z.enum(['department', 'committee', 'press', 'centre']).describe('What sort of body it is'),
  parent: code
    .optional()
    .describe('Organisation that guides it under the plan (III.1); none for the one that guides all'),
  opensOn: day
    .optional()
    .describe('First day of its existence, in the plan’s time zone; none when older than the plan'),
  closesOn: day
    .optional()
    .describe('Last day of its existence, that day included; it owes nothing afterwards'),
  successor: code.optional().describe('Organisation that carries on after closesOn'),
  needsSecondApproval,
})

const outletSchema = z.strictObject({
  code: code.describe('Code of the outlet, unique in the list'),
  name: text.describe('Name the public knows'),
  gloss,
  channel: z.enum(CHANNELS).describe('Channel of the plan (II.2) it belongs to'),
  organization: code.describe('Organisation that runs it'),
  opensOn: day.optional().describe('First day on which it carries items; none when older than the plan'),
  closesOn: day.optional().describe('Last day on which it carries items, that day included'),
  successor: code.optional().describe('Outlet that carries on after closesOn'),
})

const themeSchema = z.strictObject({
  code: code.describe('Code of the theme, unique in the list; quoted, or YAML takes 1.1 for a number'),
  title: text.describe('Title'),
  gloss,
  description,
  clause,
  parts: z
    .array(z.strictObject({ title: text.describe('Title of the part') }))
    .describe('Named parts of the theme, in the document’s order; may be empty'),
  tasks: z.array(code).optional().describe('Tasks whose results the theme is about'),
})

const taskSchema = z.strictObject({
  code: code.describe('Code of the task, unique in the list'),
  title: text.describe('Title'),
  gloss,
  description,
  clause,
})

const lineSchema = z.strictObject({
  code: code.describe('Code of the content line, unique in the list'),
  title: text.describe('Title'),
  gloss,
  description,
  clause,
  opensOn: day.describe('First day on which items of the line run, in the plan’s time zone'),
  closesOn: day.describe('Last day on which they run, that day included'),
  needsSecondApproval,
  requiresCitation: z
    .boolean()
    .optional()
    .describe('Whether items of the line cite at least one legal document'),
})

const quotaSchema = z.strictObject({
  code: code.describe('Code of the rule, unique in the list'),
  title: text.describe('What it asks, in a few words'),
  gloss,
  clause,
  counts: z.enum(['items', 'events']).describe('What is counted'),
  line: code.optional().describe('Counts only items of this line'),
  kinds: z.array(z.enum(KINDS)).min(1).optional().describe('Counts only items of these kinds'),
  channel: z.enum(CHANNELS).optional().describe('Counts only what runs on outlets of this channel'),
  eventKinds: z.array(z.enum(EVENT_KINDS)).min(1).optional().describe('Counts only events of these kinds'),
  per: z
    .array(z.enum(['outlet', 'task', 'event']))
    .describe('Counted separately for each combination of these; empty counts once for the whole plan'),
  period: z
    .enum(['week', 'month', 'quarter', 'window'])
    .describe('Counted separately for each ISO week, month or quarter in the plan’s time zone, or once'),
  min: z.int().min(1).optional().describe('Owed in each period, in items or events; never blocks'),
  max: z.int().min(1).optional().describe('Most that a period takes, in items or events'),
  startsOn: day.describe('First day on which the rule counts, in the plan’s time zone'),
  endsOn: day.describe('Last day on which it counts, that day included'),
  enforcement: z.enum(['block', 'warn']).describe('Whether going over max is refused or only shown'),
})

const eventSchema = z.strictObject({
  code: code.describe('Code of the event, unique in the list; an identifier, it stays when the date moves'),
  title: text.describe('Title, without year or month so that it holds when the plan is shifted'),
  gloss,
  kind: z.enum(EVENT_KINDS).describe('What sort of event it is'),
  startsAt: moment.describe('Beginning, ISO 8601 with the offset'),
  endsAt: moment.optional().describe('End, ISO 8601 with the offset'),
  place: text.optional().describe('Where it is held'),
  organization: code.describe('Organisation that holds it'),
  clause,
  isProvisional: z.boolean().describe('Whether the date is a plan’s guess, not announced yet'),
  description,
})

/** The complete entry of each list: what a new entry in a follow-up file must satisfy too. */
export const entrySchemas = {
  organizations: organizationSchema,
  outlets: outletSchema,
  themes: themeSchema,
  tasks: taskSchema,
  lines: lineSchema,
  quotas: quotaSchema,
  events: eventSchema,
}

/** A whole plan. */
export const planFileSchema = z.strictObject({
  plan: planSchema.describe('The plan itself'),
  organizations: z.array(organizationSchema).describe('Who takes part (III)'),
  outlets: z.array(outletSchema).describe('Where items run (II.2)'),
  themes: z.array(themeSchema).describe('What is talked about (II.1)'),
  tasks: z.array(taskSchema).describe('The key tasks (II.1.3)'),
  lines: z.array(lineSchema).describe('How the press tells it (II.2.1)'),
  quotas: z.array(quotaSchema).describe('How much is owed, and how much is too much'),
  events: z.array(eventSchema).describe('What is held (II.2.6, II.2.7)'),
})

/**
 * What changed since a plan was loaded. Entries are patches: `code` names the entry, a key that is not given stays
 * as it is, and no key can be taken away. An entry whose code is new must be complete; only the loader can tell.
 */
export const planChangesSchema = z.strictObject({
  changes: z.literal(true).describe('Marks the file as changes on top of a plan that is loaded already'),
  plan: planSchema.partial().required({ code: true }).describe('The plan that is changed'),
  organizations: z.array(organizationSchema.partial().required({ code: true })).optional(),
  outlets: z.array(outletSchema.partial().required({ code: true })).optional(),
  themes: z.array(themeSchema.partial().required({ code: true })).optional(),
  tasks: z.array(taskSchema.partial().required({ code: true })).optional(),
  lines: z.array(lineSchema.partial().required({ code: true })).optional(),
  quotas: z.array(quotaSchema.partial().required({ code: true })).optional(),
  events: z.array(eventSchema.partial().required({ code: true })).optional(),
})

export type PlanFile = z.infer<typeof planFileSchema>
export type PlanChanges = z.infer<typeof planChangesSchema>
export type PlanList = keyof typeof entrySchemas
export type PlanEvent = PlanFile['events'][number]

/** A reference of a follow-up file to an entry that the file itself does not name; `kind` is the list it must be in. */
export type Unresolved = { path: string; line: number; code: string; kind: PlanList }

/** What reading a plan file gives: the data, or everything that is wrong with it. */
export type ReadPlan = { plan: PlanFile | PlanChanges; unresolved: Unresolved[] } | { problems: Problem[] }

/**
 * Reads a plan file, or a follow-up file (`changes: true`), from a path or from text. Never throws for what is in
 * the file: every problem is returned, with its line. `unresolved` is empty for a whole plan, where a reference to
 * nothing is a problem; for a follow-up file the loader looks them up in the database.
 */
export const readPlanFile = async (source: YamlSource): Promise<ReadPlan> => {
  const parsed = await parseYamlFile(source)
  if ('problems' in parsed) return parsed
  const { file } = parsed
  const isChanges = hasChanges(file.data)
  const schema = isChanges ? planChangesSchema : planFileSchema
  const missing = unresolvedReferences(file.data)
  const lineOf = (path: readonly (string | number)[]) => file.locate({ path }).line

  const findings = [
    ...schemaFindings({ schema, data: file.data }),
    ...planFindings({ data: file.data, isChanges, lineOf }),
    ...(isChanges
      ? []
      : missing.map(({ path, ...target }) => ({ path, message: messages.unresolved(target) }))),
  ]
  if (findings.length > 0) return { problems: toProblems({ file, findings }) }
  return {
    plan: schema.parse(file.data),
    unresolved: missing.map(({ path, code, kind }) => ({
      path: formatPath(path),
      line: lineOf(path),
      code,
      kind,
    })),
  }
}

/** Whether what was read is a follow-up file. */
export const isPlanChanges = (plan: PlanFile | PlanChanges): plan is PlanChanges => 'changes' in plan

const hasChanges = (data: unknown): boolean => typeof data === 'object' && data !== null && 'changes' in data

// Intl also takes bare offsets such as +07:00, which know nothing of a zone's history.
const isTimeZone = (name: string): boolean => {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

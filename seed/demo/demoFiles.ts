// The sample content around the plan: what it must look like, and how its relative times are read.
import { TZDate } from '@date-fns/tz'
import { addDays, startOfISOWeek } from 'date-fns'
import { z } from 'zod'
import { KINDS } from '../../src/channels/index.ts'
import { type Message, messages } from '../messages.ts'
import {
  type Finding,
  type Problem,
  parseYamlFile,
  schemaFindings,
  toProblems,
  valueAt,
  type YamlSource,
} from '../yamlFile.ts'
import { motifs } from './motifs.ts'

/** The stages of an item's way, in order. */
export const demoStages = ['draft', 'submitted', 'approved', 'scheduled', 'published', 'retracted'] as const

const says = (message: Message) => ({ params: { says: message } })
const whenForm =
  /^W(?<week>[+-]\d{1,2}) (?<weekday>Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d)$/
const text = z.string().trim().min(1)
const code = text
const colour = z.string().refine((value) => /^#[0-9a-f]{6}$/.test(value), says(messages.badFormat()))
const account = z.string().refine((value) => /^[a-z]+\d?@[a-z-]+$/.test(value), says(messages.badFormat()))

const itemSchema = z.strictObject({
  key: text.describe('Name of the item in the demo, unique; loading twice finds it again by this'),
  title: z.string().min(50).max(100).describe('Title, in characters 50 … 100'),
  kind: z.enum(KINDS).describe('What it is'),
  summary: z.string().min(120).max(200).describe('Summary, in characters 120 … 200'),
  body: text.describe('Markdown: paragraphs, ## headings, - lists and **bold**, nothing else'),
  line: code.optional().describe('Content line of the plan'),
  task: code.optional().describe('Task of the plan'),
  themes: z.array(code).min(1).describe('Themes of the plan'),
  event: code.optional().describe('Event of the plan that it is about'),
  outlets: z.array(code).min(1).describe('Outlets it runs on'),
  author: account.describe('Key of the account that writes it: role@organisation'),
  approver: account
    .optional()
    .describe('Key of the account that approves, returns or retracts it; never the author'),
  stage: z.enum(demoStages).describe('Where it stands; a draft with a comment was submitted and returned'),
  at: z
    .string()
    .refine((value) => whenForm.test(value), says(messages.badFormat()))
    .optional()
    .describe(
      'When it ran or is to run: `W-2 Tue 08:30`, ISO weeks from the current one, wall time of the plan’s zone',
    ),
  priority: z.enum(['normal', 'priority', 'urgent']).optional().describe('Default normal'),
  comment: text.optional().describe('Why it was returned or retracted'),
  cover: code.optional().describe('Key of a picture'),
  loudspeaker: z
    .strictObject({
      script: text.optional().describe('What is read out; default: the body'),
      times: text.optional().describe('Hours, 05:30 17:00; default: those of the station'),
      repeats: z.number().int().optional().describe('Times each hour'),
      recording: z.number().optional().describe('Seconds of a sample recording'),
    })
    .optional()
    .describe('Its variant for loudspeakers'),
  screen: z
    .strictObject({
      caption: text.optional().describe('Words on screens without a picture; default: the title'),
      seconds: z.number().optional().describe('How long it is shown'),
    })
    .optional()
    .describe('Its variant for screens'),
  citations: z.array(text).min(1).optional().describe('Numbers of the legal documents it cites'),
  programme: code.optional().describe('Code of the column or programme under which it runs'),
  press: z
    .strictObject({ contact: text.describe('Whom newsrooms ask') })
    .optional()
    .describe('Its variant for the press'),
  social: z
    .strictObject({
      facebook: text.optional().describe('Post; default: title and summary'),
      zalo: text.optional().describe('Post; default: title and summary'),
      hashtags: text.optional().describe('#one #two'),
    })
    .optional()
    .describe('Its variant for social platforms'),
  publication: z
    .strictObject({
      format: z.enum(['a3', 'a4', 'a5', 'dl', 'book']).describe('Size'),
      pages: z.int().min(1).describe('Pages'),
      printRun: z.int().min(1).describe('Copies'),
      distribution: text.describe('A line each: unit, colon, copies'),
    })
    .optional()
    .describe('Its variant for print'),
})

const documentSchema = z.strictObject({
  number: text.describe('Number and symbol of the document, unique'),
  title: text.describe('What it is about, as in its heading'),
  gloss: text.optional().describe('One line of English'),
  issuer: text.describe('Who issued it'),
  issuedOn: z.iso.date().describe('Date of the document'),
})

const programmeSchema = z.strictObject({
  code: code.describe('Code of the column, unique'),
  title: text.describe('Its name'),
  gloss: text.optional().describe('One line of English'),
  outlet: code.describe('Outlet that runs it'),
  description: text.optional().describe('What it is'),
})

const briefSchema = z.strictObject({
  title: text.describe('Name of the brief, unique'),
  task: code.optional().describe('Task that it guides on'),
  line: code.optional().describe('Content line that it guides on'),
  messages: text.describe('What is to be said'),
  avoid: text.optional().describe('What is not'),
  contact: text.optional().describe('Who is asked'),
  stage: z.enum(['draft', 'published']).describe('Whether it is in force'),
})

const eventSchema = z.strictObject({
  code: code.describe('Code of an event of the plan'),
  programme: text.describe('A line for each point'),
  invitations: text.describe('A line for each invited body'),
})

const when = z.string().refine((value) => whenForm.test(value), says(messages.badFormat()))

const requestSchema = z.strictObject({
  kind: z.enum(['question', 'interview', 'statement', 'release', 'briefing']).describe('Form'),
  subject: text.describe('What it is about, unique'),
  newsroom: text.optional().describe('Who asks'),
  question: text.optional().describe('What is asked'),
  receivedAt: when.describe('As `at` of an item'),
  dueAt: when.optional().describe('Deadline'),
  answeredAt: when.optional().describe('When it was answered'),
  spokesperson: text.optional().describe('Office of who answered'),
  reply: text.optional().describe('Answer, in Markdown'),
  item: text.optional().describe('Key of the item about it'),
  event: code.optional().describe('Event of the plan'),
})

const pictureSchema = z.strictObject({
  key: text.describe('Name of the picture, unique'),
  alt: text.describe('What it shows, for whoever cannot see it'),
  credit: text.describe('Line under the picture'),
  motif: z.enum(motifs).describe('What is drawn in the foreground'),
  colours: z
    .strictObject({
      sky: z.tuple([colour, colour]).describe('Top and bottom'),
      hills: z.tuple([colour, colour, colour]).describe('Far, middle, near'),
      accent: colour.describe('The one strong colour'),
      light: colour.describe('Paper, screens, light'),
    })
    .describe('#rrggbb, lower case'),
})

const accountSchema = z.strictObject({
  key: account.describe('role@organisation, with a number behind the role for a second one'),
  role: z.enum(['admin', 'reporter', 'editor', 'approver']).describe('What the account may do'),
  organization: code.describe('Organisation it belongs to'),
  name: text.describe('Name shown, a function and not a person'),
  email: z.email().describe('Login; a domain that cannot exist'),
})

const subscriberSchema = z.strictObject({
  code: code.describe('Code of the subscriber, unique'),
  name: text.describe('Name shown'),
  outlets: z.array(code).min(1).describe('Outlets whose live items it reads'),
})

/** `items.yaml` */
export const demoItemsSchema = z.strictObject({ items: z.array(itemSchema).describe('The sample content') })
/** `pictures.yaml` */
export const demoPicturesSchema = z.strictObject({ pictures: z.array(pictureSchema).describe('Its covers') })
/** `accounts.yaml` */
export const demoAccountsSchema = z.strictObject({ accounts: z.array(accountSchema).describe('Who logs in') })
/** `newsroom.yaml` */
export const demoNewsroomSchema = z.strictObject({
  documents: z.array(documentSchema).describe('Legal documents'),
  programmes: z.array(programmeSchema).describe('Columns and programmes'),
  briefs: z.array(briefSchema).describe('Guidance'),
  events: z.array(eventSchema).describe('What is added to events of the plan'),
  requests: z.array(requestSchema).describe('What the press asked and was given'),
})
/** `subscribers.yaml` */
export const demoSubscribersSchema = z.strictObject({
  subscribers: z.array(subscriberSchema).describe('Which programs read'),
})

export type DemoItem = z.infer<typeof itemSchema>
export type DemoPicture = z.infer<typeof pictureSchema>
export type DemoNewsroom = z.infer<typeof demoNewsroomSchema>
export type DemoAccount = z.infer<typeof accountSchema>
export type DemoSubscriber = z.infer<typeof subscriberSchema>

/** Reads `items.yaml`: the items, or everything that is wrong with the file. */
export const readDemoItems = (source: YamlSource): Promise<{ items: DemoItem[] } | { problems: Problem[] }> =>
  readDemoFile({ source, schema: demoItemsSchema, list: 'items', unique: 'key', check: itemFindings })

/** Reads `pictures.yaml`. */
export const readDemoPictures = (
  source: YamlSource,
): Promise<{ pictures: DemoPicture[] } | { problems: Problem[] }> =>
  readDemoFile({ source, schema: demoPicturesSchema, list: 'pictures', unique: 'key' })

/** Reads `newsroom.yaml`. */
export const readDemoNewsroom = (source: YamlSource): Promise<DemoNewsroom | { problems: Problem[] }> =>
  readDemoFile({ source, schema: demoNewsroomSchema, list: 'documents', unique: 'number' })

/** Reads `accounts.yaml`. */
export const readDemoAccounts = (
  source: YamlSource,
): Promise<{ accounts: DemoAccount[] } | { problems: Problem[] }> =>
  readDemoFile({ source, schema: demoAccountsSchema, list: 'accounts', unique: 'key' })

/** Reads `subscribers.yaml`. */
export const readDemoSubscribers = (
  source: YamlSource,
): Promise<{ subscribers: DemoSubscriber[] } | { problems: Problem[] }> =>
  readDemoFile({ source, schema: demoSubscribersSchema, list: 'subscribers', unique: 'code' })

/**
 * The moment that `at` (`W-2 Tue 08:30`) means: ISO weeks from the one in which `now` lies in `timeZone`, Monday
 * first, at that wall time in `timeZone`. Throws a RangeError for any other form; the readers let none through.
 */
export const resolveWhen = ({ at, now, timeZone }: { at: string; now: Date; timeZone: string }): Date => {
  const parts = whenForm.exec(at)?.groups
  if (!parts) throw new RangeError(`not a relative time: ${at}`)
  const monday = startOfISOWeek(new TZDate(now, timeZone))
  const day = addDays(monday, Number(parts.week) * 7 + weekdays.indexOf(parts.weekday ?? ''))
  const moment = new TZDate(
    day.getFullYear(),
    day.getMonth(),
    day.getDate(),
    Number(parts.hour),
    Number(parts.minute),
    timeZone,
  )
  return new Date(moment.getTime())
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

const readDemoFile = async <Schema extends z.ZodType>({
  source,
  schema,
  list,
  unique,
  check = () => [],
}: {
  source: YamlSource
  schema: Schema
  list: string
  unique: string
  check?: (item: Record<string, unknown>, path: (string | number)[]) => Finding[]
}): Promise<z.infer<Schema> | { problems: Problem[] }> => {
  const parsed = await parseYamlFile(source)
  if ('problems' in parsed) return parsed
  const { file } = parsed
  const entries = valueAt(file.data, [list])
  const seen = new Map<unknown, number>()
  const findings = schemaFindings({ schema, data: file.data })
  for (const [index, entry] of Array.isArray(entries) ? entries.entries() : []) {
    if (entry === null || typeof entry !== 'object') continue
    const name = (entry as Record<string, unknown>)[unique]
    const path = [list, index]
    const earlier = seen.get(name)
    if (earlier === undefined) seen.set(name, index)
    else {
      const { line } = file.locate({ path: [list, earlier, unique] })
      findings.push({ path: [...path, unique], message: messages.duplicate({ code: String(name), line }) })
    }
    findings.push(...check(entry as Record<string, unknown>, path))
  }
  if (findings.length > 0) return { problems: toProblems({ file, findings }) }
  return schema.parse(file.data)
}

// What a stage implies: whoever decided it, when it ran, and why it came back.
const itemFindings = (item: Record<string, unknown>, path: (string | number)[]): Finding[] => {
  const stage = String(item.stage)
  const findings: Finding[] = []
  const need = (key: string) => {
    if (item[key] === undefined) findings.push({ path: [...path, key], message: messages.missing(key) })
  }
  const decided = ['approved', 'scheduled', 'published', 'retracted'].includes(stage)
  const isReturned = stage === 'draft' && item.comment !== undefined
  if (decided || isReturned) need('approver')
  if (['scheduled', 'published', 'retracted'].includes(stage)) need('at')
  if (stage === 'retracted') need('comment')
  if (item.comment !== undefined && !['draft', 'retracted'].includes(stage))
    findings.push({ path: [...path, 'comment'], message: messages.notForStage({ key: 'comment', stage }) })
  if (typeof item.at === 'string' && whenForm.test(item.at)) {
    const week = Number(whenForm.exec(item.at)?.groups?.week)
    // The current week is neither past nor ahead: what it means changes with the day on which the demo is loaded.
    const ran = ['published', 'retracted'].includes(stage)
    if (ran ? week >= 0 : week <= 0)
      findings.push({ path: [...path, 'at'], message: messages.notForStage({ key: 'at', stage }) })
  }
  if (item.approver !== undefined && item.approver === item.author)
    findings.push({ path: [...path, 'approver'], message: messages.ownApproval() })
  return findings
}

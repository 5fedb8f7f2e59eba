// Puts a plan file into the database: all of it or nothing, and the second time nothing changes.
import { sql } from '@payloadcms/db-postgres'
import {
  type CollectionSlug,
  commitTransaction,
  createLocalReq,
  initTransaction,
  killTransaction,
  type Payload,
  type PayloadRequest,
} from 'payload'
import { rowsOf } from '../src/database/statement.ts'
import { calendarDateOf } from '../src/quota/calendar.ts'
import { quotaOptionsIn, stopCounting } from '../src/quota/index.ts'
import { leftOut } from './leftOut.ts'
import { messages } from './messages.ts'
import { isOwnList, type Owners, ofOtherPlans, takenFromOthers } from './ofOtherPlans.ts'
import { type Change, type FieldChange, type Outcome, shown, type Tally, tallied } from './planChange.ts'
import {
  entrySchemas,
  isPlanChanges,
  type PlanChanges,
  type PlanFile,
  type PlanList,
  type Unresolved,
} from './planFile.ts'
import type { Finding, Path } from './yamlFile.ts'

export type { Tally } from './planChange.ts'
export type Loaded = { tallies: Record<string, Tally>; changes: Change[] } | { findings: Finding[] }

/**
 * Loads a plan, or changes of one, in one transaction. Documents are found again by their code; entries that the file
 * does not name are left alone. Of an entry that it names, a file of changes leaves alone what it does not say; a whole
 * plan empties it.
 * @param isDryRun does everything and rolls it back, so that the answer is what would really happen.
 * @param req a request whose transaction it shall be part of; otherwise it makes and ends its own.
 * @returns what became of each entry, or what is wrong; then the database is as it was
 */
export const loadPlan = async ({
  payload,
  plan,
  unresolved = [],
  isDryRun = false,
  req: outerReq,
}: {
  payload: Payload
  plan: PlanFile | PlanChanges
  unresolved?: Unresolved[]
  isDryRun?: boolean
  req?: PayloadRequest
}): Promise<Loaded> => {
  const req = outerReq ?? (await createLocalReq({}, payload))
  const isOurs = await initTransaction(req)
  try {
    await rowsOf({
      req,
      mustBeInTransaction: true,
      statement: sql`select pg_advisory_xact_lock(hashtextextended('loa plan file', 0))`,
    })
    // Rules and outlets are about to change: nobody counts by them meanwhile. First of all, because whoever counts
    // may be waiting for a row that is written below.
    await stopCounting({ req, options: quotaOptionsIn(payload) })
    const result = await load({ req, plan, unresolved })
    if (isOurs) await ('findings' in result || isDryRun ? killTransaction(req) : commitTransaction(req))
    return result
  } catch (error) {
    if (isOurs) await killTransaction(req)
    throw error
  }
}

type Entry = Record<string, unknown> & { code: string }

const load = async ({
  req,
  plan,
  unresolved,
}: {
  req: PayloadRequest
  plan: PlanFile | PlanChanges
  unresolved: Unresolved[]
}): Promise<Loaded> => {
  const { known, owners } = await knownCodes(req)
  const findings = findingsAgainst({ plan, known, owners, unresolved })
  if (findings.length > 0) return { findings }

  const changes: Change[] = []
  const steps = stepsOf({ plan, known })
  for (const step of steps) {
    for (const entry of step.entries) {
      try {
        const { outcome, fields, name } = await putOne({
          req,
          known,
          slug: step.slug,
          entry,
          data: step.data(entry),
          empty: isPlanChanges(plan) ? {} : leftOut({ list: step.list, entry }),
        })
        if (step.isPreparing) continue
        const isMade = step.made?.has(entry.code) ?? false
        const called = String(entry.name ?? entry.title ?? name ?? entry.code)
        changes.push({
          list: step.list,
          code: entry.code,
          name: called,
          ...(isMade ? { outcome: 'created', fields: fieldsOf({ entry, known }) } : { outcome, fields }),
        })
      } catch (error) {
        const found = refusalsIn({ error, at: pathTo({ plan, list: step.list, entry }) })
        if (found.length === 0) throw error
        return { findings: found }
      }
    }
  }
  return { tallies: tallied({ lists: [...new Set(steps.map(({ list }) => list))], changes }), changes }
}

type Known = Partial<Record<CollectionSlug, Map<string, string>>>

/** The entries of one list, and how they are stored. */
type Step = {
  list: string
  slug: CollectionSlug
  entries: Entry[]
  data: (entry: Entry) => Record<string, unknown>
  /** The entries are only made here; the step that follows tells of them. */
  isPreparing?: boolean
  /** Codes of entries that the step before has made. */
  made?: Set<string>
}

const stepsOf = ({ plan, known }: { plan: PlanFile | PlanChanges; known: Known }): Step[] => {
  const id = (slug: CollectionSlug) => (code: unknown) =>
    code === undefined ? undefined : known[slug]?.get(String(code))
  const ids = (slug: CollectionSlug) => (codes: unknown) =>
    Array.isArray(codes) ? codes.map(id(slug)) : undefined
  const organization = (entry: Entry) => ({ organization: id('organizations')(entry.organization) })

  // parents and successors may stand further down in the list: documents first, what they point at second
  const linked = (['organizations', 'outlets'] as const).flatMap((list): Step[] => {
    const entries = (plan[list] ?? []) as Entry[]
    const fresh = entries.filter(({ code }) => !known[list]?.has(code))
    const of = { list, slug: list }
    return [
      {
        ...of,
        entries: fresh,
        isPreparing: true,
        data: ({ parent: _p, successor: _s, ...entry }) => ({ ...entry, ...organization(entry) }),
      },
      {
        ...of,
        entries,
        made: new Set(fresh.map(({ code }) => code)),
        data: (entry) => ({
          ...entry,
          ...organization(entry),
          parent: id('organizations')(entry.parent),
          successor: id(list)(entry.successor),
        }),
      },
    ]
  })

  const header = plan.plan as Entry
  const ofPlan = (
    list: Exclude<PlanList, 'organizations' | 'outlets'>,
    data: (entry: Entry) => Record<string, unknown> = () => ({}),
  ): Step => ({
    list,
    slug: list,
    entries: (plan[list] ?? []) as Entry[],
    data: (entry) => ({ ...entry, plan: id('plans')(header.code), ...data(entry) }),
  })
  return [
    ...linked,
    {
      list: 'plan',
      slug: 'plans',
      entries: [header],
      data: (entry) => ({ ...entry, ...organization(entry) }),
    },
    ofPlan('tasks'),
    ofPlan('themes', ({ tasks }) => ({ tasks: ids('tasks')(tasks) })),
    ofPlan('lines'),
    ofPlan('events', organization),
    ofPlan('quotas', ({ line }) => ({ line: id('lines')(line) })),
  ]
}

type Put = { outcome: Outcome; fields: FieldChange[]; name?: unknown }

/** Creates or updates one document; tells which, and remembers the identifier of a new one. */
const putOne = async ({
  req,
  slug,
  known,
  entry,
  data,
  empty,
}: {
  req: PayloadRequest
  slug: CollectionSlug
  known: Known
  entry: Entry
  data: Record<string, unknown>
  /** What the document, when it is there already, loses. */
  empty: Record<string, unknown>
}): Promise<Put> => {
  const given = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
  const id = known[slug]?.get(entry.code)
  if (!id) {
    const doc = await req.payload.create({
      collection: slug,
      data: given as never,
      depth: 0,
      overrideAccess: true,
      req,
    })
    known[slug]?.set(entry.code, String(doc.id))
    return { outcome: 'created', fields: fieldsOf({ entry, known }) }
  }
  const stored = (await req.payload.findByID({
    collection: slug,
    id,
    depth: 0,
    overrideAccess: true,
    req,
  })) as unknown as Record<string, unknown>
  const name = stored.name ?? stored.title
  // a plan's guess takes back no date that somebody has confirmed since
  if (slug === 'events' && stored.isProvisional === false) delete given.isProvisional
  const changed = Object.fromEntries(
    Object.entries({ ...given, ...empty }).filter(([key, value]) => !isSame(stored[key], value)),
  )
  if (Object.keys(changed).length === 0) return { outcome: 'unchanged', fields: [], name }
  await req.payload.update({
    collection: slug,
    id,
    data: changed as never,
    depth: 0,
    overrideAccess: true,
    overrideLock: true,
    req,
  })
  const codeOf = codesIn(known)
  const fields = Object.entries(changed).map(([field, value]) => ({
    field,
    before: shown({ field, value: stored[field], codeOf }),
    after: shown({ field, value, codeOf }),
  }))
  return { outcome: 'closesOn' in changed && !stored.closesOn ? 'closed' : 'updated', fields, name }
}

/** All that a new entry says. */
const fieldsOf = ({ entry: { code: _, ...entry }, known }: { entry: Entry; known: Known }): FieldChange[] =>
  Object.entries(entry).map(([field, value]) => ({
    field,
    before: null,
    after: shown({ field, value, codeOf: codesIn(known) }),
  }))

const codesIn = (known: Known) => (id: string) => {
  for (const codes of Object.values(known)) for (const [code, one] of codes) if (one === id) return code
  return undefined
}

const pathTo = ({ plan, list, entry }: { plan: PlanFile | PlanChanges; list: string; entry: Entry }): Path =>
  list === 'plan' ? ['plan'] : [list, ((plan[list as PlanList] ?? []) as Entry[]).indexOf(entry)]

/** What a document's own rules have against an entry; nothing for a failure of another kind. */
const refusalsIn = ({ error, at }: { error: unknown; at: Path }): Finding[] => {
  const { status, data, message } = error as { status?: number; data?: unknown; message: string }
  if (status !== 400) return []
  const { errors, path } = (data ?? {}) as { errors?: { path: string; message: string }[]; path?: string }
  const problems = errors ?? [{ path: path ?? '', message }]
  return problems.map((one) => ({
    path: [...at, ...(one.path ? [one.path] : [])],
    message: messages.refused(one.message),
  }))
}

const SLUGS = ['organizations', 'outlets', 'plans', 'tasks', 'themes', 'lines', 'quotas', 'events'] as const

const knownCodes = async (req: PayloadRequest): Promise<{ known: Known; owners: Owners }> => {
  const known: Known = {}
  const owners: Owners = {}
  const codeOfPlan = (id: unknown) => [...(known.plans ?? [])].find(([, one]) => one === String(id))?.[0]
  for (const slug of SLUGS) {
    const { docs } = await req.payload.find({
      collection: slug,
      limit: 0,
      depth: 0,
      pagination: false,
      overrideAccess: true,
      select: { code: true, ...(isOwnList(slug) ? { plan: true } : {}) },
      req,
    })
    const found = docs as unknown as { id: unknown; code: string; plan?: unknown }[]
    if (isOwnList(slug)) {
      const owned = found.flatMap(({ code, plan }) => {
        const owner = codeOfPlan(plan)
        return owner ? [[code, owner] as const] : []
      })
      owners[slug] = new Map(owned)
    }
    known[slug] = new Map(found.map(({ id, code }) => [code, String(id)]))
  }
  return { known, owners }
}

/**
 * What only the database can tell: what is another plan's, and of a follow-up file references to nothing and new entries
 * that lack something.
 */
const findingsAgainst = ({
  plan,
  known,
  owners,
  unresolved,
}: {
  plan: PlanFile | PlanChanges
  known: Known
  owners: Owners
  unresolved: Unresolved[]
}): Finding[] => {
  const { code: own } = plan.plan
  const isUnknown = isPlanChanges(plan) && !known.plans?.has(own)
  // a misspelt plan is one mistake, though then every entry is another's
  const others = isUnknown ? {} : ofOtherPlans({ owners, own })
  const findings = takenFromOthers({ plan, others })
  if (!isPlanChanges(plan)) return findings
  if (isUnknown) findings.push({ path: ['plan', 'code'], message: messages.unknownPlan(own) })
  for (const { path, code, kind } of unresolved) {
    const other = isOwnList(kind) ? others[kind]?.get(code) : undefined
    if (!known[kind]?.has(code))
      findings.push({ path: pathOf(path), message: messages.unresolved({ code, kind }) })
    else if (other)
      findings.push({ path: pathOf(path), message: messages.ofOtherPlan({ code, plan: other }) })
  }
  for (const list of Object.keys(entrySchemas) as PlanList[]) {
    for (const [index, entry] of (plan[list] ?? []).entries()) {
      if (known[list]?.has(entry.code)) continue
      const parsed = entrySchemas[list].safeParse(entry)
      for (const issue of parsed.error?.issues ?? []) {
        const path: Path = [
          list,
          index,
          ...issue.path.map((key) => (typeof key === 'number' ? key : String(key))),
        ]
        findings.push({ path, message: messages.missing(String(issue.path.at(-1) ?? '')) })
      }
    }
  }
  return findings
}

/** `events[3].startsAt` as keys. */
const pathOf = (path: string): Path =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key))

/** Whether a stored value says the same as one of the file: dates by day or moment, lists by their contents. */
const isSame = (stored: unknown, given: unknown): boolean => {
  if (isEmpty(given)) return isEmpty(stored)
  if (Array.isArray(given)) {
    return (
      Array.isArray(stored) &&
      stored.length === given.length &&
      given.every((one, index) => isSame(stored[index], one))
    )
  }
  if (given && typeof given === 'object') {
    return Object.entries(given).every(([key, value]) =>
      isSame((stored as Record<string, unknown> | null)?.[key], value),
    )
  }
  if (typeof given === 'string' && typeof stored === 'string') {
    if (/^\d{4}-\d{2}-\d{2}$/.test(given)) return calendarDateOf(stored) === given
    if (/^\d{4}-\d{2}-\d{2}T/.test(given)) return Date.parse(stored) === Date.parse(given)
  }
  return stored === given
}

/** Nothing, in the ways in which a document has it: a field never filled, one that was cleared, a box without its tick. */
const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0)

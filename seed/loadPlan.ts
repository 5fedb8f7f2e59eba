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
import { messages } from './messages.ts'
import {
  entrySchemas,
  isPlanChanges,
  type PlanChanges,
  type PlanFile,
  type PlanList,
  type Unresolved,
} from './planFile.ts'
import type { Finding, Path } from './yamlFile.ts'

/** How many entries of one list were made, changed, left as they are, or given a closing date. */
export type Tally = { created: number; updated: number; unchanged: number; closed: number }
export type Loaded = { tallies: Record<string, Tally> } | { findings: Finding[] }

/**
 * Loads a plan, or changes of one, in one transaction. Documents are found again by their code; what the
 * file does not name is left alone.
 * @param isDryRun does everything and rolls it back, so that the answer is what would really happen.
 * @param req a request whose transaction it shall be part of; otherwise it makes and ends its own.
 * @returns tallies, or what is wrong; then the database is as it was
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
  const known = await knownCodes(req)
  const findings = findingsAgainst({ plan, known, unresolved })
  if (findings.length > 0) return { findings }

  const tallies: Record<string, Tally> = {}
  const put = async ({ list, slug, entries, data }: Putting) => {
    tallies[list] ??= { created: 0, updated: 0, unchanged: 0, closed: 0 }
    for (const entry of entries) {
      const outcome = await putOne({ req, slug, known: known[slug], code: entry.code, data: data(entry) })
      tallies[list][outcome] += 1
    }
  }
  const id = (slug: CollectionSlug) => (code: unknown) =>
    code === undefined ? undefined : known[slug]?.get(String(code))
  const ids = (slug: CollectionSlug) => (codes: unknown) =>
    Array.isArray(codes) ? codes.map(id(slug)) : undefined

  // parents and successors may stand further down in the list: documents first, what they point at second
  for (const list of ['organizations', 'outlets'] as const) {
    const entries = (plan[list] ?? []) as Entry[]
    const fresh = entries.filter(({ code }) => !known[list]?.has(code))
    await put({
      list,
      slug: list,
      entries: fresh,
      data: ({ parent: _p, successor: _s, ...entry }) => ({
        ...entry,
        organization: id('organizations')(entry.organization),
      }),
    })
    const settled = entries.map((entry) => ({
      entry,
      data: {
        ...entry,
        organization: id('organizations')(entry.organization),
        parent: id('organizations')(entry.parent),
        successor: id(list)(entry.successor),
      },
    }))
    const freshCodes = new Set(fresh.map(({ code }) => code))
    for (const { entry, data } of settled) {
      const outcome = await putOne({ req, slug: list, known: known[list], code: entry.code, data })
      const tally = tallies[list]
      if (tally && !freshCodes.has(entry.code)) tally[outcome] += 1
    }
  }

  const header = plan.plan as Entry
  await put({
    list: 'plan',
    slug: 'plans',
    entries: [header],
    data: (entry) => ({ ...entry, organization: id('organizations')(entry.organization) }),
  })
  const ofPlan = { plan: known.plans?.get(header.code) }
  const put2 = (
    list: Exclude<PlanList, 'organizations' | 'outlets'>,
    data: (entry: Entry) => Record<string, unknown>,
  ) =>
    put({
      list,
      slug: list,
      entries: (plan[list] ?? []) as Entry[],
      data: (entry) => ({ ...entry, ...ofPlan, ...data(entry) }),
    })
  await put2('tasks', () => ({}))
  await put2('themes', ({ tasks }) => ({ tasks: ids('tasks')(tasks) }))
  await put2('lines', () => ({}))
  await put2('events', ({ organization }) => ({ organization: id('organizations')(organization) }))
  await put2('quotas', ({ line }) => ({ line: id('lines')(line) }))
  return { tallies }
}

type Putting = {
  list: string
  slug: CollectionSlug
  entries: Entry[]
  data: (entry: Entry) => Record<string, unknown>
}

/** Creates or updates one document; tells which, and remembers the identifier of a new one. */
const putOne = async ({
  req,
  slug,
  known,
  code,
  data,
}: {
  req: PayloadRequest
  slug: CollectionSlug
  known: Map<string, string> | undefined
  code: string
  data: Record<string, unknown>
}): Promise<keyof Tally> => {
  const given = Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined))
  const id = known?.get(code)
  if (!id) {
    const doc = await req.payload.create({
      collection: slug,
      data: given as never,
      depth: 0,
      overrideAccess: true,
      req,
    })
    known?.set(code, String(doc.id))
    return 'created'
  }
  const stored = (await req.payload.findByID({
    collection: slug,
    id,
    depth: 0,
    overrideAccess: true,
    req,
  })) as unknown as Record<string, unknown>
  const changed = Object.fromEntries(
    Object.entries(given).filter(([key, value]) => !isSame(stored[key], value)),
  )
  if (Object.keys(changed).length === 0) return 'unchanged'
  await req.payload.update({
    collection: slug,
    id,
    data: changed as never,
    depth: 0,
    overrideAccess: true,
    overrideLock: true,
    req,
  })
  return 'closesOn' in changed && !stored.closesOn ? 'closed' : 'updated'
}

const SLUGS = ['organizations', 'outlets', 'plans', 'tasks', 'themes', 'lines', 'quotas', 'events'] as const

const knownCodes = async (req: PayloadRequest) => {
  const known: Partial<Record<CollectionSlug, Map<string, string>>> = {}
  for (const slug of SLUGS) {
    const { docs } = await req.payload.find({
      collection: slug,
      limit: 0,
      depth: 0,
      pagination: false,
      overrideAccess: true,
      select: { code: true },
      req,
    })
    known[slug] = new Map(docs.map((doc) => [(doc as { code: string }).code, String(doc.id)]))
  }
  return known
}

/** What only the database can tell of a follow-up file: references to nothing, and new entries that lack something. */
const findingsAgainst = ({
  plan,
  known,
  unresolved,
}: {
  plan: PlanFile | PlanChanges
  known: Partial<Record<CollectionSlug, Map<string, string>>>
  unresolved: Unresolved[]
}): Finding[] => {
  if (!isPlanChanges(plan)) return []
  const findings: Finding[] = []
  if (!known.plans?.has(plan.plan.code)) {
    findings.push({ path: ['plan', 'code'], message: messages.unknownPlan(plan.plan.code) })
  }
  for (const { path, code, kind } of unresolved) {
    if (!known[kind]?.has(code))
      findings.push({ path: pathOf(path), message: messages.unresolved({ code, kind }) })
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
  return (stored ?? null) === given
}

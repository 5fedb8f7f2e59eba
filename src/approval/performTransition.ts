// One transition, in one transaction: stage, audit entry, and whatever the hooks of other plugins add
// (quota slots, editions). Either all of it is committed and acknowledged, or none of it.
import { sql } from '@payloadcms/db-postgres'
import { commitTransaction, initTransaction, killTransaction, type PayloadRequest } from 'payload'
import { identifiersOf } from '../database/identifiers.ts'
import { rowsOf } from '../database/statement.ts'
import { tableOf } from '../database/tables.ts'
import { refuse } from '../errors/index.ts'
import { makeAttempt, reasonsWhyNot, type Wish } from './attempt.ts'
import { recordInAuditLog } from './auditLog.ts'
import { recordReason } from './comments.ts'
import { beginTransition, endTransition } from './database.ts'
import { optionsOf, type SanitizedApprovalOptions } from './options.ts'
import { TRANSITIONS } from './stages.ts'
import type { Actor, Attempt, Occupancy, Outcome } from './transitions/transition.ts'

/**
 * Key on `req.context` while a transition saves its document; hooks of other plugins read it with
 * `transitionIn`. (A symbol would be lost: Payload replaces a context without string keys by a new one.)
 */
const CURRENT = 'loaTransition'

// What stands under the key counts only when it was made here, so that no other code can pretend.
const genuine = new WeakSet<CurrentTransition>()

export type CurrentTransition = Pick<Attempt, 'verb' | 'actor' | 'now' | 'comment' | 'override'> & {
  id: string
  occupancy: Occupancy
  saving: Outcome['saving']
}

/** The transition under way for this document, or undefined when it is saved for another reason. */
export const transitionIn = ({
  req,
  id,
}: {
  req: Pick<PayloadRequest, 'context'>
  id: unknown
}): CurrentTransition | undefined => {
  const current = req.context?.[CURRENT] as CurrentTransition | undefined
  return current && genuine.has(current) && current.id === String(id) ? current : undefined
}

/**
 * Makes one transition of one document and returns the document as it is afterwards.
 * @param collection slug that the approval plugin was given; default `items`
 * @throws Refusal with the first reason why not; the database is then as it was.
 */
export const performTransition = async ({
  req,
  id,
  actor,
  wish,
  collection,
  now: given,
}: {
  req: PayloadRequest
  id: string
  actor: Actor
  wish: Wish
  collection?: string
  /**
   * The moment it happens. Default: the present by the clock of the database, which all processes share, so that the
   * audit log is in order whatever clock a process has. Only the loader of a demo's history gives another.
   */
  now?: Date
}): Promise<Record<string, unknown>> => {
  const options = optionsOf(req.payload, collection)
  const isOurs = await initTransaction(req)
  try {
    const { doc, now: present } = await lockAndRead({ req, id, collection: options.collection })
    const now = given ?? present
    const attempt = await makeAttempt({ req, actor, doc, wish, now, options })
    const [reason] = await reasonsWhyNot({ attempt, revision: wish.revision, options })
    if (reason) {
      // whoever shares the transaction may go on with it
      if (!isOurs) await forget({ req, id: attempt.item.id, collection: options.collection })
      throw reason
    }
    const outcome = TRANSITIONS[wish.verb].perform(attempt)
    const saved = await save({ attempt, outcome, options })
    await recordInAuditLog({ attempt, outcome, saved, options })
    await recordReason({ attempt, options })
    if (isOurs) await commitTransaction(req)
    return saved
  } catch (error) {
    if (isOurs) await killTransaction(req)
    throw error
  }
}

/**
 * Locks the document's row for this transaction; whoever else wants to change it waits.
 * @param isTransition names the row to the database as being in one, see `database.ts`
 * @param waits whether to wait for who has it now; else a document that somebody has is as good as none
 * @returns the identifier as the database writes it, whether the document is live, and the moment at which it was
 *   locked (a request that waited long would else be recorded before what it waited for); undefined when there is none
 */
export const lockDocument = async ({
  req,
  id,
  collection,
  isTransition = false,
  waits = true,
}: {
  req: PayloadRequest
  id: string
  collection: string
  isTransition?: boolean
  waits?: boolean
}) => {
  if (!identifiersOf(req).isValid(id)) return undefined
  const named = isTransition ? sql`, ${beginTransition(collection)}` : sql``
  // beside `for update` the clock would be read before the wait for the lock
  const [row] = await rowsOf<{ id: string; live: boolean; ms: number }>({
    req,
    mustBeInTransaction: true,
    statement: sql`
      with locked as materialized (
        select id::text, coalesce(live, false) as live ${named}
        from ${sql.identifier(tableOf(collection))} where id = ${id}
        for update ${waits ? sql`` : sql`skip locked`})
      select id, live, (extract(epoch from clock_timestamp()) * 1000)::float8 as ms from locked`,
  })
  return row && { ...row, now: new Date(row.ms) }
}

const forget = ({ req, id, collection }: { req: PayloadRequest; id: string; collection: string }) =>
  rowsOf({ req, mustBeInTransaction: true, statement: sql`select ${endTransition({ collection, id })}` })

const lockAndRead = async ({
  req,
  id,
  collection,
}: {
  req: PayloadRequest
  id: string
  collection: string
}) => {
  const locked = await lockDocument({ req, id, collection, isTransition: true })
  if (!locked) throw refuse({ req, code: 'not-found' })
  const { docs } = await req.payload.db.findVersions<Record<string, unknown>>({
    collection: collection as 'items',
    where: { and: [{ parent: { equals: identifiersOf(req).own(locked.id) } }, { latest: { equals: true } }] },
    limit: 1,
    pagination: false,
    sort: '-updatedAt',
    req,
  })
  if (!docs[0]) throw refuse({ req, code: 'not-found' })
  return { doc: { ...docs[0].version, id: locked.id }, now: locked.now }
}

const save = async ({
  attempt: { req, item, verb, actor, now, comment, override },
  outcome: { saving, occupancy, changes },
  options,
}: {
  attempt: Attempt
  outcome: Outcome
  options: SanitizedApprovalOptions
}) => {
  const current: CurrentTransition = { id: item.id, verb, actor, now, comment, override, occupancy, saving }
  genuine.add(current)
  req.context = { ...req.context, [CURRENT]: current }
  const { own } = identifiersOf(req)
  const stored = ([name, value]: [string, unknown]) => [
    name,
    // undefined would mean "as it was"
    PEOPLE.has(name) && typeof value === 'string' ? own(value) : (value ?? null),
  ]
  try {
    return (await req.payload.update({
      collection: options.collection as 'items',
      id: own(item.id),
      data: Object.fromEntries(Object.entries(changes).map(stored)) as never,
      depth: 0,
      draft: saving === 'draft',
      overrideAccess: true,
      overrideLock: true,
      req,
    })) as unknown as Record<string, unknown>
  } finally {
    genuine.delete(current)
    delete req.context[CURRENT]
  }
}

// relations, which Payload wants as its database numbers them
const PEOPLE = new Set(['submittedBy', 'forcedBy'])

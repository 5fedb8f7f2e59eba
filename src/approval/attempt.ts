// Gathers what a transition's reasons depend on, and asks them in the order in which a caller can act on
// the answer: person, stage, own text, revision, comment, the project's own conditions.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { organizationTree } from '../access/organizations.ts'
import { idOf } from '../access/roles.ts'
import { identifiersOf } from '../database/identifiers.ts'
import { rowsOf } from '../database/statement.ts'
import { columnOf, tableOf } from '../database/tables.ts'
import { invalid, type Refusal, refuse } from '../errors/index.ts'
import type { SanitizedApprovalOptions } from './options.ts'
import { TRANSITIONS } from './stages.ts'
import type { Actor, Attempt, Verb, Workflow } from './transitions/transition.ts'
import { isTrashed } from './trash.ts'

/** What a caller asks for. Times are instants; `revision` is the one the caller has read. */
export type Wish = {
  verb: Verb
  revision?: string
  comment?: string
  /** A time to run at; null takes the planned time away; undefined keeps it. */
  publishAt?: Date | null
  override?: { reason: string }
}

export const makeAttempt = async ({
  req,
  actor,
  doc,
  wish,
  now,
  options,
}: {
  req: PayloadRequest
  actor: Actor
  doc: Record<string, unknown>
  wish: Wish
  now: Date
  options: SanitizedApprovalOptions
}): Promise<Attempt> => {
  const tree = await organizationTree(req, options.organizations)
  const item = workflowOf(doc, options)
  const planned = item.publishAt ? new Date(item.publishAt) : null
  return {
    req,
    verb: wish.verb,
    actor,
    doc,
    item,
    tree,
    foreignOwners: await foreignOwnersOf({ req, doc, item, options, tree }),
    furtherApprovers: await options.furtherApprovers({ req, doc }),
    now,
    runsAt: wish.publishAt === undefined ? planned : wish.publishAt,
    isTimeGiven: wish.publishAt !== undefined,
    comment: wish.comment,
    override: wish.override,
  }
}

/** All reasons why not, the most telling first; empty when the transition can be made. */
export const reasonsWhyNot = async ({
  attempt,
  revision,
  isForeseeing = false,
  options,
}: {
  attempt: Attempt
  /** The revision the caller names; undefined asks without one, as the list of actions does. */
  revision?: string
  /** Whether to ask too what would be refused only while saving. */
  isForeseeing?: boolean
  options: SanitizedApprovalOptions
}): Promise<Refusal[]> => {
  const { req, verb, doc, item, comment, override, actor } = attempt
  const transition = TRANSITIONS[verb]
  const wrongPerson = transition.whoMayNot(attempt)
  if (wrongPerson.length > 0) return wrongPerson
  if (options.hasTrash && isTrashed(doc)) {
    return [refuse({ req, code: 'wrong-stage', reason: 'inTrash', data: { stage: item.stage } })]
  }
  const isStageRight = transition.from.includes(item.stage) || (transition.alsoWhileLive && item.live)
  if (!isStageRight) {
    return [refuse({ req, code: 'wrong-stage', reason: `stage-${verb}`, data: { stage: item.stage } })]
  }
  const reasons = transition.reasonsWhyNot(attempt)
  if (revision !== undefined && revision !== item.revision) {
    reasons.push(refuse({ req, code: 'stale-revision', data: { revision: item.revision } }))
  }
  if (revision !== undefined && transition.needsComment && !comment) {
    reasons.push(invalid({ req, path: 'comment', reason: 'commentRequired' }))
  }
  if (override && (actor === 'schedule' || actor.role !== 'approver')) {
    reasons.push(refuse({ req, code: 'forbidden', reason: 'overrideByApprover' }))
  }
  if (reasons.length > 0) return reasons
  const { conditions, foreseen } = options
  const asked = [...(conditions[verb] ?? []), ...(isForeseeing ? (foreseen[verb] ?? []) : [])]
  for (const condition of asked) reasons.push(...(await condition(attempt)))
  return reasons
}

/** The workflow fields of a document, with what is missing filled in. */
export const workflowOf = (
  doc: Record<string, unknown>,
  { organizations, hasAuthor }: Pick<SanitizedApprovalOptions, 'organizations' | 'hasAuthor'>,
): Workflow => {
  const contributors = Array.isArray(doc.contributors) ? doc.contributors.map(String) : []
  return {
    id: String(doc.id),
    stage: (doc.stage as Workflow['stage']) ?? 'draft',
    live: doc.live === true,
    revision: String(doc.revision ?? ''),
    organization: (organizations && idOf(doc[organizations.field])) || '',
    author: hasAuthor ? idOf(doc.author) : contributors[0],
    submittedBy: idOf(doc.submittedBy),
    contributors,
    approvals: Array.isArray(doc.approvals) ? (doc.approvals as Workflow['approvals']) : [],
    approvedRevision: doc.approvedRevision ? String(doc.approvedRevision) : undefined,
    publishAt: doc.publishAt ? String(doc.publishAt) : undefined,
    publishedAt: doc.publishedAt ? String(doc.publishedAt) : undefined,
    forcedBy: idOf(doc.forcedBy),
  }
}

const foreignOwnersOf = async ({
  req,
  doc,
  item,
  tree,
  options: { placement },
}: Pick<Attempt, 'req' | 'doc' | 'item' | 'tree'> & { options: SanitizedApprovalOptions }): Promise<
  string[]
> => {
  if (!placement) return []
  const value = doc[placement.field]
  const places = (Array.isArray(value) ? value : [value]).flatMap((one) => idOf(one) ?? [])
  if (places.length === 0) return []
  const { list } = identifiersOf(req)
  const owners = await rowsOf<{ owner: string | null }>({
    req,
    statement: sql`
      select distinct ${sql.identifier(columnOf(placement.owner))}::text as owner
      from ${sql.identifier(tableOf(placement.collection))}
      where id = any(${sql.param(places)}::${list})`,
  })
  return owners
    .flatMap(({ owner }) => owner ?? [])
    .filter((owner) => !tree.isAtOrAbove(item.organization, owner))
}

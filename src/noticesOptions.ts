// Who learns what of an item on its way, and where a notice leads.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { idOf, type Staff, staffOf } from './access/roles.ts'
import { peopleWhoMay, transitionIn } from './approval/index.ts'
import { rowsOf } from './database/statement.ts'
import { closeNotices, type Notice, type NoticesOptions } from './notices/index.ts'

/** How many days before the end of its period a slot that is owed is told of. */
export const DUE_IN_DAYS = 7

export const noticesOptions: NoticesOptions = {
  occasions: async ({ req, doc }) => {
    const transition = transitionIn({ req, id: doc.id })
    if (!transition) return []
    const { verb, now, comment } = transition
    // whatever comes next, it neither waits for the same yes nor lies with its author as it was
    await closeNotices({ req, item: String(doc.id), kinds: ['submitted', 'returned', 'stuck'] })
    const actor = staffOf(req)
    const about = {
      // the same step is taken again later, and told again
      topic: `${verb}:${doc.id}:${now.toISOString()}`,
      item: String(doc.id),
      title: String(doc.title ?? ''),
      text: comment,
      actor: actor?.name,
      at: now,
    }
    const writers = [idOf(doc.author), idOf(doc.submittedBy)].flatMap((one) =>
      one && one !== actor?.id ? one : [],
    )
    const toWriters = (kind: Notice['kind']): Notice[] => [{ ...about, kind, recipients: writers }]
    if (verb === 'return') return toWriters('returned')
    if (verb === 'publish' || verb === 'force') return toWriters('published')
    const isWaiting = doc.stage === 'submitted'
    if (verb === 'approve' && !isWaiting) return toWriters('approved')
    // submitted, or approved by one with another yes still to come
    if (!isWaiting) return []
    const people = await peopleWhoMay({ req, doc, verb: 'approve', people: await approvers(req) })
    const recipients = people.flatMap(({ id }) => (id === actor?.id ? [] : id))
    return [{ ...about, kind: 'submitted', recipients }]
  },
  pathOf: ({ kind, item }) => {
    if (kind === 'due' || kind === 'overdue') return '/board'
    return item ? `/collections/items/${item}` : ''
  },
}

const approvers = (req: PayloadRequest) =>
  rowsOf<Staff>({
    req,
    statement: sql`
      select id::text, 'users' as collection, role::text, coalesce(organization_id::text, '') as organization, name
      from users where role = 'approver' and is_disabled is not true`,
  })

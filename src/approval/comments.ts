// What people say to each other about an item: questions, answers, and the reasons of transitions. Comments
// are added, never changed; whoever may read the item may read them.
import { sql } from '@payloadcms/db-postgres'
import type {
  CollectionBeforeDeleteHook,
  CollectionBeforeValidateHook,
  CollectionConfig,
  CollectionSlug,
} from 'payload'
import { dropGivenDates } from '../access/dropGivenDates.ts'
import { idOf } from '../access/roles.ts'
import { identifiersOf } from '../database/identifiers.ts'
import { rowsOf } from '../database/statement.ts'
import { tableOf } from '../database/tables.ts'
import { refuse } from '../errors/index.ts'
import { collectionLabels, labelled, words } from '../i18n/index.ts'
import type { SanitizedApprovalOptions } from './options.ts'
import type { Attempt } from './transitions/transition.ts'

export const comments = (options: SanitizedApprovalOptions): CollectionConfig => ({
  slug: options.slugs.comments,
  labels: collectionLabels('comments'),
  access: options.access.comments,
  admin: {
    group: words('groups.content'),
    useAsTitle: 'text',
    defaultColumns: ['text', 'item', 'author', 'createdAt'],
  },
  defaultSort: '-createdAt',
  disableDuplicate: true,
  lockDocuments: false,
  fields: labelled('comments', [
    {
      name: 'item',
      type: 'relationship',
      relationTo: options.collection as CollectionSlug,
      required: true,
      index: true,
    },
    { name: 'text', type: 'textarea', required: true, maxLength: 2000 },
    {
      name: 'mentions',
      type: 'relationship',
      relationTo: options.users as CollectionSlug,
      hasMany: true,
      maxRows: 20,
    },
    {
      name: 'author',
      type: 'relationship',
      relationTo: options.users as CollectionSlug,
      admin: { readOnly: true },
    },
    // the transition it is the reason of; empty for a remark of its own
    { name: 'verb', type: 'text', admin: { readOnly: true } },
  ]),
  hooks: options.enabled ? { beforeOperation: [dropGivenDates], beforeValidate: [signComment(options)] } : {},
})

/** Keeps the reason given with a transition where the people talk about the item. */
export const recordReason = async ({
  attempt: { req, actor, item, verb, comment },
  options,
}: {
  attempt: Attempt
  options: SanitizedApprovalOptions
}) => {
  if (!comment) return
  const table = tableOf(options.slugs.comments)
  const author = actor === 'schedule' ? null : actor.id
  await rowsOf({
    req,
    mustBeInTransaction: true,
    statement: sql`
      insert into ${sql.identifier(table)} (id, item_id, text, author_id, verb)
      values (${identifiersOf(req).next(table)}, ${item.id}, ${comment}, ${author}, ${verb})`,
  })
}

/** A draft that is deleted takes its comments along. */
export const dropComments =
  ({ slugs }: SanitizedApprovalOptions): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    await rowsOf({
      req,
      mustBeInTransaction: true,
      statement: sql`delete from ${sql.identifier(tableOf(slugs.comments))} where item_id = ${String(id)}`,
    })
  }

/** A comment is its writer's, and only on what the writer may read. */
const signComment =
  ({ collection, actorOf }: SanitizedApprovalOptions): CollectionBeforeValidateHook =>
  async ({ data, operation, req }) => {
    const staff = actorOf(req)
    if (operation !== 'create' || !data || !staff) return data
    const item = idOf(data.item)
    const found = item
      ? await req.payload.find({
          collection: collection as 'items',
          where: { id: { equals: item } },
          draft: true,
          limit: 1,
          depth: 0,
          select: {},
          overrideAccess: false,
          req,
        })
      : null
    if (!found?.docs.length) throw refuse({ req, code: 'forbidden' })
    return { ...data, author: identifiersOf(req).own(staff.id), verb: null }
  }

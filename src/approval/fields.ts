import type { CollectionSlug, Field } from 'payload'
import { fieldRightsFor } from '../access/rights.ts'
import type { ActorOf } from '../access/roles.ts'
import { labelled } from '../i18n/index.ts'
import { STAGES } from './stages.ts'

/** What the plugin keeps on a document. Nobody sets these from outside; transitions do. */
export const workflowFields = ({ users, actorOf }: { users: string; actorOf: ActorOf }): Field[] => {
  const { nobodyWrites, staffReads } = fieldRightsFor(actorOf)
  const kept = { create: nobodyWrites, update: nobodyWrites }
  const internal = { ...kept, read: staffReads }
  const sidebar = { position: 'sidebar', readOnly: true } as const
  const hidden = {
    hidden: true,
    disableListColumn: true,
    disableListFilter: true,
    disableBulkEdit: true,
  } as const
  const person = { type: 'relationship', relationTo: users as CollectionSlug, access: internal } as const
  return labelled('workflow', [
    {
      name: 'stage',
      type: 'select',
      options: [...STAGES],
      defaultValue: 'draft',
      index: true,
      access: kept,
      admin: { ...sidebar, disableBulkEdit: true },
    },
    {
      name: 'live',
      type: 'checkbox',
      defaultValue: false,
      index: true,
      access: kept,
      admin: { ...sidebar, disableBulkEdit: true },
    },
    {
      name: 'lastComment',
      type: 'textarea',
      access: internal,
      admin: { ...sidebar, disableBulkEdit: true, condition: (data) => Boolean(data?.lastComment) },
    },
    { name: 'revision', type: 'text', access: kept, admin: hidden },
    { name: 'submittedBy', ...person, admin: hidden },
    { name: 'contributors', type: 'json', access: internal, admin: hidden },
    { name: 'approvals', type: 'json', access: internal, admin: hidden },
    { name: 'approvedRevision', type: 'text', access: internal, admin: hidden },
    { name: 'publishedAt', type: 'date', access: kept, admin: hidden },
    {
      name: 'forcedBy',
      ...person,
      index: true,
      admin: { ...sidebar, disableBulkEdit: true, condition: (data) => Boolean(data?.forcedBy) },
    },
  ])
}

/** Names of the fields above: no part of the content that approval binds to. */
export const WORKFLOW_FIELDS = [
  'stage',
  'live',
  'lastComment',
  'revision',
  'submittedBy',
  'contributors',
  'approvals',
  'approvedRevision',
  'publishedAt',
  'forcedBy',
] as const

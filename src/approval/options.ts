// What a project may decide about the approval plugin, and what it gets when it decides nothing.
import type { Field, PayloadRequest } from 'payload'
import type { Refusal } from '../errors/index.ts'
import type { Attempt, Verb } from './transitions/transition.ts'

/** A rule of the project itself that a transition must meet; see `hooks/` of the application. */
export type Condition = (attempt: Attempt) => Refusal[] | Promise<Refusal[]>

export type ApprovalOptions = {
  /** Slug of the collection whose documents need approval. Default `items`. */
  collection?: string
  /** Fields that approval binds to; a change of one needs a new approval. Default: all fields of the
   * collection that are named neither here nor by the plugin. */
  contentFields?: string[]
  /** The relation to where the document will run, and the relation from there to its owner. */
  placement?: { field: string; collection: string; owner: string }
  /**
   * Organisations (identifiers) whose approvers say yes too, after the unit's own and each by another person:
   * the second step of an approval. Default: none.
   */
  furtherApprovers?: (args: { req: PayloadRequest; doc: Record<string, unknown> }) => Promise<string[]>
  /** Further conditions by verb. */
  conditions?: Partial<Record<Verb, Condition[]>>
  /** Slug of the collection of the audit log. Default `audit-log`. */
  auditSlug?: string
  /** Slug of the collection of comments. Default `comments`. */
  commentsSlug?: string
  /** Changes the fields the plugin adds. */
  fields?: (args: { defaultFields: Field[] }) => Field[]
}

export type SanitizedApprovalOptions = Required<Omit<ApprovalOptions, 'fields' | 'contentFields'>> &
  Pick<ApprovalOptions, 'fields' | 'contentFields'>

export const sanitizeOptions = (options: ApprovalOptions): SanitizedApprovalOptions => ({
  collection: 'items',
  placement: { field: 'outlets', collection: 'outlets', owner: 'organization' },
  conditions: {},
  furtherApprovers: async () => [],
  commentsSlug: 'comments',
  auditSlug: 'audit-log',
  ...options,
})

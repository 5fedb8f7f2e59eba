// Approval: a document goes its way through stages, by people who may, bound to the text they read.
import type { CollectionConfig, Config, Field, Plugin } from 'payload'
import { auditLog } from './auditLog.ts'
import { comments, dropComments } from './comments.ts'
import { approvalEndpoints } from './endpoints.ts'
import { WORKFLOW_FIELDS, workflowFields } from './fields.ts'
import { transitionMutation } from './graphql.ts'
import { followLatest } from './hooks/followLatest.ts'
import { keepWorkflow, refuseOvertakenSave } from './hooks/keepWorkflow.ts'
import { refuseDeletion } from './hooks/refuseDeletion.ts'
import { saveAsDraft } from './hooks/saveAsDraft.ts'
import { type ApprovalOptions, sanitizeOptions } from './options.ts'

export type { Wish } from './attempt.ts'
export type { ApprovalOptions, Condition } from './options.ts'
export { performTransition, transitionIn } from './performTransition.ts'
export { STAGES, type Stage } from './stages.ts'
export type { Attempt, Verb } from './transitions/transition.ts'

/**
 * Adds the approval workflow to a collection with drafts. Place it after whatever adds fields that
 * approval shall bind to, and before the plugins that keep ledgers of what is published.
 */
export const approval =
  (given: ApprovalOptions = {}): Plugin =>
  (config: Config): Config => {
    const options = sanitizeOptions(given)
    const collections = (config.collections ?? []).map((collection) =>
      collection.slug === options.collection ? withApproval(collection) : collection,
    )
    return {
      ...config,
      collections: [...collections, auditLog(options), comments(options)],
      graphQL: { ...config.graphQL, mutations: transitionMutation(options) },
    }

    function withApproval(collection: CollectionConfig): CollectionConfig {
      const { hooks = {} } = collection
      const contentFields =
        options.contentFields ?? namesOf(collection.fields).filter((name) => !UNBOUND.has(name))
      const defaultFields = workflowFields()
      const slug = { collection: collection.slug }
      return {
        ...collection,
        fields: [...collection.fields, ...(options.fields?.({ defaultFields }) ?? defaultFields)],
        endpoints: [...(collection.endpoints || []), ...approvalEndpoints(options)],
        hooks: {
          ...hooks,
          beforeOperation: [...(hooks.beforeOperation ?? []), saveAsDraft(slug)],
          beforeValidate: [refuseOvertakenSave(slug), ...(hooks.beforeValidate ?? [])],
          beforeChange: [...(hooks.beforeChange ?? []), keepWorkflow({ contentFields })],
          afterChange: [...(hooks.afterChange ?? []), followLatest(slug)],
          beforeDelete: [...(hooks.beforeDelete ?? []), refuseDeletion(slug), dropComments(options)],
        },
      }
    }
  }

// Who wrote it and when it is to run are checked apart from the text.
const UNBOUND = new Set<string>([...WORKFLOW_FIELDS, 'author', 'publishAt'])

const namesOf = (fields: Field[]): string[] =>
  fields.flatMap((field) => {
    if ('name' in field && field.name) return [field.name]
    return 'fields' in field && Array.isArray(field.fields) ? namesOf(field.fields) : []
  })

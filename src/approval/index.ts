// Approval: a document goes its way through stages, by people who may, bound to the text they read.
import type { CollectionConfig, Config, Plugin } from 'payload'
import { auditLog } from './auditLog.ts'
import { comments, dropComments } from './comments.ts'
import { installGate, removeGate } from './database.ts'
import { approvalEndpoints } from './endpoints.ts'
import { workflowFields } from './fields.ts'
import { transitionMutation } from './graphql.ts'
import { historyEndpoint } from './history.ts'
import { followLatest } from './hooks/followLatest.ts'
import { keepWorkflow } from './hooks/keepWorkflow.ts'
import { recordTrash } from './hooks/recordTrash.ts'
import { refuseDeletion } from './hooks/refuseDeletion.ts'
import { refuseOvertakenSave } from './hooks/refuseOvertakenSave.ts'
import { refuseSaveInTrash } from './hooks/refuseSaveInTrash.ts'
import { refuseTrashing } from './hooks/refuseTrashing.ts'
import { saveAsDraft } from './hooks/saveAsDraft.ts'
import { type ApprovalOptions, CUSTOM, type SanitizedApprovalOptions, sanitizeOptions } from './options.ts'

export type { Wish } from './attempt.ts'
export { approvalGate } from './database.ts'
export { occupancyOf } from './occupancyOf.ts'
export type { ApprovalOptions, Condition } from './options.ts'
export { peopleWhoMay } from './peopleWhoMay.ts'
export { performTransition, transitionIn } from './performTransition.ts'
export { STAGES, type Stage } from './stages.ts'
export type { Attempt, Verb } from './transitions/transition.ts'

/**
 * Adds the approval workflow to a collection with drafts. Place it after whatever adds fields that
 * approval shall bind to, and before the plugins that keep ledgers of what is published.
 * @throws Error when the configuration has no such collection, or it has no drafts
 */
export const approval =
  (given: ApprovalOptions = {}): Plugin =>
  (config: Config): Config => {
    const options = sanitizeOptions(given, config)
    const { collection: slug, enabled, overrides, slugs } = options
    const collections = (config.collections ?? []).map((collection) =>
      collection.slug === slug ? withApproval({ collection, options }) : collection,
    )
    const log = auditLog(options)
    const talk = comments(options)
    const guarded = { collection: slug, auditLog: slugs.auditLog }
    return {
      ...config,
      collections: [...collections, overrides.auditLog?.(log) ?? log, overrides.comments?.(talk) ?? talk],
      custom: { ...config.custom, [CUSTOM]: { ...config.custom?.[CUSTOM], [slug]: options } },
      graphQL: enabled
        ? { ...config.graphQL, mutations: transitionMutation({ options, config }) }
        : config.graphQL,
      onInit: async (payload) => {
        await (enabled ? installGate : removeGate)({ payload, guarded })
        await config.onInit?.(payload)
      },
    }
  }

const withApproval = ({
  collection,
  options,
}: {
  collection: CollectionConfig
  options: SanitizedApprovalOptions
}): CollectionConfig => {
  const { hooks = {}, versions } = collection
  const defaultFields = workflowFields(options)
  const fields = [...collection.fields, ...(options.fields?.({ defaultFields }) ?? defaultFields)]
  if (!options.enabled) return { ...collection, fields }
  return {
    ...collection,
    fields,
    versions: withoutScheduledPublish(versions),
    endpoints: [...(collection.endpoints || []), ...approvalEndpoints(options), historyEndpoint(options)],
    hooks: {
      ...hooks,
      beforeOperation: [...(hooks.beforeOperation ?? []), saveAsDraft(options)],
      beforeValidate: [
        refuseSaveInTrash(options),
        refuseTrashing(options),
        refuseOvertakenSave(options),
        ...(hooks.beforeValidate ?? []),
      ],
      beforeChange: [...(hooks.beforeChange ?? []), keepWorkflow(options)],
      afterChange: [...(hooks.afterChange ?? []), followLatest(options), recordTrash(options)],
      beforeDelete: [...(hooks.beforeDelete ?? []), refuseDeletion(options), dropComments(options)],
    },
  }
}

// Payload's own schedule publishes whatever is latest when it falls due, not what was approved.
const withoutScheduledPublish = (versions: CollectionConfig['versions']): CollectionConfig['versions'] =>
  typeof versions === 'object' && typeof versions.drafts === 'object'
    ? { ...versions, drafts: { ...versions.drafts, schedulePublish: false } }
    : versions

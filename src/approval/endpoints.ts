// The addresses of the approval plugin on its collection; see CONTRACT § CMS API.
import { addDataAndFileToRequest, type Endpoint, type PayloadRequest, restoreVersionOperation } from 'payload'
import { z } from 'zod'
import { identifiersOf } from '../database/identifiers.ts'
import { type ErrorCode, invalid, type Refusal, refuse } from '../errors/index.ts'
import { makeAttempt, reasonsWhyNot, type Wish } from './attempt.ts'
import type { SanitizedApprovalOptions } from './options.ts'
import { performTransition } from './performTransition.ts'
import { isVerb, TRANSITIONS } from './stages.ts'
import type { Verb } from './transitions/transition.ts'

/** Body of `POST /:id/:action`. `publishAt` is ISO 8601 with a zone; null takes the planned time away. */
export const transitionBody = z.object({
  revision: z.string().min(1).max(100),
  comment: z.string().trim().max(2000).optional().nullable(),
  publishAt: z.iso.datetime({ offset: true }).optional().nullable(),
  override: z
    .object({ reason: z.string().trim().min(1).max(1000) })
    .optional()
    .nullable(),
})

export const approvalEndpoints = (options: SanitizedApprovalOptions): Endpoint[] => [
  {
    // `versions/:id`, `access/:id` and `:id/duplicate` are Payload's
    path: '/:id((?!versions/|access/)[^/]+)/:action((?!duplicate$)[^/]+)',
    method: 'post',
    handler: async (req) => {
      const { id, action } = req.routeParams as { id: string; action: string }
      if (!isVerb(action)) throw invalid({ req, path: 'action', reason: 'unknownAction', values: { action } })
      await addDataAndFileToRequest(req)
      const doc = await transition({ req, id, verb: action, body: req.data, options })
      return Response.json({ doc })
    },
  },
  {
    path: '/:id/actions',
    method: 'get',
    handler: async (req) => {
      const staff = options.actorOf(req)
      if (!staff) throw refuse({ req, code: 'forbidden' })
      const { isValid, own } = identifiersOf(req)
      const id = String(req.routeParams?.id)
      if (!isValid(id)) throw refuse({ req, code: 'not-found' })
      const doc = (await req.payload.findByID({
        collection: options.collection as 'items',
        id: own(id),
        depth: 0,
        draft: true,
        // what lies in the trash tells why nothing can be done with it
        trash: true,
        overrideAccess: false,
        req,
      })) as unknown as Record<string, unknown>
      const now = new Date()
      const actions = []
      for (const verb of Object.keys(TRANSITIONS) as Verb[]) {
        const attempt = await makeAttempt({ req, actor: staff, doc, wish: { verb }, now, options })
        const reasons = await reasonsWhyNot({ attempt, isForeseeing: true, options })
        const isOnlyFull = reasons.length > 0 && reasons.every((one) => codeOf(one) === 'quota-exceeded')
        actions.push({
          action: verb,
          isPossible: reasons.length === 0,
          // nothing but a full quota stands in the way, which this person may exceed with a reason
          mayOverride: isOnlyFull && staff.role === 'approver',
          needsComment: TRANSITIONS[verb].needsComment,
          reasons: reasons.map(({ message, data }) => ({
            message,
            ...(data as unknown as { code: string }),
          })),
        })
      }
      const { revision, stage, deletedAt = null } = doc
      return Response.json({ revision, stage, deletedAt, actions })
    },
  },
  {
    // Payload's own would put the old version live at once; here it becomes the newest draft.
    path: '/versions/:id',
    method: 'post',
    handler: async (req) => {
      const id = String(req.routeParams?.id)
      const collection = req.payload.collections[options.collection as 'items']
      const { isValid, own } = identifiersOf(req)
      if (!collection || !isValid(id)) throw refuse({ req, code: 'not-found' })
      // Its Local API forgets `draft`, the operation itself does not.
      const doc = await restoreVersionOperation({
        collection,
        id: own(id),
        draft: true,
        depth: 0,
        overrideAccess: false,
        req,
      })
      return Response.json({ doc })
    },
  },
]

const codeOf = ({ data }: Refusal) => (data as unknown as { code: ErrorCode }).code

/** Checks the body, then makes the transition for the person who asks. REST and GraphQL both come here. */
export const transition = async ({
  req,
  id,
  verb,
  body,
  options,
}: {
  req: PayloadRequest
  id: string
  verb: Verb
  body: unknown
  options: SanitizedApprovalOptions
}) => {
  const staff = options.actorOf(req)
  if (!staff) throw refuse({ req, code: 'forbidden' })
  const wish = wishOf({ req, verb, body })
  return performTransition({ req, id, actor: staff, wish, collection: options.collection })
}

const wishOf = ({ req, verb, body }: { req: PayloadRequest; verb: Verb; body: unknown }): Wish => {
  const parsed = transitionBody.safeParse(body ?? {})
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? ''
    throw invalid({ req, path, reason: path === 'revision' ? 'revisionRequired' : 'invalidAt' })
  }
  const { revision, comment, publishAt, override } = parsed.data
  return {
    verb,
    revision,
    comment: comment || undefined,
    publishAt: typeof publishAt === 'string' ? new Date(publishAt) : publishAt,
    override: override ?? undefined,
  }
}

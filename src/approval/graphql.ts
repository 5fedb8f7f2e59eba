// GraphQL: `transitionItem`, with the same answers as `POST /api/items/:id/:action`.
import type { Config } from 'payload'
import { invalid } from '../errors/index.ts'
import { transition } from './endpoints.ts'
import type { SanitizedApprovalOptions } from './options.ts'
import { isVerb } from './stages.ts'

type Mutations = NonNullable<NonNullable<Config['graphQL']>['mutations']>

export const transitionMutation =
  (options: SanitizedApprovalOptions): Mutations =>
  (GraphQL, payload) => {
    const text = { type: GraphQL.GraphQLString }
    const required = { type: new GraphQL.GraphQLNonNull(GraphQL.GraphQLString) }
    return {
      transitionItem: {
        type: payload.collections[options.collection]?.graphQL?.type as never,
        args: {
          id: required,
          action: required,
          revision: required,
          comment: text,
          publishAt: text,
          overrideReason: text,
        },
        resolve: async (
          _root: unknown,
          args: Record<string, string | undefined>,
          context: { req: never },
        ) => {
          const { id = '', action, revision, comment, publishAt, overrideReason } = args
          const { req } = context
          if (!isVerb(action)) {
            throw invalid({
              req,
              path: 'action',
              reason: 'unknownAction',
              values: { action: String(action) },
            })
          }
          const override = overrideReason ? { reason: overrideReason } : undefined
          return transition({
            req,
            id,
            verb: action,
            body: { revision, comment, publishAt, override },
            options,
          })
        },
      },
    }
  }

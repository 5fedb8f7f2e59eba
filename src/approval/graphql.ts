// GraphQL: `transitionItem`, with the same answers as `POST /api/items/:id/:action`.
import { type CollectionConfig, type Config, formatNames, toWords } from 'payload'
import { collectionIn } from '../database/tables.ts'
import { invalid } from '../errors/index.ts'
import { transition } from './endpoints.ts'
import type { SanitizedApprovalOptions } from './options.ts'
import { isVerb } from './stages.ts'

type Mutations = NonNullable<NonNullable<Config['graphQL']>['mutations']>

/** Adds `transition<Singular>`, named as Payload names its own, to the mutations the configuration has. */
export const transitionMutation =
  ({ options, config }: { options: SanitizedApprovalOptions; config: Config }): Mutations =>
  (GraphQL, payload) => {
    const others = config.graphQL?.mutations?.(GraphQL, payload)
    const type = payload.collections[options.collection]?.graphQL?.type
    // a collection that is kept out of GraphQL
    if (!type) return others ?? {}
    const text = { type: GraphQL.GraphQLString }
    const required = { type: new GraphQL.GraphQLNonNull(GraphQL.GraphQLString) }
    return {
      ...others,
      [`transition${singularOf(collectionIn(config, options.collection))}`]: {
        type: type as never,
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

const singularOf = (collection: CollectionConfig | undefined): string => {
  const named = collection?.graphQL ? collection.graphQL.singularName : undefined
  return named ? toWords(named, true) : formatNames(collection?.slug ?? '').singular
}

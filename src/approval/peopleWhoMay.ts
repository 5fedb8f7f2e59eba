// Who of several people could make a transition now: what is asked is the transition itself.
import type { PayloadRequest } from 'payload'
import type { Staff } from '../access/roles.ts'
import { makeAttempt } from './attempt.ts'
import { optionsOf } from './options.ts'
import { TRANSITIONS } from './stages.ts'
import type { Verb } from './transitions/transition.ts'

/**
 * Those of `people` whom neither their role and scope nor their part in the text keeps from it. Stage, revision and
 * the project's own conditions are not asked: they keep everybody or nobody.
 * @param doc the document as it was just saved, relations as identifiers
 * @param collection slug that the approval plugin was given; default `items`
 */
export const peopleWhoMay = async ({
  req,
  doc,
  verb,
  people,
  collection,
}: {
  req: PayloadRequest
  doc: Record<string, unknown>
  verb: Verb
  people: Staff[]
  collection?: string
}): Promise<Staff[]> => {
  const [first] = people
  if (!first) return []
  const options = optionsOf(req.payload, collection)
  const attempt = await makeAttempt({ req, actor: first, doc, wish: { verb }, now: new Date(), options })
  const { whoMayNot, reasonsWhyNot } = TRANSITIONS[verb]
  return people.filter((actor) => {
    const asked = { ...attempt, actor }
    return whoMayNot(asked).length === 0 && reasonsWhyNot(asked).length === 0
  })
}

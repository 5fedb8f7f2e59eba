// Organisations and outlets are there for every plan. Everything else is of one plan: a file of another can neither take
// it over nor point at it, however short the codes (L1, Q1) that both would like to use.
import { messages } from './messages.ts'
import type { PlanChanges, PlanFile } from './planFile.ts'
import type { Finding } from './yamlFile.ts'

const OWN_LISTS = ['themes', 'tasks', 'lines', 'quotas', 'events'] as const

export type OwnList = (typeof OWN_LISTS)[number]

/** By list, the plan of each entry: code of the entry, code of its plan. */
export type Owners = Partial<Record<OwnList, Map<string, string>>>

export const isOwnList = (list: string): list is OwnList => (OWN_LISTS as readonly string[]).includes(list)

/** The entries of all plans but the one with the code `own`. */
export const ofOtherPlans = ({ owners, own }: { owners: Owners; own: string }): Owners =>
  Object.fromEntries(
    Object.entries(owners).map(([list, plans]) => [
      list,
      new Map([...plans].filter(([, plan]) => plan !== own)),
    ]),
  )

/** Entries of the file that are another plan's already. */
export const takenFromOthers = ({
  plan,
  others,
}: {
  plan: PlanFile | PlanChanges
  others: Owners
}): Finding[] =>
  OWN_LISTS.flatMap((list) =>
    (plan[list] ?? []).flatMap(({ code }, index) => {
      const other = others[list]?.get(code)
      return other
        ? [{ path: [list, index, 'code'], message: messages.ofOtherPlan({ code, plan: other }) }]
        : []
    }),
  )

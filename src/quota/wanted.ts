// From a document to the slots it wants.
import type { PayloadRequest } from 'payload'
import { idOf } from '../access/roles.ts'
import { outletsOf, rulesOfPlan } from './facts.ts'
import type { Slot, SlotState, Wanted } from './ledger.ts'
import { bucketsOf, type Rule, type Run, type Subject } from './rules.ts'

type Doc = Record<string, unknown>

/** Reads rules and outlets, and returns the slots the document takes at the time it runs. */
export const wantedBy = async ({
  req,
  doc,
  held,
  now,
  state,
  recordsPastDates,
}: {
  req: PayloadRequest
  doc: Doc
  held: Slot[]
  now: Date
  state: SlotState
  recordsPastDates: (channel: string) => boolean
}): Promise<{ rules: Rule[]; wanted: Wanted[] }> => {
  const subject = subjectOf(doc)
  if (!subject.plan) return { rules: [], wanted: [] }
  const ids = (Array.isArray(doc.outlets) ? doc.outlets : []).flatMap((one) => idOf(one) ?? [])
  const [rules, outlets] = [await rulesOfPlan({ req, plan: subject.plan }), await outletsOf({ req, ids })]
  const planned = doc.publishAt ? new Date(String(doc.publishAt)) : now
  const runs = outlets.map(({ id, channel }): Run => {
    if (planned > now || recordsPastDates(channel)) return { outlet: id, channel, at: planned }
    // a portal shows it from now on, or since it first did
    const first = held.find((slot) => slot.outlet === id && slot.state === 'consumed')
    return { outlet: id, channel, at: first?.ranAt ?? now }
  })
  return { rules, wanted: bucketsOf({ rules, subject, runs }).map((one) => ({ ...one, state })) }
}

const subjectOf = (doc: Doc): Subject => ({
  plan: idOf(doc.plan) ?? null,
  kind: String(doc.kind ?? ''),
  line: idOf(doc.line) ?? null,
  task: idOf(doc.task) ?? null,
  event: idOf(doc.event) ?? null,
  organization: idOf(doc.organization) ?? null,
})

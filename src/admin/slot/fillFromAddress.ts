// Why this exists: an empty place on the board or in the calendar opens a new draft that fits it. Payload builds the form of a new
// document on the server and asks each field for its default; here the address of the page answers.
import type { CollectionConfig, Field, PayloadRequest } from 'payload'
import { namedFieldsOf } from '../../database/tables.ts'
import { progressRows, quotaOptionsIn } from '../../quota/index.ts'
import { DIMENSIONS } from '../../quota/rules.ts'
import { type PlanNames, readPlan } from '../plan/readPlan.ts'
import { readSlot, type SlotAddress } from './address.ts'
import { draftValuesIn } from './draftAddress.ts'
import { suggestedMoment } from './suggestedMoment.ts'

/**
 * Gives the fields that a quota can ask for a default from the address of the page for a new document: by a bucket of
 * a plan, `?plan=CODE&slot=…`, or by the values themselves (`draftAddress.ts`). What comes by REST or GraphQL is left
 * alone, and so is a slot that is not there.
 */
export const fillFromAddress = (collection: CollectionConfig): CollectionConfig => {
  const fields = new Set(Object.values(FILLED[collection.slug] ?? {}))
  const fill = (field: Field): Field => {
    if ('fields' in field && Array.isArray(field.fields) && !('name' in field))
      return { ...field, fields: field.fields.map(fill) } as Field
    if (!('name' in field) || !fields.has(field.name)) return field
    const { defaultValue } = field as { defaultValue?: unknown }
    return {
      ...field,
      defaultValue: async ({ req }: { req: PayloadRequest }) =>
        (await valuesFor({ req, collection: collection.slug }))?.[field.name] ?? defaultValue,
    } as Field
  }
  const known = namedFieldsOf(collection.fields)
  for (const name of fields)
    if (!known.some((one) => one.name === name)) throw new Error(`${collection.slug} has no field ${name}`)
  return { ...collection, fields: collection.fields.map(fill) }
}

/** Which field takes what a bucket says. */
const FILLED: Record<string, Partial<Record<Part, string>>> = {
  items: {
    plan: 'plan',
    line: 'line',
    kind: 'kind',
    outlet: 'outlets',
    task: 'task',
    event: 'event',
    moment: 'publishAt',
  },
  events: { plan: 'plan', eventKind: 'kind', moment: 'startsAt' },
  proofs: { item: 'item', outlet: 'outlet', kind: 'kind' },
}

type Part = 'plan' | 'line' | 'kind' | 'eventKind' | 'outlet' | 'task' | 'event' | 'moment' | 'item'
type Values = Record<string, unknown>

const valuesFor = async ({ req, collection }: { req: PayloadRequest; collection: string }) => {
  // a page's request is a local one with the query of its address
  if (req.payloadAPI !== 'local' || !req.user) return null
  const { plan } = req.query ?? {}
  if (req.query?.slot === undefined) return draftValuesIn(req.query ?? {}) as Values
  const slot = readSlot(req.query.slot)
  if (!slot || typeof plan !== 'string') return null
  // asked by every field of the form at once
  const known = asked.get(req.query) ?? readValues({ req, slot, code: plan })
  asked.set(req.query, known)
  const parts = await known
  const names = Object.entries(FILLED[collection] ?? {}) as [Part, string][]
  return parts && (Object.fromEntries(names.map(([part, name]) => [name, parts[part]])) as Values)
}

const asked = new WeakMap<object, Promise<Partial<Record<Part, unknown>> | null>>()

const readValues = async ({
  req,
  slot,
  code,
}: {
  req: PayloadRequest
  slot: SlotAddress
  code: string
}): Promise<Partial<Record<Part, unknown>> | null> => {
  const now = new Date()
  const found = await readPlan({ req, code, now })
  const rule = found?.rules.find((one) => one.code === slot.quota)
  if (!found || !rule) return null
  const { plan, names } = found
  const options = quotaOptionsIn(req.payload)
  const rows = await progressRows({ req, options, plan: code, quota: slot.quota, outlet: slot.outlet, now })
  const cell = rows
    ?.find(({ place }) => DIMENSIONS.every((name) => place[name] === slot[name]))
    ?.cells.find(({ period }) => period === slot.period)
  if (!cell) return null
  const outlet = idOf(names.outlets, slot.outlet)
  return {
    plan: plan.id,
    line: rule.lineId ?? undefined,
    kind: rule.kinds[0],
    eventKind: rule.eventKinds[0],
    outlet: outlet && [outlet],
    task: idOf(names.tasks, slot.task),
    event: idOf(names.events, slot.event),
    moment: suggestedMoment({ ...cell, now, timeZone: plan.timeZone }) ?? undefined,
  }
}

const idOf = (among: PlanNames['tasks'], code: string | undefined) =>
  among.find((one) => one.code === code)?.id

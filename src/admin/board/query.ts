// What the address of the board asks for: `?plan=&organization=&outlet=&task=&channel=&quota=&span=&state=`.
import { z } from 'zod'
import type { PlanFilter } from '../plan/filter.ts'

const code = z
  .string()
  .max(80)
  .regex(/^[\w.-]+$/)

const query = z.object({
  plan: code.optional().catch(undefined),
  quota: code.optional().catch(undefined),
  organization: code.optional().catch(undefined),
  outlet: code.optional().catch(undefined),
  task: code.optional().catch(undefined),
  channel: code.optional().catch(undefined),
  /** `around`, `all`, or a quarter. */
  span: z
    .string()
    .regex(/^(around|all|\d{4}-Q[1-4])$/)
    .optional()
    .catch(undefined),
  state: z.enum(['met', 'due', 'overdue', 'open', 'full', 'over']).optional().catch(undefined),
  /** One cell, with what holds it; see `slot/address.ts`. */
  slot: z.string().max(500).optional().catch(undefined),
  proof: z.literal('missing').optional().catch(undefined),
  rows: z.literal('all').optional().catch(undefined),
})

/** What is not understood is not asked for: an address that was cut short shows the whole board. */
export type BoardQuery = z.infer<typeof query>

type Given = Record<string, string | string[] | undefined>

export const readBoardQuery = (given: Given): BoardQuery =>
  // an empty choice of a form is none
  query.parse(Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')))

export const planFilterOf = ({ quota, organization, outlet, task, channel }: BoardQuery): PlanFilter => ({
  quota,
  organization,
  outlet,
  task,
  channel,
})

/** The same board with some of it asked otherwise; undefined takes a part away. */
export const addressOf = ({
  base,
  query: asked,
  change = {},
}: {
  base: string
  query: BoardQuery
  change?: Partial<BoardQuery>
}): string => {
  const parts = Object.entries({ ...asked, ...change }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  )
  const text = new URLSearchParams(parts).toString()
  return text ? `${base}?${text}` : base
}

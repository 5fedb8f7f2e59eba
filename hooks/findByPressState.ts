// The state of a question changes by itself and is not stored, yet the log is looked through by it: a condition on it
// is asked of the dates instead.
import type { CollectionBeforeOperationHook, PayloadRequest, Where } from 'payload'
import { invalid } from '../src/errors/index.ts'
import { PRESS_STATES, type PressState, whereState } from '../src/pressRequests/state.ts'

export const findByPressState: CollectionBeforeOperationHook = ({ args, req }) => {
  const { where, sort } = args as { where?: Where; sort?: string | string[] }
  return {
    ...args,
    ...(where ? { where: rewritten({ where, req, now: new Date() }) } : {}),
    // the nearer the deadline, the more urgent the state
    ...(sort ? { sort: [sort].flat().map((one) => one.replace(/^(-?)state$/, '$1dueAt')) } : {}),
  }
}

type Asked = { where: Where; req: PayloadRequest; now: Date }

const rewritten = ({ where, req, now }: Asked): Where => {
  const conditions = Object.entries(where).map(([key, value]): Where => {
    if (['and', 'or'].includes(key.toLowerCase()) && Array.isArray(value))
      return { [key]: value.map((inner) => rewritten({ where: inner as Where, req, now })) }
    return key === 'state' ? askedOfDates({ condition: value, req, now }) : { [key]: value }
  })
  return conditions.length === 1 ? (conditions[0] as Where) : { and: conditions }
}

const askedOfDates = ({
  condition,
  req,
  now,
}: {
  condition: unknown
  req: PayloadRequest
  now: Date
}): Where => ({
  and: Object.entries((condition ?? {}) as object).map(([operator, value]): Where => {
    const named = statesIn(value)
    const isNegative = ['not_equals', 'not_in'].includes(operator)
    if (!named || !(isNegative || ['equals', 'in'].includes(operator)))
      throw invalid({ req, path: 'where.state' })
    const wanted = PRESS_STATES.filter((state) => named.includes(state) !== isNegative)
    // no state is left: nothing is found
    if (wanted.length === 0) return { id: { exists: false } }
    return { or: wanted.map((state) => whereState({ state, now })) }
  }),
})

const statesIn = (value: unknown): PressState[] | null => {
  const values = Array.isArray(value) ? value : String(value ?? '').split(',')
  return values.every((one): one is PressState => PRESS_STATES.includes(one)) ? values : null
}

// What the filters of the report screen choose.
import { describe, expect, it } from 'vitest'
import { choiceIn, queryOf } from '../../../src/admin/report/choice.ts'

const plan = { code: 'P', startsOn: '2024-11-01', endsOn: '2025-12-31', timeZone: 'Asia/Ho_Chi_Minh' }
const chosen = (search: Record<string, string>) => {
  const { period, from, until } = choiceIn({ search, plan, now: new Date('2024-11-30T18:00:00Z') })
  return { period, from, until }
}

describe('the days of a report', () => {
  it('are those of the period in the plan’s zone', () => {
    expect(chosen({})).toEqual({ period: 'whole', from: '2024-11-01', until: '2025-12-31' })
    expect(chosen({ period: 'month' })).toEqual({ period: 'month', from: '2024-12-01', until: '2024-12-31' })
  })

  it('are those that were typed, whatever the choice beside them says', () => {
    const shown = { shownFrom: '2024-11-01', shownUntil: '2025-12-31' }
    const form = { period: 'whole', from: '2024-11-01', until: '2025-12-31', ...shown }
    expect(chosen({ ...form, from: '2024-11-05' })).toEqual({
      period: 'custom',
      from: '2024-11-05',
      until: '2025-12-31',
    })
    // days that the form came with are no choice
    expect(chosen({ ...form, period: 'month' })).toMatchObject({ period: 'month', from: '2024-12-01' })
    expect(chosen({ ...form, from: '', period: 'year' })).toMatchObject({ period: 'year' })
  })

  it('end with the day after the last', () => {
    const choice = choiceIn({ search: { period: 'lastMonth' }, plan, now: new Date('2024-12-15T00:00:00Z') })
    expect(queryOf(choice)).toEqual({ plan: 'P', from: '2024-11-01', to: '2024-12-01' })
  })
})

import { describe, expect, it } from 'vitest'
import { calendarDate } from '../../src/planFields.ts'

/** What the field makes of a value before it is checked. */
const stored = (value: unknown) => {
  const [hook] = calendarDate('day').hooks?.beforeValidate ?? []
  return hook?.({ value } as never)
}

describe('a calendar date', () => {
  it.each([
    ['as it is written', '2024-11-01', '2024-11-01'],
    ['midnight in UTC', '2024-11-01T00:00:00.000Z', '2024-11-01'],
    ['noon in UTC, as a picker sends it', '2024-11-01T12:00:31.000Z', '2024-11-01'],
    ['midnight where the plan is, with its offset', '2024-11-01T00:00:00+07:00', '2024-11-01'],
    ['the same in UTC', '2024-10-31T17:00:00.000Z', '2024-11-01'],
    ['now, in the first hour of a day there', '2026-11-25T17:28:04.120Z', '2026-11-26'],
    ['a time without a zone, as databases write it', '2024-11-01 23:30:00', '2024-11-01'],
    ['the leap day', '2024-02-29', '2024-02-29'],
  ])('%s', (_, given, day) => {
    expect(stored(given)).toBe(`${day}T12:00:00.000Z`)
  })

  it.each([
    '2024-00-01 10:00',
    '2024-11-32 10:00',
    '2025-02-30',
    '2023-02-29',
    '2024-13-01',
    '2024-11-31T00:00:00Z',
    '2024-11-01 at noon',
    'soon',
    '',
  ])('%s is none, and stays one that the field refuses', (given) => {
    expect(new Date(String(stored(given))).getTime()).toBeNaN()
  })

  it('is told in the refusal as people write it', () => {
    expect(stored('2025-02-30')).toBe('30/02/2025')
  })

  it('that is taken away is left alone', () => {
    expect([stored(null), stored(undefined)]).toEqual([null, undefined])
  })
})

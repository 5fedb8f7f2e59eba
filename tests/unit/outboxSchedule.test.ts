// When a push or a mail is tried again.
import { expect, it } from 'vitest'
import { restAfter } from '../../src/outbox/schedule.ts'

const secondsAfter = (attempts: number, more: { retryAfter?: number; random?: number } = {}) => {
  const rest = restAfter({ attempts, random: 0.5, ...more })
  return rest && rest / 1000
}

it('follows the schedule of ten attempts, and then gives up', () => {
  const hours = 3600
  expect(Array.from({ length: 11 }, (_, attempts) => secondsAfter(attempts))).toEqual([
    0,
    5,
    300,
    1800,
    2 * hours,
    5 * hours,
    10 * hours,
    14 * hours,
    20 * hours,
    24 * hours,
    null,
  ])
})

it('jitters by a tenth either way', () => {
  expect([0, 1].map((random) => secondsAfter(2, { random }))).toEqual([270, 330])
})

it('waits as long as the receiver asks, a day at most, and never shorter than its own', () => {
  expect(secondsAfter(1, { retryAfter: 60 })).toBe(60)
  expect(secondsAfter(3, { retryAfter: 60 })).toBe(1800)
  expect(secondsAfter(1, { retryAfter: 1e9 })).toBe(86_400)
  expect(secondsAfter(10, { retryAfter: 60 })).toBeNull()
})

import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { isPlanChanges, type PlanFile, planFileSchema, readPlanFile } from '../../../seed/planFile.ts'
import { demoStart, shiftDay, shiftPlan } from '../../../seed/shiftPlan.ts'

const planPath = new URL('../../../seed/plans/thai-nguyen-2024-2025.yaml', import.meta.url).pathname

let plan: PlanFile
beforeAll(async () => {
  const result = await readPlanFile({ path: planPath })
  if ('problems' in result || isPlanChanges(result.plan)) throw new Error('unreadable')
  plan = result.plan
})

const from = '2024-11-01'

const anyDay = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 86_400_000, max: Date.UTC(2060, 11, 31) / 86_400_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10))

const monthStart = anyDay.map((day) => `${day.slice(0, 7)}-01`)

const isMonthEnd = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).getUTCDate() === 1

describe('shiftDay', () => {
  it.each([
    ['2024-11-01', '2026-10-01', '2026-10-01'],
    ['2024-12-31', '2026-10-01', '2026-11-30'],
    ['2025-12-31', '2026-10-01', '2027-11-30'],
    ['2025-02-28', '2025-12-01', '2026-03-31'],
    ['2024-12-31', '2024-11-15', '2025-01-14'],
    ['2024-12-31', '2024-09-01', '2024-10-31'],
  ])('moves %s, when the plan starts on %s, to %s', (day, to, moved) => {
    expect(shiftDay({ day, from, to })).toBe(moved)
  })

  it('lands the first day exactly on the target', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (start, to) => {
        expect(shiftDay({ day: start, from: start, to })).toBe(to)
      }),
    )
  })

  it('never turns the order of two days', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, anyDay, (start, to, a, b) => {
        const [first, last] = a <= b ? [a, b] : [b, a]
        const move = (day: string) => shiftDay({ day, from: start, to })
        expect(move(first) <= move(last)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  it('keeps first and last days of months when it moves by whole months', () => {
    fc.assert(
      fc.property(monthStart, anyDay, (to, day) => {
        const moved = shiftDay({ day, from, to })
        if (isMonthEnd(day)) expect(isMonthEnd(moved)).toBe(true)
        if (day.endsWith('-01')) expect(moved.slice(8)).toBe('01')
      }),
    )
  })
})

describe('shiftPlan', () => {
  it('moves nothing when the start stays', () => {
    expect(shiftPlan({ plan, to: from })).toEqual(plan)
  })

  it('gives a valid plan of the same shape, wherever it starts', () => {
    fc.assert(
      fc.property(anyDay, (to) => {
        const shifted = shiftPlan({ plan, to })
        expect(planFileSchema.safeParse(shifted).success).toBe(true)
        expect(shifted.plan.startsOn).toBe(to)
        for (const { opensOn, closesOn } of shifted.lines) {
          expect(opensOn).toBe(to)
          expect(closesOn <= shifted.plan.endsOn).toBe(true)
        }
        for (const { startsOn, endsOn } of shifted.quotas) expect(startsOn <= endsOn).toBe(true)
        for (const event of shifted.events) {
          expect(Date.parse(event.startsAt)).toBeLessThanOrEqual(Date.parse(event.endsAt ?? event.startsAt))
          expect(event.startsAt.slice(0, 10) >= to).toBe(true)
          expect(event.startsAt.slice(0, 10) <= shifted.plan.endsOn).toBe(true)
        }
        expect(shifted.events.map(({ code }) => code)).toEqual(plan.events.map(({ code }) => code))
      }),
    )
  })

  it('gives each of the fourteen months its briefing, when it starts with a month', () => {
    fc.assert(
      fc.property(monthStart, (to) => {
        const months = shiftPlan({ plan, to })
          .events.filter(({ kind }) => kind === 'press-briefing')
          .map(({ startsAt }) => startsAt.slice(0, 7))
        expect(new Set(months).size).toBe(14)
        expect(months[0]).toBe(to.slice(0, 7))
      }),
    )
  })

  it('keeps wall time across a change of the clocks, and length across months', () => {
    const event = plan.events[0]
    if (!event) throw new Error('no event')
    const winter = {
      ...plan,
      plan: { ...plan.plan, timeZone: 'Europe/Berlin' },
      events: [{ ...event, startsAt: '2025-01-30T18:00:00+01:00', endsAt: '2025-01-31T08:00:00+01:00' }],
    }
    expect(shiftPlan({ plan: winter, to: '2025-05-01' }).events[0]).toMatchObject({
      startsAt: '2025-07-30T18:00:00+02:00',
      endsAt: '2025-07-31T08:00:00+02:00',
    })
    expect(shiftPlan({ plan: winter, to: '2024-12-01' }).events[0]).toMatchObject({
      startsAt: '2025-02-28T18:00:00+01:00',
      endsAt: '2025-03-01T08:00:00+01:00',
    })
  })
})

describe('demoStart', () => {
  it.each([
    ['2026-03-22', '2026-03-01'],
    ['2026-03-21', '2026-02-01'],
    ['2026-01-10', '2025-12-01'],
    ['2024-03-21', '2024-02-01'],
  ])('of %s is %s', (today, start) => {
    expect(demoStart(today)).toBe(start)
  })

  it('is three weeks back, and leaves the lines of two months open for more than a week', () => {
    fc.assert(
      fc.property(anyDay, (today) => {
        const days = (Date.parse(today) - Date.parse(demoStart(today))) / 86_400_000
        expect(days).toBeGreaterThanOrEqual(21)
        const closes = shiftDay({ day: '2024-12-31', from, to: demoStart(today) })
        expect((Date.parse(closes) - Date.parse(today)) / 86_400_000).toBeGreaterThanOrEqual(7)
      }),
    )
  })
})

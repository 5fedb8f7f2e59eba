// A difference that somebody has read through is not lost to a failed request.
import { expect, it } from 'vitest'
import { type Trial, trialAfter } from '../../../src/admin/planFile/trial.ts'
import type { PlanDifference } from '../../../src/planFiles/apply.ts'

const file = { text: 'changes: true', name: 'sap-nhap.yaml' }
const difference: PlanDifference = {
  tallies: {},
  changes: [],
  closed: [],
  fingerprint: 'f1',
  isApplied: false,
} as never
const before: Trial = { ...file, difference }
const offline = 'Không kết nối được'
const failed = (problem: object) => ({ isOk: false as const, problem: problem as never })

it('keeps the difference beside why it was not applied', () => {
  const nobody = failed({ code: 'offline', message: '' })
  expect(trialAfter({ before, file, answer: nobody, offline })).toEqual({ ...before, refusal: offline })
  const moved = failed({ code: 'stale-revision', message: 'Kế hoạch đã thay đổi' })
  const refused = trialAfter({ before, file, answer: moved, offline })
  expect(refused).toEqual({ ...before, refusal: 'Kế hoạch đã thay đổi' })
  // and tried out once more: what is said is what is
  expect(trialAfter({ before: refused, file, answer: { isOk: true, body: difference }, offline })).toEqual(
    before,
  )
})

it('shows what is wrong with a file, and with another one that could not be sent', () => {
  const problems = [{ line: 2, column: 1, path: 'plan', message: 'Sai' }]
  const wrong = failed({ code: 'invalid', message: 'Tệp có 1 chỗ', problems })
  expect(trialAfter({ before, file, answer: wrong, offline })).toEqual({
    ...file,
    message: 'Tệp có 1 chỗ',
    problems,
  })
  const other = { text: 'khác', name: 'khac.yaml' }
  expect(
    trialAfter({ before, file: other, answer: failed({ code: 'offline', message: '' }), offline }),
  ).toEqual({
    ...other,
    message: offline,
    problems: [],
  })
})

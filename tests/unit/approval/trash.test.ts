import { describe, expect, it } from 'vitest'
import { movedInTrash, trashVerbOf } from '../../../src/approval/trash.ts'

const THEN = '2026-01-01T00:00:00.000Z'

describe('what a save does with the trash', () => {
  const verb = (before: unknown, after: unknown, hasTrash = true) =>
    trashVerbOf({ hasTrash, originalDoc: { deletedAt: before }, data: { deletedAt: after } })

  it.each([
    [null, THEN, 'trash'],
    [undefined, THEN, 'trash'],
    [THEN, null, 'restore'],
    [THEN, '', 'restore'],
    // a form sends what it was given
    [null, null, undefined],
    [THEN, '2027-01-01T00:00:00.000Z', undefined],
    [THEN, undefined, undefined],
  ])('from %o to %o: %s', (before, after, expected) => {
    expect(verb(before, after)).toBe(expected)
  })

  it('is nothing where there is no trash, and nothing for a new document', () => {
    expect(verb(null, THEN, false)).toBeUndefined()
    expect(trashVerbOf({ hasTrash: true, originalDoc: undefined, data: { deletedAt: THEN } })).toBeUndefined()
  })
})

describe('a document as the trash leaves it', () => {
  const now = new Date('2026-06-01T00:00:00.000Z')
  const back = (originalDoc: object) =>
    movedInTrash({ verb: 'restore', originalDoc: { deletedAt: THEN, ...originalDoc }, now })

  it('keeps everything but the date, which is ours', () => {
    const originalDoc = { id: '1', title: 'a', stage: 'approved', approvals: [1] }
    expect(movedInTrash({ verb: 'trash', originalDoc, now })).toEqual({
      ...originalDoc,
      deletedAt: now.toISOString(),
      _status: 'draft',
    })
  })

  it.each([
    ['scheduled', '2026-07-01T00:00:00.000Z', 'scheduled'],
    ['scheduled', '2026-06-01T00:00:00.000Z', 'approved'],
    ['scheduled', '2026-05-01T00:00:00.000Z', 'approved'],
    ['approved', '2026-05-01T00:00:00.000Z', 'approved'],
    ['submitted', undefined, 'submitted'],
  ])('%s for %s comes back as %s', (stage, publishAt, expected) => {
    expect(back({ stage, publishAt })).toMatchObject({ stage: expected, deletedAt: null })
  })
})

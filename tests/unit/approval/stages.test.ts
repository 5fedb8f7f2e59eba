// The one table of stages and transitions, as CONTRACT prints it.
import { describe, expect, it } from 'vitest'
import { isVerb, STAGES, TRANSITIONS } from '../../../src/approval/stages.ts'

describe('the table of transitions', () => {
  it('is the one of CONTRACT', () => {
    const table = Object.fromEntries(
      Object.entries(TRANSITIONS).map(([verb, { from, needsComment, alsoWhileLive }]) => [
        verb,
        { from, needsComment, alsoWhileLive: Boolean(alsoWhileLive) },
      ]),
    )
    expect(table).toEqual({
      submit: { from: ['draft'], needsComment: false, alsoWhileLive: false },
      return: { from: ['submitted'], needsComment: true, alsoWhileLive: false },
      approve: { from: ['submitted'], needsComment: false, alsoWhileLive: false },
      withdraw: { from: ['approved', 'scheduled'], needsComment: false, alsoWhileLive: false },
      publish: { from: ['approved', 'scheduled'], needsComment: false, alsoWhileLive: false },
      retract: { from: ['published'], needsComment: true, alsoWhileLive: true },
      force: { from: ['draft', 'submitted', 'approved'], needsComment: true, alsoWhileLive: false },
      confirm: { from: ['published'], needsComment: false, alsoWhileLive: false },
    })
  })

  it('names each verb as it is called, and stages that exist', () => {
    for (const [verb, transition] of Object.entries(TRANSITIONS)) {
      expect(transition.verb).toBe(verb)
      for (const stage of transition.from) expect(STAGES).toContain(stage)
    }
    expect(STAGES).toEqual(['draft', 'submitted', 'approved', 'scheduled', 'published', 'retracted'])
  })

  it('every stage but the last can be left', () => {
    const left = new Set(Object.values(TRANSITIONS).flatMap(({ from }) => from))
    expect(STAGES.filter((stage) => !left.has(stage))).toEqual(['retracted'])
  })
})

describe('isVerb', () => {
  it('knows the verbs, and nothing an object has by nature', () => {
    for (const verb of Object.keys(TRANSITIONS)) expect(isVerb(verb)).toBe(true)
    for (const other of [
      '',
      'constructor',
      '__proto__',
      'toString',
      'Submit',
      null,
      undefined,
      1,
      ['submit'],
    ])
      expect(isVerb(other)).toBe(false)
  })
})

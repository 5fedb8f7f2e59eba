// The one table of stages and transitions, as CONTRACT prints it.
import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { isVerb, STAGES, TRANSITIONS } from '../../../src/approval/stages.ts'
import { en } from '../../../src/i18n/en.ts'

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

describe('the documentation', () => {
  it('prints the same table', async () => {
    const docs = await readFile('docs/plugins.md', 'utf8')
    const cells = (row: string) => row.split('|').map((cell) => cell.trim())
    const printed = docs.split('\n').filter((row) => row.startsWith('| `') && row.includes('may'))
    const table = Object.values(TRANSITIONS).map(({ verb, from, alsoWhileLive, needsComment }) =>
      [
        '',
        `\`${verb}\``,
        `${from.join(', ')}${alsoWhileLive ? ', or any while live' : ''}`,
        needsComment ? 'yes' : '',
        en.errors[`role-${verb}`],
        '',
      ].join('|'),
    )
    const verbs = printed.filter((row) => Object.hasOwn(TRANSITIONS, row.split('`')[1] ?? ''))
    expect(verbs.map((row) => cells(row).join('|'))).toEqual(table)
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

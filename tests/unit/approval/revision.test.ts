// "Is this what I read" has one answer: the same text has the same revision, another text another one.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentOf, revisionOf } from '../../../src/approval/revision.ts'

const FIELDS = ['title', 'body', 'outlets', 'task', 'priority', 'themes'] as const
const of = (doc: Record<string, unknown>) => revisionOf({ doc, fields: FIELDS })
const same = (...docs: Record<string, unknown>[]) => expect(new Set(docs.map(of)).size).toBe(1)
const differ = (...docs: Record<string, unknown>[]) => expect(new Set(docs.map(of)).size).toBe(docs.length)
const stored = { createdAt: '2024-01-01', updatedAt: '2024-01-01' }

describe('revisionOf', () => {
  it('all ways of being empty are one', () => {
    same(
      {},
      { title: '' },
      { title: null },
      { title: undefined },
      { title: '', outlets: [], themes: null, body: undefined },
    )
    same({ body: { a: 1 } }, { body: { a: 1, b: null, c: '', d: [], e: undefined } })
  })

  it('but zero, false and a space are something', () => {
    differ({ title: '' }, { title: ' ' }, { title: '0' }, { title: 0 }, { title: false })
  })

  it('the order of keys does not count, that of lists does', () => {
    same({ body: { a: 1, b: { c: 2, d: 3 } } }, { body: { b: { d: 3, c: 2 }, a: 1 } })
    differ({ outlets: ['a', 'b'] }, { outlets: ['b', 'a'] })
  })

  it('a populated relation is its identifier', () => {
    same(
      { task: 'x' },
      { task: { id: 'x', title: 'T', ...stored } },
      { task: { id: 'x', title: 'another', ...stored } },
    )
    same(
      { outlets: ['a', 'b'] },
      {
        outlets: [
          { id: 'a', ...stored },
          { id: 'b', ...stored },
        ],
      },
    )
    differ({ task: 'x' }, { task: { id: 'y', ...stored } })
  })

  it('a node of the text that has an id keeps its contents', () => {
    differ({ body: { id: '1', text: 'a' } }, { body: { id: '1', text: 'b' } })
  })

  it('what is not bound does not count', () => {
    same({ title: 'a' }, { title: 'a', stage: 'published', author: 'x', updatedAt: 'now' })
  })

  it('content and time are two parts', () => {
    const at = (publishAt?: unknown, title = 'a') => of({ title, publishAt })
    expect(contentOf(at())).toBe(contentOf(at('2024-11-01T00:00:00.000Z')))
    expect(at()).not.toBe(at('2024-11-01T00:00:00.000Z'))
    expect(at('2024-11-01T07:00:00+07:00')).toBe(at('2024-11-01T00:00:00.000Z'))
    expect(at(new Date('2024-11-01T00:00:00.000Z'))).toBe(at('2024-11-01T00:00:00.000Z'))
    expect(at(null)).toBe(at(undefined))
    expect(contentOf(at('2024-11-01T00:00:00.000Z', 'a'))).not.toBe(
      contentOf(at('2024-11-01T00:00:00.000Z', 'b')),
    )
    expect(at()).toMatch(/^[\w-]{24}\.[\w-]{6}$/)
  })

  it('survives storage: JSON changes nothing', () => {
    fc.assert(
      fc.property(
        fc.record({
          title: fc.string(),
          body: fc.object({
            maxDepth: 4,
            values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)],
          }),
          outlets: fc.array(fc.uuid()),
        }),
        (doc) => {
          expect(of(JSON.parse(JSON.stringify(doc)))).toBe(of(doc))
        },
      ),
      { numRuns: 200, seed: 4 },
    )
  })

  it('any other title is another revision', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (one, two) => {
        expect(of({ title: one }) === of({ title: two })).toBe(one === two)
      }),
      { numRuns: 200, seed: 5 },
    )
  })
})

describe('contentOf', () => {
  it('of nothing is nothing, and equals nothing that was hashed', () => {
    expect(contentOf('')).toBe('')
    expect(contentOf('abc')).toBe('abc')
  })
})

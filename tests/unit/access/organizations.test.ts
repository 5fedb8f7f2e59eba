// The tree of who guides whom: also when the data has a loop, a gap or nothing in it.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildOrganizationTree } from '../../../src/access/organizations.ts'
import { idOf, staffOf, subscriberOf } from '../../../src/access/roles.ts'

const row = (id: string, parent_id: string | null = null) => ({ id, parent_id })

describe('buildOrganizationTree', () => {
  const tree = buildOrganizationTree([
    row('root'),
    row('a', 'root'),
    row('a1', 'a'),
    row('b', 'root'),
    row('alone'),
  ])

  it('knows what is at or above', () => {
    expect(tree.isAtOrAbove('root', 'a1')).toBe(true)
    expect(tree.isAtOrAbove('a', 'a1')).toBe(true)
    expect(tree.isAtOrAbove('a1', 'a1')).toBe(true)
    expect(tree.isAtOrAbove('a1', 'a')).toBe(false)
    expect(tree.isAtOrAbove('a', 'b')).toBe(false)
    expect(tree.isAtOrAbove('root', 'alone')).toBe(false)
  })

  it('knows what is below, itself included', () => {
    expect(tree.below('root').sort()).toEqual(['a', 'a1', 'b', 'root'])
    expect(tree.below('a1')).toEqual(['a1'])
    expect(tree.below('unknown')).toEqual(['unknown'])
  })

  it('a person without an organisation is above nothing', () => {
    expect(tree.isAtOrAbove('', 'a')).toBe(false)
    expect(tree.isAtOrAbove('root', '')).toBe(false)
  })

  it('a loop or a missing parent ends the walk instead of hanging it', () => {
    const looped = buildOrganizationTree([
      row('x', 'z'),
      row('y', 'x'),
      row('z', 'y'),
      row('self', 'self'),
      row('orphan', 'gone'),
    ])
    expect(looped.isAtOrAbove('x', 'y')).toBe(true)
    expect(looped.isAtOrAbove('other', 'y')).toBe(false)
    expect(looped.below('x').sort()).toEqual(['x', 'y', 'z'])
    expect(looped.below('self')).toEqual(['self'])
    expect(looped.isAtOrAbove('gone', 'orphan')).toBe(true)
  })

  it('both directions agree, whatever the data', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f']
    fc.assert(
      fc.property(
        fc.array(fc.option(fc.constantFrom(...ids)), { minLength: ids.length, maxLength: ids.length }),
        (parents) => {
          const any = buildOrganizationTree(ids.map((id, index) => row(id, parents[index] ?? null)))
          for (const upper of ids)
            for (const lower of ids)
              expect(any.below(upper).includes(lower)).toBe(any.isAtOrAbove(upper, lower))
        },
      ),
      { numRuns: 200, seed: 6 },
    )
  })
})

describe('who is asking', () => {
  it('staff, machines and strangers are told apart by their collection', () => {
    const user = { id: 'u', collection: 'users', role: 'editor', organization: { id: 'o' }, name: 'N' }
    const machine = { id: 's', collection: 'subscribers', outlets: ['a', { id: 'b' }, null], role: 'admin' }
    expect(staffOf({ user } as never)).toEqual({
      id: 'u',
      collection: 'users',
      role: 'editor',
      organization: 'o',
      name: 'N',
    })
    expect(staffOf({ user: machine } as never)).toBeNull()
    expect(staffOf({ user: null } as never)).toBeNull()
    expect(subscriberOf({ user: machine } as never)).toEqual({
      id: 's',
      collection: 'subscribers',
      outlets: ['a', 'b'],
    })
    expect(subscriberOf({ user } as never)).toBeNull()
  })

  it('idOf takes an identifier, also a numbered one, or a document', () => {
    expect([
      idOf('a'),
      idOf({ id: 'b' }),
      idOf({ id: 7 }),
      idOf(null),
      idOf(undefined),
      idOf({}),
      idOf(7),
    ]).toEqual(['a', 'b', '7', undefined, undefined, undefined, '7'])
  })
})

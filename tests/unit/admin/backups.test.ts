// Unsaved texts of new items are kept each for itself: one does not take the place of another.
import { beforeEach, describe, expect, it } from 'vitest'
import { drop, keep, kept, keyOf, newDraft } from '../../../src/admin/safe/backups.ts'

const DAY = 24 * 60 * 60 * 1000
let store: Map<string, string>
beforeEach(() => {
  store = new Map()
  // what of a browser's storage is used; Node has none of its own
  globalThis.localStorage = {
    get length() {
      return store.size
    },
    key: (at: number) => [...store.keys()][at] ?? null,
    getItem: (key: string) => store.get(key) ?? null,
    setItem: (key: string, value: string) => store.set(key, value),
    removeItem: (key: string) => store.delete(key),
  } as never
})

const user = 'u1'
const write = (title: string, ago = 0, key = keyOf({ user, draft: newDraft() })) => {
  keep({ key, values: { title }, revision: '' })
  const backup = JSON.parse(store.get(key) ?? '')
  store.set(key, JSON.stringify({ ...backup, at: new Date(Date.now() - ago).toISOString() }))
  return key
}
const titles = (of: { user: string; item?: string }) => kept(of).map(({ values }) => values.title)

describe('what was typed into new items', () => {
  it('is offered whole, the newest first, and dropped one by one', () => {
    const first = write('Bản thứ nhất', 2000)
    write('Bản thứ hai', 1000)
    expect(titles({ user })).toEqual(['Bản thứ hai', 'Bản thứ nhất'])
    drop(first)
    expect(titles({ user })).toEqual(['Bản thứ hai'])
  })

  it('is found under the one name that all of them had before', () => {
    write('Từ trước', 1000, `loa:unsaved:${user}:new`)
    write('Sau đó')
    expect(titles({ user })).toEqual(['Sau đó', 'Từ trước'])
  })

  it('is nobody else’s, and no saved item’s', () => {
    write('Của tôi')
    write('Của bài', 0, keyOf({ user, item: 'i1', draft: 'x' }))
    expect(titles({ user: 'u2' })).toEqual([])
    expect(titles({ user, item: 'i1' })).toEqual(['Của bài'])
    expect(titles({ user })).toEqual(['Của tôi'])
  })

  it('goes after a week, whoever’s it was', () => {
    write('Cũ', 8 * DAY)
    write('Cũ của người khác', 8 * DAY, keyOf({ user: 'u2', item: 'i1', draft: 'x' }))
    write('Còn mới', 6 * DAY)
    store.set(`loa:unsaved:${user}:new:hỏng`, '{')
    expect(titles({ user })).toEqual(['Còn mới'])
    expect(store.size).toBe(2)
  })
})

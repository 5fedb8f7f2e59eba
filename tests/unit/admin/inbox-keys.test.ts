// A key that is held in the inbox moves on and on, and decides nothing that nobody has read.
import { describe, expect, it } from 'vitest'
import { keyMeant } from '../../../src/admin/inbox/keyMeant.ts'

const move = () => undefined
const decide = () => undefined
const keys = { moving: { j: move, arrowdown: move }, acting: { a: decide, r: decide, x: decide } }
const pressed = { key: 'a', repeat: false, ctrlKey: false, altKey: false, metaKey: false }

describe('a single key', () => {
  it('decides once, in either case', () => {
    expect(keyMeant({ pressed, keys })).toBe(decide)
    expect(keyMeant({ pressed: { ...pressed, key: 'A' }, keys })).toBe(decide)
  })

  it.each(['a', 'A', 'r', 'x'])('that is held does not decide again: %s', (key) => {
    expect(keyMeant({ pressed: { ...pressed, key, repeat: true }, keys })).toBeUndefined()
  })

  it.each(['j', 'ArrowDown'])('that is held moves on: %s', (key) => {
    expect(keyMeant({ pressed: { ...pressed, key, repeat: true }, keys })).toBe(move)
  })

  it.each(['ctrlKey', 'altKey', 'metaKey'])('is the browser’s with %s', (name) => {
    expect(keyMeant({ pressed: { ...pressed, [name]: true }, keys })).toBeUndefined()
  })
})

// The small parts of the client that need no server.
import { describe, expect, it } from 'vitest'
import { secondsOf } from '../../../src/client/error.ts'
import { createClient } from '../../../src/client/index.ts'
import { keptAnswers } from '../../../src/client/kept.ts'

describe('Retry-After', () => {
  const now = Date.parse('2026-11-01T00:00:00Z')
  it.each([
    ['0', 0],
    ['120', 120],
    [' 5 ', 5],
    ['Sun, 01 Nov 2026 00:01:30 GMT', 90],
    ['Sat, 31 Oct 2026 00:00:00 GMT', 0],
    ['soon', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s', (value, seconds) => expect(secondsOf({ value, now })).toBe(seconds))
})

describe('kept answers', () => {
  it('drop the one that was used longest ago when there are too many characters', () => {
    const kept = keptAnswers({ max: 10 })
    kept.keep('a', { etag: '1', text: 'aaaa' })
    kept.keep('b', { etag: '1', text: 'bbbb' })
    kept.get('a')
    kept.keep('c', { etag: '1', text: 'cccc' })
    expect(['a', 'b', 'c'].map((address) => kept.get(address)?.text)).toEqual(['aaaa', undefined, 'cccc'])
    kept.keep('a', { etag: '2', text: 'aa' })
    kept.keep('d', { etag: '1', text: 'dddd' })
    expect(['a', 'c', 'd'].map((address) => kept.get(address)?.text)).toEqual(['aa', 'cccc', 'dddd'])
  })

  it('keep nothing that is too long by itself, and forget what it replaced', () => {
    const kept = keptAnswers({ max: 3 })
    kept.keep('a', { etag: '1', text: 'aaa' })
    kept.keep('a', { etag: '2', text: 'aaaa' })
    expect(kept.get('a')).toBeUndefined()
    kept.keep('b', { etag: '1', text: 'bbb' })
    expect(kept.get('b')?.text).toBe('bbb')
  })
})

describe('createClient', () => {
  it('refuses what can never work', () => {
    for (const baseUrl of ['', 'localhost:3001/v1', '/v1', 'ftp://loa.example/v1'])
      expect(() => createClient({ baseUrl, key: 'loa_x' }), baseUrl).toThrow(TypeError)
    expect(() => createClient({ baseUrl: 'http://loa.example/v1', key: '' })).toThrow(TypeError)
  })
})

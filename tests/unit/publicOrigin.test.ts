// However an operator writes the address of a part, all that is made of it is the same.
import { afterEach, describe, expect, it, vi } from 'vitest'
import { environment } from '../../src/environment.ts'
import { publicOrigin } from '../../src/publicOrigin.ts'

describe('the address of a part', () => {
  it.each([
    ['https://tin.example.vn', 'https://tin.example.vn'],
    ['https://tin.example.vn/', 'https://tin.example.vn'],
    ['https://tin.example.vn/v1/', 'https://tin.example.vn'],
    ['https://TIN.example.vn:443', 'https://tin.example.vn'],
    ['http://127.0.0.1:3001/?x#y', 'http://127.0.0.1:3001'],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j', (given, origin) => {
    expect(publicOrigin({ DELIVERY_URL: given })).toBe(origin)
  })

  it.each(['tin.example.vn', 'localhost:3001', '/v1', 'ftp://tin.example.vn', 'https://'])(
    '%j is none, and told by the name of the variable',
    (given) => {
      expect(() => publicOrigin({ DELIVERY_URL: given })).toThrow(/^DELIVERY_URL /)
    },
  )
})

describe('pushes', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('have the addresses of the server itself', () => {
    for (const written of [
      'https://tin.example.vn',
      'https://tin.example.vn/',
      'https://tin.example.vn/v1',
    ]) {
      vi.stubEnv('DELIVERY_URL', written)
      expect(environment().deliveryBase).toBe('https://tin.example.vn/v1')
    }
  })
})

import { expect, it, vi } from 'vitest'
import { toBody } from '../../src/delivery/errors.ts'
import { isLogStructured } from '../../src/log/logger.ts'
import { readablePath } from '../../src/log/readablePath.ts'
import { requestIdOf } from '../../src/log/requestId.ts'

it('takes a sane id of a request and makes one in place of anything else', () => {
  expect(requestIdOf('01JDG6ZB7Q-abc.def:1')).toBe('01JDG6ZB7Q-abc.def:1')
  const odd = [
    undefined,
    '',
    'short',
    'a b c d e f',
    'x\r\nSet-Cookie: a=b',
    '{"level":"error"}',
    'x'.repeat(81),
  ]
  for (const given of odd) expect(requestIdOf(given)).toMatch(/^[0-9a-f-]{36}$/)
})

it('writes paths without what is a secret in them', () => {
  expect(readablePath('/api/items?where[email]=a@b.vn&token=x')).toBe('/api/items')
  expect(readablePath('/leader/9tq0X8zKf3?print=1')).toBe('/leader/[cut]')
  expect(readablePath('/admin/reset/abcdef0123')).toBe('/admin/reset/[cut]')
  expect(readablePath('/api/users/verify/abcdef')).toBe('/api/users/verify/[cut]')
  expect(readablePath('/v1/items/0193')).toBe('/v1/items/0193')
})

it('writes JSON in production unless told otherwise', () => {
  expect(isLogStructured({ NODE_ENV: 'production' })).toBe(true)
  expect(isLogStructured({ NODE_ENV: 'development' })).toBe(false)
  expect(isLogStructured({ NODE_ENV: 'production', LOG_FORMAT: 'text' })).toBe(false)
})

it('tells of an error that delivery did not foresee without what was asked', () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const error = Object.assign(new Error('invalid input syntax for type uuid: "giau-kin"'), { code: '22P02' })
  toBody({ error, language: 'en' })
  expect(JSON.parse(String(said.mock.calls[0]?.[0]))).toMatchObject({
    msg: 'delivery failed',
    error: 'Error: invalid input syntax for type uuid: "[cut]"',
  })
  said.mockRestore()
})

// Who asks too much, and who that is.
import { describe, expect, it } from 'vitest'
import { callerAddress } from '../../../src/delivery/limits/callerAddress.ts'
import { tokenBuckets } from '../../../src/delivery/limits/tokenBuckets.ts'

describe('token buckets', () => {
  const at = (clock: { ms: number }, most?: number) => tokenBuckets({ now: () => clock.ms, most })

  it('hold a minute’s worth, fill evenly, and tell when to come again', () => {
    const clock = { ms: 0 }
    const { take } = at(clock)
    const ask = () => take({ name: 'a', limit: 60 })
    expect(ask()).toEqual({ isAllowed: true, limit: 60, remaining: 59, reset: 1, retryAfter: 0 })
    for (let n = 0; n < 59; n += 1) expect(ask().isAllowed).toBe(true)
    expect(ask()).toEqual({ isAllowed: false, limit: 60, remaining: 0, reset: 60, retryAfter: 1 })
    expect(take({ name: 'b', limit: 60 }).isAllowed).toBe(true)
    clock.ms = 1000
    expect(ask().isAllowed).toBe(true)
    expect(ask().isAllowed).toBe(false)
    clock.ms = 3_600_000
    expect(ask().remaining).toBe(59)
  })

  it('keep to what Retry-After said, also for the slowest', () => {
    const clock = { ms: 0 }
    const { take, peek } = at(clock)
    take({ name: 'a', limit: 1 })
    const { retryAfter } = take({ name: 'a', limit: 1 })
    expect(retryAfter).toBe(60)
    clock.ms = retryAfter * 1000
    expect(peek({ name: 'a', limit: 1 }).isAllowed).toBe(true)
    expect(take({ name: 'a', limit: 1 }).isAllowed).toBe(true)
  })

  it('forget the ones idle longest', () => {
    const { take, peek } = at({ ms: 0 }, 2)
    for (const name of ['a', 'b', 'a', 'c']) take({ name, limit: 10 })
    expect(peek({ name: 'b', limit: 10 }).remaining).toBe(10)
    expect(peek({ name: 'a', limit: 10 }).remaining).toBe(8)
  })
})

describe('the address of a caller', () => {
  const address = ({
    socket,
    forwarded,
    proxies = 0,
  }: {
    socket?: string
    forwarded?: string
    proxies?: number
  }) => callerAddress({ forwarded, remoteAddress: socket, trustedProxies: proxies })

  it.each([
    [{ socket: '192.0.2.1' }, '192.0.2.1'],
    [{ socket: '::ffff:192.0.2.1' }, '192.0.2.1'],
    [{ socket: '2001:db8:1:2:3:4:5:6' }, '2001:db8:1:2::/64'],
    [{ socket: '2001:0db8::9' }, '2001:db8:0:0::/64'],
    [{ socket: '::1' }, '0:0:0:0::/64'],
    [{}, null],
    // anybody can send the header
    [{ socket: '192.0.2.1', forwarded: '203.0.113.9' }, '192.0.2.1'],
    [{ socket: '192.0.2.1', forwarded: '203.0.113.9', proxies: 1 }, '203.0.113.9'],
    // what stands further left came from the caller
    [{ socket: '192.0.2.1', forwarded: '198.51.100.7, 203.0.113.9', proxies: 1 }, '203.0.113.9'],
    [{ socket: '192.0.2.1', forwarded: '198.51.100.7, 203.0.113.9', proxies: 2 }, '198.51.100.7'],
    [{ socket: '192.0.2.1', forwarded: 'nonsense', proxies: 1 }, '192.0.2.1'],
    [{ socket: '192.0.2.1', forwarded: '203.0.113.9', proxies: 2 }, '192.0.2.1'],
  ])('%j is %s', (given, expected) => {
    expect(address(given)).toBe(expected)
  })
})

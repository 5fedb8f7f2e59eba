// The memory of the delivery server has a bound, whatever is put into it.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { editionCacheOf } from '../../src/delivery/cache/editions.ts'
import { lruOf } from '../../src/delivery/cache/lru.ts'

it('never holds more than its bytes, and keeps what was used last', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 60 }), fc.boolean())),
      (max, steps) => {
        const lru = lruOf<number, number>(max)
        const model: { key: number; bytes: number }[] = []
        for (const [key, bytes, isGet] of steps) {
          const index = model.findIndex((one) => one.key === key)
          if (isGet) {
            expect(lru.get(key)).toBe(index < 0 ? undefined : key)
            if (index >= 0) model.push(...model.splice(index, 1))
            continue
          }
          lru.set(key, key, bytes)
          if (index >= 0) model.splice(index, 1)
          if (bytes <= max) model.push({ key, bytes })
          while (model.reduce((sum, one) => sum + one.bytes, 0) > max) model.shift()
          expect(lru.bytes()).toBe(model.reduce((sum, one) => sum + one.bytes, 0))
          expect(lru.bytes()).toBeLessThanOrEqual(max)
          expect(lru.size()).toBe(model.length)
        }
      },
    ),
  )
})

it('editions come back byte for byte, with a base where an address begins', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('"url":"/media/', 'ố.jpg"', '/media/', '"url":', 'x', '𝒳'), { maxLength: 12 }),
      async (pieces) => {
        const body = pieces.join('')
        const cache = editionCacheOf({ maxBytes: 1e6 })
        const find = async () => [{ number: '1', body }]
        const edition = (await cache.take({ wanted: [{ number: '1' }], find })).get('1')
        const text = (base: string) =>
          Buffer.concat(
            (edition?.parts ?? []).flatMap((part, n) => (n ? [Buffer.from(base), part] : [part])),
          ).toString()
        expect(text('')).toBe(body)
        expect(text('https://x')).toBe(body.replaceAll('"url":"/media/', '"url":"https://x/media/'))
      },
    ),
  )
})

it('editions are asked for once, and again when they had to go', async () => {
  const asked: string[][] = []
  const cache = editionCacheOf({ maxBytes: 5000 })
  const find = async (numbers: string[]) => {
    asked.push(numbers)
    return numbers.map((number) => ({ number, body: number.padStart(1000, '0') }))
  }
  const take = (...numbers: string[]) => cache.take({ wanted: numbers.map((number) => ({ number })), find })
  await take('1', '2')
  await take('1', '2')
  expect(asked).toEqual([['1', '2']])
  await take('3', '4', '5')
  expect((await take('1')).get('1')?.number).toBe('1')
  expect(asked.at(-1)).toEqual(['1'])
  expect(cache.bytes()).toBeLessThanOrEqual(5000)
  // a bound that nothing fits under: everything is given, nothing is kept
  const none = editionCacheOf({ maxBytes: 0 })
  expect((await none.take({ wanted: [{ number: '1' }], find })).size).toBe(1)
  expect(none.bytes()).toBe(0)
})

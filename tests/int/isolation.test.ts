// The wall between subscribers, for every route that the delivery API has and every format of it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hiddenWords, makeWorld, PUBLIC, ROUTES, type World } from '../helpers/isolation.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { LEAK } from '../helpers/steps.ts'

type Answer = Awaited<ReturnType<World['delivery']['ask']>>

let loa: Loa
let world: World
beforeAll(async () => {
  loa = await startLoa({ contents: 'demo' })
  world = await makeWorld(loa)
})
afterAll(() => loa.stop())

/** The routes of the application itself; what is mounted for every method and path is no route. */
const routes = () => [
  ...new Set(
    world.delivery.app.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/^\/v1/, '')}`),
  ),
]

it('has an expectation for every route, and for no other', () => {
  expect(routes().sort()).toEqual([...Object.keys(ROUTES), ...PUBLIC].sort())
})

describe.each(Object.keys(ROUTES))('%s', (route) => {
  const send = async (headers: Record<string, string>) => {
    const probes = (await ROUTES[route]?.(world)) ?? []
    expect(probes.length).toBeGreaterThan(0)
    const answers: Answer[] = []
    for (const { address, method, body, headers: more } of probes)
      answers.push(await world.delivery.ask(address, { method, body, headers: { ...headers, ...more } }))
    return probes.map((probe, index) => ({ probe, answer: answers[index] as Answer }))
  }
  const basic = (key: string) => `Basic ${Buffer.from(`any:${key}`).toString('base64')}`

  it.each(['bearer', 'basic'])('shows A what is A’s and live, nothing else (%s)', async (scheme) => {
    const { key } = world.a
    const answers = await send({ authorization: scheme === 'basic' ? basic(key) : `Bearer ${key}` })
    for (const { probe, answer } of answers) {
      const name = `${probe.address} ${JSON.stringify(probe.body ?? '')}`
      // what was posted before is found again
      const status = probe.status === 201 && scheme === 'basic' ? 200 : probe.status
      expect(`${name} ${answer.status}`).toBe(`${name} ${status}`)
      for (const word of probe.shows ?? []) expect(answer.text, name).toContain(word)
      if (probe.empty) expect(answer.text, name).not.toContain(world.live.title)
      for (const word of hiddenWords(world)) expect(answer.text, `${name} shows ${word}`).not.toContain(word)
      expect(answer.text, name).not.toMatch(LEAK)
    }
  })

  it('shows nothing of A to B', async () => {
    for (const { probe, answer } of await send({ authorization: `Bearer ${world.b.key}` })) {
      const name = `${probe.address} ${JSON.stringify(probe.body ?? '')}`
      for (const word of [
        world.live.title,
        world.withdrawn.id,
        world.live.id,
        encodeURIComponent(world.ownFile),
      ])
        expect(answer.text, `${name} shows ${word}`).not.toContain(word)
    }
  })

  it('shows nothing without a key', async () => {
    for (const { answer } of await send({})) {
      expect(answer.status).toBe(401)
      for (const word of [world.live.title, ...hiddenWords(world)]) expect(answer.text).not.toContain(word)
    }
  })
})

// Two copies of the cms: who guesses at one and then at the other has no more attempts than at one.
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Application, startApplication } from '../helpers/application.ts'

let application: Application
beforeAll(async () => {
  application = await startApplication({ contents: 'demo', copies: 2 })
}, 180_000)
afterAll(() => application?.stop())

const login = async (copy: number, password: string) => {
  const { email } = application.account('editor', 'ubnd-dinh-hoa')
  const { status } = await fetch(`${application.cmsParts[copy]?.address}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  return status
}

it('attempts are counted together, also those that are made at once', async () => {
  const statuses = await Promise.all(Array.from({ length: 14 }, (_, n) => login(n % 2, `sai-mat-khau-${n}`)))
  expect(statuses.filter((status) => status === 401)).toHaveLength(8)
  expect(statuses.filter((status) => status === 429)).toHaveLength(6)
  const { password } = application.account('editor', 'ubnd-dinh-hoa')
  for (const copy of [0, 1]) expect(await login(copy, password)).toBe(429)
})

// A refusal is told apart from a session that is over: the one is final, after the other one logs in.
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask } from '../../../src/admin/ask.ts'

let server: Server
let base: string
let user: object | null
const asked: string[] = []
beforeAll(async () => {
  server = createServer(({ url = '' }, response) => {
    asked.push(url)
    const [status, body] = url.startsWith('/api/users/me')
      ? [200, { user }]
      : url.includes('login')
        ? [401, { errors: [{ message: 'Sai mật khẩu' }] }]
        : [403, { errors: [{ message: 'Bạn không có quyền', data: { code: 'forbidden' } }] }]
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  // a page has an address that these are below
  const own = globalThis.fetch
  globalThis.fetch = (address, init) => own(new URL(String(address), base), init)
})
afterAll(() => server.close())

const act = (address: string) => ask({ address, language: 'vi', body: {} })

it('is a refusal where somebody is logged in', async () => {
  user = { id: 'u1' }
  expect(await act('/api/items/1/approve')).toEqual({
    isOk: false,
    problem: { code: 'forbidden', message: 'Bạn không có quyền' },
  })
})

it('is a session that is over where nobody is, with the way out', async () => {
  user = null
  expect(await act('/api/items/1/approve')).toMatchObject({
    isOk: false,
    problem: { code: 'session-over', message: expect.stringContaining('Phiên làm việc đã hết') },
  })
})

it('is neither where somebody logs in with the wrong password', async () => {
  asked.length = 0
  expect(await act('/api/users/login?depth=0')).toMatchObject({ problem: { message: 'Sai mật khẩu' } })
  expect(asked).toEqual(['/api/users/login?depth=0'])
})

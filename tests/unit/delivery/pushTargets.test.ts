// Spellings of addresses that must not be called, and a resolver that changes its mind.
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from '../../../src/delivery/push/send.ts'
import {
  checkTarget,
  guardedLookup,
  isPublicAddress,
  type Resolve,
  type TargetRefused,
} from '../../../src/delivery/push/targetGuard.ts'

const refusal = (url: string, policy = {}) => {
  try {
    checkTarget(url, policy)
    return 'ok'
  } catch (error) {
    return (error as TargetRefused).code
  }
}

describe('the address of a target', () => {
  it.each([
    ['https://portal.example.vn/hook', 'ok'],
    ['https://portal.example.vn:8443/hook?a=1', 'ok'],
    ['https://8.8.8.8/', 'ok'],
    ['https://[2606:4700:4700::1111]/', 'ok'],
    ['http://portal.example.vn/hook', 'bad-scheme'],
    ['ftp://portal.example.vn/', 'bad-scheme'],
    ['file:///etc/passwd', 'bad-scheme'],
    ['javascript:alert(1)', 'bad-scheme'],
    ['portal.example.vn', 'bad-url'],
    ['https://', 'bad-url'],
    ['https://user@portal.example.vn/', 'has-credentials'],
    ['https://portal.example.vn:secret@10.0.0.1/', 'has-credentials'],
    ['https://portal.example.vn:25/', 'bad-port'],
    ['https://portal.example.vn:5432/', 'bad-port'],
    ['https://127.0.0.1/', 'private-target'],
    ['https://127.1/', 'private-target'],
    ['https://2130706433/', 'private-target'],
    ['https://0x7f000001/', 'private-target'],
    ['https://0x7f.0.0.1/', 'private-target'],
    ['https://0177.0.0.1/', 'private-target'],
    ['https://017700000001/', 'private-target'],
    ['https://0/', 'private-target'],
    ['https://１２７.0.0.1/', 'private-target'],
    ['https://127。0。0。1/', 'private-target'],
    ['https://10.1.2.3/', 'private-target'],
    ['https://172.16.0.1/', 'private-target'],
    ['https://192.168.1.1/', 'private-target'],
    ['https://169.254.169.254/latest/meta-data', 'private-target'],
    ['https://100.64.0.1/', 'private-target'],
    ['https://224.0.0.1/', 'private-target'],
    ['https://255.255.255.255/', 'private-target'],
    ['https://192.0.2.1/', 'private-target'],
    ['https://198.18.0.1/', 'private-target'],
    ['https://240.0.0.1/', 'private-target'],
    ['https://[::1]/', 'private-target'],
    ['https://[::]/', 'private-target'],
    ['https://[::127.0.0.1]/', 'private-target'],
    ['https://[::ffff:127.0.0.1]/', 'private-target'],
    ['https://[::ffff:7f00:1]/', 'private-target'],
    ['https://[::ffff:8.8.8.8]/', 'private-target'],
    ['https://[64:ff9b::127.0.0.1]/', 'private-target'],
    ['https://[64:ff9b:1::a00:1]/', 'private-target'],
    ['https://[2002:7f00:1::]/', 'private-target'],
    ['https://[2001:0:4136:e378::1]/', 'private-target'],
    ['https://[fe80::1]/', 'private-target'],
    ['https://[fec0::1]/', 'private-target'],
    ['https://[fc00::1]/', 'private-target'],
    ['https://[fd12:3456::1]/', 'private-target'],
    ['https://[ff02::1]/', 'private-target'],
    ['https://[2001:db8::1]/', 'private-target'],
    ['https://[5f00::1]/', 'private-target'],
    ['https://localhost/', 'private-target'],
    ['https://LOCALHOST./', 'private-target'],
    ['https://db.localhost/', 'private-target'],
    ['https://printer.local/', 'private-target'],
    ['https://metadata.google.internal/', 'private-target'],
  ])('%s: %s', (url, expected) => {
    expect(refusal(url)).toBe(expected)
  })

  it('may be plain or private where the project says so, and never carries a password', () => {
    expect(refusal('http://portal.example.vn/', { allowHttp: true })).toBe('ok')
    expect(refusal('http://127.0.0.1/', { allowHttp: true })).toBe('private-target')
    expect(refusal('http://127.0.0.1:5000/', { allowPrivateTargets: true })).toBe('ok')
    expect(refusal('http://a:b@127.0.0.1/', { allowPrivateTargets: true })).toBe('has-credentials')
    expect(refusal('ftp://127.0.0.1/', { allowPrivateTargets: true })).toBe('bad-scheme')
  })

  it('of no kind is public by accident', () => {
    for (const text of ['', 'x', '1.2.3', 'fe80::1%eth0', '::ffff:1.1.1.1'])
      expect(isPublicAddress(text), text).toBe(false)
  })
})

describe('a name that resolves to something else', () => {
  let port: number
  let calls = 0
  const server = createServer((_incoming, outgoing) => {
    calls += 1
    outgoing.end('reached')
  })
  beforeAll(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    port = (server.address() as AddressInfo).port
  })
  afterAll(() => {
    server.close()
  })
  const own = { address: '127.0.0.1', family: 4 }
  // only ever looked up here, never connected to: no test reaches beyond this machine
  const open = { address: '8.8.8.8', family: 4 }
  const changing = (...answers: (typeof own)[][]) => {
    const asked: string[] = []
    const resolve = async (name: string) => answers[asked.push(name) - 1] ?? []
    return { asked, resolve }
  }
  const attempt = (resolve: Resolve) =>
    send({
      target: 'http://portal.example.vn:8080/hook',
      headers: {},
      body: '{}',
      policy: { allowHttp: true },
      timeout: 5000,
      resolve,
    })
  const lookUp = (resolve: Resolve, all: boolean) =>
    new Promise((done, fail) => {
      const lookup = guardedLookup({ policy: {}, resolve })
      lookup('portal.example.vn', { all }, (error, found, family) =>
        error ? fail(error) : done(all ? found : [{ address: found, family }]),
      )
    })

  it('is refused when any of its addresses is private', async () => {
    for (const answer of [[own], [open, own], [own, open], [{ address: '::1', family: 6 }]]) {
      const { status, error } = await attempt(changing(answer).resolve)
      expect([status, error]).toEqual([undefined, 'private-target'])
    }
    expect(calls).toBe(0)
  })

  it('gives the connection the addresses that were checked, and is refused once they change', async () => {
    for (const all of [true, false]) {
      const { asked, resolve } = changing([open], [own])
      expect(await lookUp(resolve, all)).toEqual([open])
      expect(asked).toHaveLength(1)
      expect(await attempt(resolve)).toMatchObject({ error: 'private-target' })
      expect(asked).toHaveLength(2)
    }
    expect(calls).toBe(0)
  })

  it('connects to exactly the address that was checked', async () => {
    // nobody listens at the second answer, which is therefore not used
    const { asked, resolve } = changing([own], [{ address: '127.0.0.2', family: 4 }])
    const outcome = await send({
      target: `http://portal.example.vn:${port}/hook`,
      headers: {},
      body: '{}',
      policy: { allowPrivateTargets: true },
      resolve,
      timeout: 5000,
    })
    expect(outcome).toMatchObject({ status: 200, answer: 'reached' })
    expect(asked).toEqual(['portal.example.vn'])
    expect(calls).toBe(1)
  })

  it('that is unknown is said to be', async () => {
    expect(await attempt(changing([]).resolve)).toMatchObject({ error: 'ENOTFOUND' })
  })
})

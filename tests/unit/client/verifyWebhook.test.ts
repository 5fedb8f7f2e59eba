// Signatures made by the reference library are accepted, and nothing else is.
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { type LoaError, verifyWebhook } from '../../../src/client/index.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
const data = { cursor: '7', type: 'retracted', id: 'a' }
const event = { type: 'retracted', timestamp: '2026-11-24T00:00:00.000Z', data }
const body = JSON.stringify({ ...event, note: 'Định Hóa' })
const now = Date.parse('2026-11-24T00:00:10.700Z')

const signed = ({ by = secret, text = body, at = now, id = 'msg_1' } = {}) => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at / 1000)),
  'webhook-signature': new Webhook(by).sign(id, new Date(at), text),
})
const codeOf = async (wanted: Promise<unknown>) => {
  const error = (await wanted.then(
    () => undefined,
    (thrown) => thrown,
  )) as LoaError | undefined
  return error && `${error.status} ${error.code}`
}

describe('verifyWebhook', () => {
  it('takes what was signed with the secret, however the headers and the body come', async () => {
    const headers = signed()
    const shouted = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    )
    for (const given of [headers, new Headers(headers), shouted])
      for (const text of [body, Buffer.from(body)])
        expect(await verifyWebhook({ secret, headers: given, body: text, now })).toEqual({
          id: 'msg_1',
          ...event,
        })
  })

  it('takes one good signature among several', async () => {
    const headers = signed()
    headers['webhook-signature'] =
      `v2,x v1,%% ${signed({ by: other })['webhook-signature']} ${headers['webhook-signature']}`
    expect(await verifyWebhook({ secret, headers, body, now })).toMatchObject({ id: 'msg_1' })
  })

  const { 'webhook-signature': _none, ...unsigned } = signed()
  it.each([
    ['another secret', { headers: signed({ by: other }) }, '400 bad-signature'],
    ['another body', { body: body.replace('"a"', '"b"') }, '400 bad-signature'],
    ['another id', { headers: { ...signed(), 'webhook-id': 'msg_2' } }, '400 bad-signature'],
    ['another version', { headers: { ...signed(), 'webhook-signature': 'v0,AAAA' } }, '400 bad-signature'],
    [
      'a signature that is too short',
      { headers: { ...signed(), 'webhook-signature': 'v1,AA==' } },
      '400 bad-signature',
    ],
    ['no signature', { headers: unsigned }, '400 missing-header'],
    ['nothing', { headers: {} }, '400 missing-header'],
    ['old', { headers: signed({ at: now - 301_000 }) }, '400 too-old'],
    ['from the future', { headers: signed({ at: now + 302_000 }) }, '400 too-old'],
    ['a time that is none', { headers: { ...signed(), 'webhook-timestamp': 'x' } }, '400 too-old'],
    ['older than agreed', { headers: signed({ at: now - 20_000 }), toleranceSeconds: 10 }, '400 too-old'],
    ['no JSON', { headers: signed({ text: 'x' }), body: 'x' }, '400 unexpected'],
    ['no change', { headers: signed({ text: '{}' }), body: '{}' }, '400 unexpected'],
  ])('refuses %s', async (_name, given, expected) => {
    expect(await codeOf(verifyWebhook({ secret, headers: signed(), body, now, ...given }))).toBe(expected)
  })

  it('says when the secret is none', async () => {
    for (const bad of ['', 'whsec_', 'whsec_%%', 'loa_x'])
      await expect(verifyWebhook({ secret: bad, headers: signed(), body, now })).rejects.toThrow(TypeError)
  })
})

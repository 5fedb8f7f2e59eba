// The delivery app in process, on the pool of the same database, asked as a portal asks it.
import path from 'node:path'
import type { Pool } from 'pg'
import { createDeliveryApp } from '../../src/delivery/index.ts'
import { type MediaStore, mediaOnDisk } from '../../src/delivery/mediaStore.ts'
import type { Loa } from './loa.ts'

export const deliveryOf = (
  loa: Loa,
  {
    basePath = '/v1',
    pool,
    media,
    timeZoneNow,
  }: { basePath?: string; pool?: Pool; media?: MediaStore; timeZoneNow?: () => Promise<string> } = {},
) => {
  const app = createDeliveryApp({
    pool: pool ?? (loa.payload.db as unknown as { pool: Pool }).pool,
    basePath,
    media: media ?? mediaOnDisk({ directory: path.join(loa.dataDir, 'media') }),
    timeZoneNow,
  })

  /** One request; `key` is sent as a bearer, `body` as JSON. */
  const ask = async (
    address: string,
    {
      key,
      method = 'GET',
      headers = {},
      body,
    }: { key?: string; method?: string; headers?: Record<string, string>; body?: unknown } = {},
  ) => {
    const response = await app.request(`http://delivery.test${basePath}${address}`, {
      method,
      headers: {
        ...(key ? { authorization: `Bearer ${key}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    const text = bytes.toString('utf8')
    let json: any
    try {
      json = JSON.parse(text)
    } catch {
      // pictures and empty answers
    }
    return { status: response.status, headers: response.headers, bytes, text, body: json }
  }

  const graphql = (
    query: string,
    options: { key?: string; variables?: object; headers?: Record<string, string> } = {},
  ) => {
    const { variables, ...rest } = options
    return ask('/graphql', { method: 'POST', body: { query, variables }, ...rest })
  }

  return { app, ask, graphql }
}

/** A subscriber of these outlets with a key, as an admin makes them. */
export const newSubscriber = async (
  loa: Loa,
  { admin, code, outlets }: { admin: string; code: string; outlets: string[] },
) => {
  const made = await loa.rest('POST', '/api/subscribers', { as: admin, body: { code, name: code, outlets } })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  const id: string = made.body.doc.id
  const keyed = await loa.rest('POST', `/api/subscribers/${id}/keys`, { as: admin, body: { label: 'thử' } })
  if (keyed.status !== 201) throw new Error(JSON.stringify(keyed.body))
  return { id, key: keyed.body.key as string, keyId: keyed.body.doc.id as string }
}

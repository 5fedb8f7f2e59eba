// Portals that ask every few seconds, as their programs do: what is new, and now and then the newest items, naming
// the ETag of what they have. Some of them are pushed to as well.
import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { abreast } from '../e2e/traffic.ts'
import type { Application } from '../helpers/application.ts'
import { startReceiver } from '../helpers/receiver.ts'
import type { Newsroom } from './newsroom.ts'

/** How often a portal asks, in milliseconds. */
const EVERY_MS = 10_000
/** Of so many portals one is pushed to. */
const PUSHED = 10

export type Pull = { ms: number; status: number | 'lost' }

/** Makes so many subscribers, and lets them ask until they are closed. */
export const openPortals = async ({
  application,
  newsroom: {
    traffic: { must },
    outlets,
  },
  count,
}: {
  application: Application
  newsroom: Newsroom
  count: number
}) => {
  const receiver = await startReceiver()
  const numbers = Array.from({ length: count }, (_, index) => index)
  const keys = await abreast(4, numbers, async (index) => {
    const code = `cong-${index}`
    // each another choice of the six, and none of them empty
    const own = outlets.filter((_, at) => ((index % 63) + 1) & (1 << at))
    const { doc } = await must('admin', 'POST', '/api/subscribers', { code, name: code, outlets: own })
    const { key } = await must('admin', 'POST', `/api/subscribers/${doc.id}/keys`, { label: 'thử' })
    if (index % PUSHED === 0) {
      await must('admin', 'POST', `/api/subscribers/${doc.id}/push/secret`)
      await must('admin', 'PATCH', `/api/subscribers/${doc.id}`, { pushUrl: receiver.url })
    }
    return key as string
  })

  const stopping = new AbortController()
  setMaxListeners(0, stopping.signal)
  const pulls: Pull[] = []
  const pull = async (address: string, headers: Record<string, string>) => {
    const begun = performance.now()
    try {
      const response = await fetch(`${application.delivery}/v1${address}`, { headers })
      const text = await response.text()
      pulls.push({ ms: performance.now() - begun, status: response.status })
      return { response, body: response.status === 200 ? JSON.parse(text) : undefined }
    } catch {
      pulls.push({ ms: performance.now() - begun, status: 'lost' })
      return undefined
    }
  }
  const portal = async (key: string, index: number) => {
    const authorization = `Bearer ${key}`
    let after = ''
    let etag = ''
    await rest((index / count) * EVERY_MS, stopping.signal)
    for (let turn = 0; !stopping.signal.aborted; turn += 1) {
      const changes = await pull(`/changes?limit=100${after && `&after=${after}`}`, { authorization })
      after = changes?.body?.next ?? after
      if (turn % 3 === 0) {
        const items = await pull('/items?limit=20', { authorization, ...(etag && { 'if-none-match': etag }) })
        etag = items?.response.headers.get('etag') ?? etag
      }
      await rest(EVERY_MS, stopping.signal)
    }
  }
  const closed = Promise.all(keys.map(portal))
  return {
    pulls,
    received: receiver.received,
    close: async () => {
      stopping.abort()
      await closed
      await receiver.close()
    },
  }
}

const rest = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => undefined)

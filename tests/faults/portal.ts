// Two of a portal's programs at once: one follows the changes and says where it ran what, the other is pushed to.
// And somebody who looks at the portal all the time, to know for how long it had nothing to read.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Change, createClient } from '../../src/client/index.ts'
import type { Application } from '../helpers/application.ts'
import { startReceiver } from '../helpers/receiver.ts'
import type { Newsroom } from './newsroom.ts'

export type Portal = Awaited<ReturnType<typeof openPortal>>

const LOOK_EVERY_MS = 100

export const openPortal = async ({
  application,
  newsroom: { traffic, outlets },
}: {
  application: Application
  newsroom: Newsroom
}) => {
  const receiver = await startReceiver()
  const code = 'cong-thu'
  const { must } = traffic
  const { doc } = await must('admin', 'POST', '/api/subscribers', { code, name: code, outlets })
  const { key } = await must('admin', 'POST', `/api/subscribers/${doc.id}/keys`, { label: 'thử' })
  await must('admin', 'POST', `/api/subscribers/${doc.id}/push/secret`)
  await must('admin', 'PATCH', `/api/subscribers/${doc.id}`, { pushUrl: receiver.url })

  const stopping = new AbortController()
  const seen: Change[] = []
  const receipts: { id: string; edition: number }[] = []
  const client = createClient({ baseUrl: `${application.delivery}/v1`, key, retries: 0 })
  const follow = async () => {
    for await (const change of client.changes({ signal: stopping.signal, wait: 5 })) {
      seen.push(change)
      if (!change.item) continue
      const { id, edition } = change.item
      const url = `https://cong-thu.example.vn/${edition}`
      const receipt = { id, edition, url, publishedAt: new Date().toISOString() }
      await client
        .receipt(receipt)
        .then(() => receipts.push({ id, edition }))
        .catch(() => undefined)
    }
  }
  const looks: { at: number; status: number | 'lost' }[] = []
  const look = async () => {
    while (!stopping.signal.aborted) {
      const at = performance.now()
      const status = await fetch(`${application.delivery}/v1/items?limit=5`, {
        headers: { authorization: `Bearer ${key}` },
        signal: AbortSignal.timeout(20_000),
      }).then(
        async (response) => {
          await response.text()
          return response.status
        },
        () => 'lost' as const,
      )
      looks.push({ at, status })
      await sleep(LOOK_EVERY_MS)
    }
  }
  const working = Promise.all([
    follow().catch((error) => {
      if (!stopping.signal.aborted) throw error
    }),
    look(),
  ])
  working.catch(() => undefined)

  return {
    subscriber: doc.id as string,
    seen,
    receipts,
    looks,
    received: receiver.received,
    /** Whether it was served after this moment (`performance.now()`). */
    isServed: async (since: number) => looks.some(({ at, status }) => at >= since && status === 200),
    close: async () => {
      stopping.abort(new Error('enough'))
      await working
      await receiver.close()
    },
  }
}

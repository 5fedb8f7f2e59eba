// People who put pictures into the library all the time, and a station that fetches one that is live: both note what
// they are told.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Application } from '../helpers/application.ts'
import type { Newsroom } from './newsroom.ts'

export type Library = Awaited<ReturnType<typeof openLibrary>>

/** One request as it went: when it was sent (`performance.now()`), its status, and what came with it. */
type Sent = {
  at: number
  status: number
  code?: string
  message?: string
  retryAfter?: string | null
  id?: string
}

const EVERY_MS = 100

export const openLibrary = async ({
  application,
  newsroom: { traffic },
}: {
  application: Application
  newsroom: Newsroom
}) => {
  const { email, password } = application.account('reporter', 'so-tttt')
  const { body } = await traffic.ask('reporter', 'POST', '/api/users/login', { email, password })
  const stopping = new AbortController()
  const [uploads, downloads]: [Sent[], Sent[]] = [[], []]
  const { default: sharp } = await import('sharp')
  const picture = async (n: number) =>
    sharp({ create: { width: 700, height: 400, channels: 3, background: { r: n % 256, g: 80, b: 120 } } })
      .png()
      .toBuffer()

  const upload = async (name: string, bytes: Buffer): Promise<any> => {
    const form = new FormData()
    form.set('_payload', JSON.stringify({ alt: 'Ảnh thử' }))
    form.set('file', new File([new Uint8Array(bytes)], name, { type: 'image/png' }))
    const at = performance.now()
    const response = await fetch(`${application.cms}/api/media?depth=0`, {
      method: 'POST',
      headers: { authorization: `JWT ${body.token}` },
      body: form,
    })
    const told = (await response.json()) as any
    const [error] = told.errors ?? []
    uploads.push({
      at,
      status: response.status,
      code: error?.data?.code,
      message: error?.message,
      id: told.doc?.id,
    })
    return told.doc
  }

  // a cover that a portal shows
  const cover = await upload('bia.png', await picture(0))
  const { must } = traffic
  const [organization] = (
    await must('admin', 'GET', '/api/organizations?where[code][equals]=so-tttt&depth=0')
  ).docs
  const code = 'thu-tep'
  const outlet = (
    await must('admin', 'POST', '/api/outlets', {
      ...{ code, name: 'Cổng thử tệp', channel: 'portal', organization: organization.id },
    })
  ).doc.id
  const { doc } = await must('admin', 'POST', '/api/subscribers', { code, name: code, outlets: [outlet] })
  const { key } = await must('admin', 'POST', `/api/subscribers/${doc.id}/keys`, { label: 'thử' })
  await must('admin', 'PATCH', `/api/subscribers/${doc.id}`, { requestsPerMinute: 0 })
  const item = await traffic.itemAt({
    ...{ stage: 'approved', title: 'Bài có ảnh', kind: 'news', outlets: [outlet], cover: cover.id },
  } as never)
  const { status } = await traffic.act({ person: 'approver', verb: 'publish', item })
  if (status !== 200) throw new Error(`publish: ${status}`)

  const download = async () => {
    const at = performance.now()
    const response = await fetch(`${application.delivery}/v1/media/${cover.filename}`, {
      headers: { authorization: `Bearer ${key}` },
    })
    const isWhole = await response.arrayBuffer().then(
      ({ byteLength }) => byteLength > 0,
      () => false,
    )
    const retryAfter = response.headers.get('retry-after')
    downloads.push({ at, status: isWhole ? response.status : 0, retryAfter })
  }
  const repeat = async (work: (n: number) => Promise<unknown>) => {
    for (let n = 1; !stopping.signal.aborted; n += 1) {
      await work(n)
      await sleep(EVERY_MS)
    }
  }
  const working = Promise.all([
    repeat(async (n) => upload(`thu-a-${n}.png`, await picture(n))),
    repeat(async (n) => upload(`thu-b-${n}.png`, await picture(n + 1))),
    repeat(download),
  ])
  working.catch(() => undefined)
  return {
    uploads,
    downloads,
    /** Settles when what is under way has been answered. */
    close: async () => {
      stopping.abort()
      await working
    },
  }
}

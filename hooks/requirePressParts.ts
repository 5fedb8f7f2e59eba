// A question has somebody who asks, a deadline and words; the file of a monthly briefing (plan, II.2.7) belongs to the
// briefing that its quota counts; and what is said to the press has been said by somebody, with a text or a file.
import type { CollectionBeforeChangeHook, PayloadRequest } from 'payload'
import { idOf } from '../src/access/roles.ts'
import { invalid } from '../src/errors/index.ts'

export const requirePressParts: CollectionBeforeChangeHook = async ({ data, req }) => {
  const isMissing = (path: string) => {
    const value: unknown = data[path]
    return Array.isArray(value) ? value.length === 0 : !value || (typeof value === 'string' && !value.trim())
  }
  const needed = NEEDED[String(data.kind)] ?? []
  const missing = needed.find(isMissing)
  if (missing) throw invalid({ req, path: missing, reason: 'required' })
  if (data.kind === 'briefing') await requireBriefing({ req, event: data.event })
  const [receivedAt, dueAt, answeredAt] = ['receivedAt', 'dueAt', 'answeredAt'].map((path) =>
    data[path] ? new Date(String(data[path])).getTime() : undefined,
  )
  if (receivedAt && dueAt && dueAt < receivedAt)
    throw invalid({ req, path: 'dueAt', reason: 'dueBeforeReceived' })
  if (!answeredAt) return data
  if (answeredAt > Date.now() + CLOCKS_MS) throw invalid({ req, path: 'answeredAt', reason: 'notYet' })
  if (receivedAt && answeredAt < receivedAt)
    throw invalid({ req, path: 'answeredAt', reason: 'answeredBeforeReceived' })
  if (isMissing('spokesperson')) throw invalid({ req, path: 'spokesperson', reason: 'required' })
  if (isMissing('reply') && isMissing('files')) throw invalid({ req, path: 'reply', reason: 'answerMissing' })
  return data
}

/** What each kind cannot be without, in the order in which it is asked for. */
const NEEDED: Record<string, string[]> = {
  question: ['newsroom', 'question', 'dueAt'],
  interview: ['newsroom', 'question', 'dueAt'],
  statement: [],
  release: [],
  briefing: ['event'],
}

/** How far the clock of an editor's computer may be ahead. */
const CLOCKS_MS = 5 * 60 * 1000

const requireBriefing = async ({ req, event }: { req: PayloadRequest; event: unknown }) => {
  const { totalDocs } = await req.payload.count({
    collection: 'events',
    where: { and: [{ id: { equals: idOf(event) } }, { kind: { equals: 'press-briefing' } }] },
    overrideAccess: true,
    req,
  })
  if (totalDocs === 0) throw invalid({ req, path: 'event', reason: 'briefingRequired' })
}

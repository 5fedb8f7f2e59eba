// One item, which goes the way it would have gone: written, submitted, approved, published, retracted by people.
import type { PayloadRequest } from 'payload'
import { staffOf } from '../../src/access/roles.ts'
import { performTransition, type Wish } from '../../src/approval/index.ts'
import { type Account, requestAs } from './createAccounts.ts'
import type { DemoItem } from './demoFiles.ts'
import { type Coded, idByCode, idsByCode } from './idByCode.ts'
import { lexicalOf } from './lexicalOf.ts'
import { makeChime } from './makeChime.ts'

export const createItem = async ({
  req,
  item,
  accounts,
  covers,
  at,
  now,
}: {
  req: PayloadRequest
  item: DemoItem
  accounts: Account[]
  covers: Map<string, string>
  at: Date | undefined
  now: Date
}) => {
  const as = (key: string | undefined) => requestAs({ req, account: accounts.find((one) => one.key === key) })
  const author = as(item.author)
  const approver = as(item.approver)
  const written = new Date(Math.min(now.getTime(), at?.getTime() ?? now.getTime()) - 2 * DAY)
  const id = await byCode({ req, codes: item })
  const doc = await req.payload.create({
    collection: 'items',
    data: {
      title: item.title,
      kind: item.kind,
      summary: item.summary,
      body: await lexicalOf({ req, markdown: item.body }),
      priority: item.priority ?? 'normal',
      publishAt: at?.toISOString(),
      publishAt_tz: 'Asia/Ho_Chi_Minh',
      cover: item.cover ? covers.get(item.cover) : undefined,
      screen: item.screen,
      press: item.press,
      social: item.social,
      publication: item.publication,
      loudspeaker: await loudspeakerOf({ req: author, item }),
      ...id,
    } as never,
    depth: 0,
    draft: true,
    overrideAccess: true,
    req: author,
  })

  let revision = String(doc.revision)
  let stage = 'draft'
  const step = async ({
    req: who,
    verb,
    when,
    comment,
  }: {
    req: PayloadRequest
    verb: Wish['verb']
    when: Date
    comment?: string
  }) => {
    const saved = await performTransition({
      req: who,
      id: String(doc.id),
      actor: staffOf(who) ?? 'schedule',
      wish: { verb, revision, comment },
      now: when,
    })
    revision = String(saved.revision)
    stage = String(saved.stage)
  }
  const stages = STEPS[item.stage]
  const isReturned = item.stage === 'draft' && item.comment !== undefined
  if (stages.includes('submit') || isReturned)
    await step({ req: author, verb: 'submit', when: new Date(written.getTime() + DAY / 2) })
  if (isReturned)
    await step({
      req: approver,
      verb: 'return',
      when: new Date(written.getTime() + DAY),
      comment: item.comment,
    })
  if (stages.includes('approve')) {
    const when = new Date(written.getTime() + DAY)
    await step({ req: approver, verb: 'approve', when })
    // offered to an outlet of another branch: the department consents too
    if (stage === 'submitted') await step({ req: as('approver@so-tttt'), verb: 'approve', when })
  }
  if (stages.includes('publish') && at) await step({ req: as(undefined), verb: 'publish', when: at })
  if (stages.includes('retract') && at)
    await step({
      req: approver,
      verb: 'retract',
      when: new Date(Math.min(at.getTime() + DAY, now.getTime())),
      comment: item.comment,
    })
  return String(doc.id)
}

const DAY = 24 * 60 * 60 * 1000

const STEPS: Record<DemoItem['stage'], Wish['verb'][]> = {
  draft: [],
  submitted: ['submit'],
  approved: ['submit', 'approve'],
  scheduled: ['submit', 'approve'],
  published: ['submit', 'approve', 'publish'],
  retracted: ['submit', 'approve', 'publish', 'retract'],
}

const loudspeakerOf = async ({
  req,
  item: { title, loudspeaker },
}: {
  req: PayloadRequest
  item: DemoItem
}) => {
  if (!loudspeaker) return undefined
  const { recording, ...variant } = loudspeaker
  if (recording === undefined) return variant
  const data = makeChime(recording)
  const doc = await req.payload.create({
    collection: 'media',
    data: { alt: `Bản thu: ${title}` } as never,
    file: { data, mimetype: 'audio/wav', name: 'ban-thu.wav', size: data.length },
    depth: 0,
    overrideAccess: true,
    req,
  })
  return { ...variant, audio: doc.id }
}

const byCode = async ({
  req,
  codes: { line, task, themes, event, outlets, programme, citations = [] },
}: {
  req: PayloadRequest
  codes: DemoItem
}) => {
  const one = (collection: Coded, code: string | undefined) =>
    code ? idByCode({ req, collection, code }) : undefined
  const all = (collection: Coded, codes: string[]) => idsByCode({ req, collection, codes })
  return {
    line: await one('lines', line),
    task: await one('tasks', task),
    themes: await all('themes', themes),
    event: await one('events', event),
    outlets: await all('outlets', outlets),
    programme: await one('programmes', programme),
    citations: await documentsByNumber({ req, numbers: citations }),
  }
}

const documentsByNumber = async ({ req, numbers }: { req: PayloadRequest; numbers: string[] }) => {
  const { docs } = await req.payload.find({
    collection: 'legal-documents',
    where: { number: { in: numbers } },
    depth: 0,
    pagination: false,
    overrideAccess: true,
    req,
  })
  return numbers.map((number) => {
    const found = docs.find((one) => one.number === number)
    if (!found) throw new Error(`legal-documents: no ${number}`)
    return String(found.id)
  })
}

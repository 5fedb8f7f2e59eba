// A process that publishes, corrects and withdraws as fast as it can, until somebody kills it. What it was
// doing is known to the database alone.
import { createLocalReq, getPayload } from 'payload'
import configuration from '../../payload.config.ts'
import { performTransition, type Verb } from '../../src/approval/index.ts'

const outlets = (process.env.FEED_OUTLETS ?? '').split(',')
const width = Number(process.env.FEED_WIDTH)
const payload = await getPayload({ config: configuration, disableOnInit: true })
const first = async (collection: 'plans' | 'organizations' | 'users', where: object) => {
  const { docs } = await payload.find({ collection, where: where as never, limit: 1, depth: 0 })
  if (!docs[0]) throw new Error(`no ${collection}`)
  return String(docs[0].id)
}
const plan = await first('plans', {})
const organization = await first('organizations', { code: { equals: 'so-tttt' } })
const approver = {
  id: await first('users', { role: { equals: 'approver' }, organization: { equals: organization } }),
  collection: 'users',
  role: 'approver',
  organization,
  name: '',
} as const

type Doc = { id: string; revision?: string | null }
const move = async (doc: Doc, verb: Verb, actor: typeof approver | 'schedule' = 'schedule') =>
  (await performTransition({
    req: await createLocalReq({}, payload),
    id: doc.id,
    actor,
    wish: { verb, revision: String(doc.revision), comment: 'Thử' },
  })) as unknown as Doc

const publish = async (draft: Doc) =>
  move(await move(await move(draft, 'submit'), 'approve', approver), 'publish')

/** One item's life: on one outlet or two, perhaps corrected, perhaps moved, perhaps withdrawn. */
const live = async (title: string) => {
  const some = () => outlets.filter(() => Math.random() < 0.35)
  const on = () => {
    const chosen = some()
    return chosen.length > 0 ? chosen : outlets.slice(0, 1)
  }
  const data = { title, kind: 'led', priority: 'normal', summary: 'Thử', plan, organization, outlets: on() }
  let doc = await publish(
    (await payload.create({ collection: 'items', data: data as never, draft: true, depth: 0 })) as Doc,
  )
  if (Math.random() < 0.5) {
    const changed = { title: `${title}, sửa`, changeNote: 'Thử', outlets: on() }
    doc = await publish(
      (await payload.update({
        collection: 'items',
        id: doc.id,
        data: changed as never,
        draft: true,
        depth: 0,
      })) as Doc,
    )
  }
  if (Math.random() < 0.5) await move(doc, 'retract', approver)
}

const forever = async (who: number) => {
  for (let n = 0; ; n += 1)
    await live(`Tin ${process.pid}-${who}-${n}`).catch((error) => console.log(`failed: ${error}`))
}
console.log('publisher runs')
await Promise.all(Array.from({ length: width }, (_, who) => forever(who)))

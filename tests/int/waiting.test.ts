// What waits for an approver is found however many submitted items there are that wait for somebody else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { staffOf } from '../../src/access/roles.ts'
import { readWaiting } from '../../src/admin/home/readItems.ts'
import { readMine } from '../../src/admin/home/readMine.ts'
import { countWaiting } from '../../src/admin/inbox/countWaiting.ts'
import { findWaiting } from '../../src/admin/inbox/findWaiting.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { DAY, type Doc, type Person, type Steps, stepsOf } from '../helpers/steps.ts'

const APPROVER = 'approver@ubnd-dinh-hoa'
const EDITOR = 'editor@ubnd-dinh-hoa'

let loa: Loa
let steps: Steps
const own: Doc[] = []
const theirs: Doc[] = []
let elsewhere: Doc
beforeAll(async () => {
  loa = await startLoa({ contents: 'plan' })
  steps = stepsOf(loa)
  await steps.query(`update plans set ends_on = '2099-12-31T12:00:00Z'`)
  const outlets = [await loa.idOf('outlets', 'led-dinh-hoa')]
  const submitted = async (author: Person, title: string, days: number) => {
    const publishAt = new Date(Date.now() + days * DAY).toISOString()
    return steps.itemAt({ stage: 'submitted', author, title, kind: 'led', outlets, publishAt })
  }
  // planned first, and submitted first
  for (const at of [1, 2, 3]) own.push(await submitted(APPROVER, `Của tôi ${at}`, at))
  for (const at of [4, 5, 6]) theirs.push(await submitted(EDITOR, `Của người khác ${at}`, at))
  elsewhere = await steps.itemAt({
    stage: 'submitted',
    author: 'editor@so-tttt',
    title: 'Của sở',
    outlets: [(await steps.newOutlet()).id],
  })
})
afterAll(() => loa.stop())

const reader = async (person: Person) => {
  const req = await steps.requestOf(person)
  const staff = staffOf(req)
  if (!staff) throw new Error(`${person} is nobody`)
  return { req, staff }
}
const idsOf = (docs: { id: string }[]) => docs.map(({ id }) => id)

describe('the inbox', () => {
  it('has what waits for the approver before his or her own, however late it is planned', async () => {
    const { items, total, more } = await findWaiting(await reader(APPROVER))
    expect(idsOf(items)).toEqual(idsOf([...theirs, ...own]))
    expect(items.map(({ standing }) => standing)).toEqual(['mine', 'mine', 'mine', 'own', 'own', 'own'])
    expect([total, more]).toEqual([6, 0])
  })

  it('has it whole where there is room for no more, and says how many are left out', async () => {
    const asking = await reader(APPROVER)
    const full = await findWaiting({ ...asking, most: 3 })
    expect([idsOf(full.items), full.total, full.more]).toEqual([idsOf(theirs), 6, 0])
    const short = await findWaiting({ ...asking, most: 2 })
    expect([idsOf(short.items), short.total, short.more]).toEqual([idsOf(theirs.slice(0, 2)), 6, 1])
  })

  it('is counted alike in the navigation', async () => {
    expect(await countWaiting((await reader(APPROVER)).req)).toBe(3)
    expect(await countWaiting((await reader('approver@so-tttt')).req)).toBe(7)
    expect(await countWaiting((await reader(EDITOR)).req)).toBe(0)
  })
})

describe('the first screen', () => {
  it('begins with what is urgent, then with what has waited longest, and knows how many there are', async () => {
    const asking = await reader('approver@so-tttt')
    const all = idsOf([...own, ...theirs, elsewhere])
    expect(await readWaiting({ ...asking, limit: 50 }).then(({ items }) => idsOf(items))).toEqual(all)
    await steps.queryAsTransition(
      [elsewhere.id],
      `update _items_v set version_priority = 'urgent' where parent_id = $1 and latest`,
      [elsewhere.id],
    )
    const { items, total } = await readWaiting({ ...asking, limit: 2 })
    expect([idsOf(items), total]).toEqual([[elsewhere.id, own[0]?.id], 7])
    const mine = await readWaiting({ ...(await reader(APPROVER)), limit: 2 })
    expect([idsOf(mine.items), mine.total]).toEqual([idsOf(theirs.slice(0, 2)), 3])
  })

  it('has the reader’s own drafts, last touched first, and what came back apart', async () => {
    const [first] = own
    if (!first) throw new Error('nothing is submitted')
    await steps.must('approver@so-tttt', 'return', first, { comment: 'Ghi rõ giờ' })
    const older = await steps.draft(APPROVER, { title: 'Nháp cũ' })
    const newer = await steps.draft(APPROVER, { title: 'Nháp mới' })
    const other = await steps.draft(EDITOR, { title: 'Nháp của người khác' })
    const asking = await reader(APPROVER)
    const { returned, drafts } = await readMine({ ...asking, limit: 6 })
    expect([idsOf(returned), idsOf(drafts)]).toEqual([[first.id], [newer.id, older.id]])
    expect(idsOf((await readMine({ ...asking, limit: 1 })).drafts)).toEqual([newer.id])
    expect(idsOf((await readMine({ ...(await reader(EDITOR)), limit: 6 })).drafts)).toEqual([other.id])
  })
})

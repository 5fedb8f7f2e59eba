// Many items for few slots, and over 200 attempts at them: published at once, approved with a time so that the
// worker publishes them, saved in bulk, and given back so that there is something to take again.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Application } from '../helpers/application.ts'
import { type Answer, abreast, type Item, type Person, trafficOn } from './traffic.ts'

/** Slots of each outlet, by its channel: one rule for each, because the plan has none for print on these. */
const MAXIMA = { screen: 1, portal: 2, social: 5 } as const
type Channel = keyof typeof MAXIMA
type Outlet = { id: string; code: string; max: number }
export type Crowd = Awaited<ReturnType<typeof gatherCrowd>>

/** How many attempts are under way at any time. */
export const WIDTH = 12
const SECOND = 1000
const PEOPLE: Person[] = ['admin', 'reporter', 'editor', 'approver']

/** Makes the rules that this crowd is about; once a database. */
export const makeRules = async (application: Application) => {
  const { logIn, must } = trafficOn(application)
  await logIn('admin')
  const { docs } = await must('admin', 'GET', '/api/plans?depth=0')
  const [{ id: plan, startsOn, endsOn }] = docs
  const rule = {
    plan,
    startsOn,
    endsOn,
    counts: 'items',
    kinds: ['print'],
    per: ['outlet'],
    period: 'window',
  }
  for (const [channel, max] of Object.entries(MAXIMA)) {
    const own = { code: `DUA-${channel}`, title: `Không quá ${max}`, channel, max, enforcement: 'block' }
    await must('admin', 'POST', '/api/quotas', { ...rule, ...own })
  }
}

/** New outlets, whose buckets are empty, and items waiting to be taken there: more than there is room for. */
export const gatherCrowd = async (application: Application) => {
  const traffic = trafficOn(application)
  for (const person of PEOPLE) await traffic.logIn(person)
  const found = await traffic.must('admin', 'GET', '/api/organizations?where[code][equals]=so-tttt&depth=0')
  const organization: string = found.docs[0].id

  const newOutlet = async (channel: Channel): Promise<Outlet> => {
    const code = `dua-${nextNumber()}`
    const { doc } = await traffic.must('admin', 'POST', '/api/outlets', {
      code,
      name: `Kênh ${code}`,
      channel,
      organization,
    })
    return { id: doc.id, code, max: MAXIMA[channel] }
  }
  const threeOf = (channel: Channel) => abreast(1, [1, 2, 3], () => newOutlet(channel))
  const screens = await threeOf('screen')
  const portals = await threeOf('portal')
  const socials = await threeOf('social')
  const reserves = [...(await threeOf('screen')), await newOutlet('screen')]

  // each of these needs a slot in three buckets at once, and names them in another order
  const together = screens.flatMap((screen, index) => {
    const places = [screen, portals[(index + 1) % 3], socials[(index + 2) % 3]].flatMap(
      (one) => one?.id ?? [],
    )
    return [places, places.toReversed(), [...places.slice(1), ...places.slice(0, 1)]]
  })
  const times = (outlets: Outlet[], count: number) =>
    outlets.flatMap(({ id }) => Array.from({ length: count }, () => [id]))
  const make = (stage: 'draft' | 'submitted' | 'approved', places: string[][]) =>
    abreast(WIDTH, places, (outlets) => traffic.itemAt({ stage, outlets, title: `Bản in ${nextNumber()}` }))
  const outlets = [...screens, ...portals, ...socials]
  return {
    traffic,
    outlets,
    approved: await make('approved', [
      ...times(screens, 4),
      ...times(portals, 5),
      ...times(socials, 8),
      ...together,
    ]),
    submitted: await make('submitted', [
      ...times(screens, 3),
      ...times(portals, 4),
      ...times(socials, 7),
      ...together,
    ]),
    /** Never asked for but in bulk. */
    inBulk: [...(await make('draft', times(outlets, 1))), ...(await make('submitted', times(portals, 1)))],
    /** For the moment of the kill; each on an outlet of its own that has room for one. */
    held: [
      ...(await make('approved', times(reserves.slice(0, 2), 1))),
      ...(await make('submitted', times(reserves.slice(2), 1))),
    ],
    bulkSaves: [] as (Answer & { title?: string })[],
    /** Items that somebody is giving back. */
    leaving: new Set<Item>(),
  }
}

/** More than 200 attempts, in an order that is the same in every run; what each one meets is not. */
export const attemptsOf = (crowd: Crowd): (() => Promise<unknown>)[] => {
  const { traffic, approved, submitted, outlets } = crowd
  const publish = (item: Item) => () => traffic.act({ person: 'approver', verb: 'publish', item })
  const schedule = (item: Item, index: number) => () => {
    const publishAt = Date.now() + (3 + (index % 4)) * SECOND
    return traffic.act({ person: 'approver', verb: 'approve', item, publishAt })
  }
  const taking = [
    ...approved.map(publish),
    ...submitted.map(schedule),
    // the same items once more, some of them at the very moment of the first attempt
    ...approved.slice(0, 50).map(publish),
  ]
  const others = [
    ...outlets.map((outlet) => () => giveBack(crowd, outlet)),
    ...outlets.map((outlet) => () => giveBack(crowd, outlet)),
    ...outlets.map((outlet, index) => () => meetWorker(crowd, outlet, index)),
    ...Array.from({ length: 30 }, (_, index) => () => saveInBulk(crowd, index)),
  ]
  // a crowd first; then one of the others after every second attempt
  const mixed = mix(others)
  return mix(taking).flatMap((attempt, index) => {
    const other = index >= 40 && index % 2 === 0 ? mixed.shift() : undefined
    return other ? [attempt, other] : [attempt]
  })
}

const HOLDING = new Set(['published', 'scheduled'])

/** Retracts what is published, withdraws what is scheduled, or only approved where nothing holds a slot. */
const giveBack = async ({ traffic, approved, submitted, leaving }: Crowd, { id }: Outlet) => {
  const here = [...approved, ...submitted].filter((one) => one.outlets.includes(id) && !leaving.has(one))
  const item = here.find(({ stage }) => HOLDING.has(stage)) ?? here.find(({ stage }) => stage === 'approved')
  if (!item) return
  leaving.add(item)
  const isDue = item.stage === 'scheduled' && (item.publishAt ?? 0) < Date.now()
  const verb = isDue || item.stage === 'published' ? 'retract' : 'withdraw'
  await traffic.act({ person: 'approver', verb, item, comment: 'Sai số liệu' })
}

/** At the moment at which the worker publishes an item, somebody does the same by hand, or withdraws it. */
const meetWorker = async ({ traffic, submitted, leaving }: Crowd, { id }: Outlet, index: number) => {
  const isAhead = ({ stage, publishAt = 0 }: Item) => stage === 'scheduled' && publishAt > Date.now()
  const here = submitted.filter((one) => isAhead(one) && !leaving.has(one))
  const item = here.find(({ outlets }) => outlets.includes(id)) ?? here[0]
  if (!item) return
  leaving.add(item)
  // the worker looks once a second
  await sleep((item.publishAt ?? 0) - Date.now() + index * 100)
  await traffic.act({ person: 'editor', verb: index % 3 === 0 ? 'withdraw' : 'publish', item })
}

/** One save of many items that asks to publish them: of those kept for it, or of whatever is on an outlet. */
const saveInBulk = async ({ traffic, inBulk, outlets, bulkSaves }: Crowd, index: number) => {
  const isKept = index % 2 === 0
  const where = isKept
    ? `where[id][in]=${inBulk.map(({ id }) => id)}`
    : `where[outlets][in]=${outlets[index % outlets.length]?.id}&limit=8`
  const title = isKept ? `Sửa hàng loạt ${nextNumber()}` : undefined
  const publishAt = isKept ? new Date(Date.now() + SECOND).toISOString() : undefined
  // in both directions: two that meet must not wait for each other
  const sort = index % 4 < 2 ? 'id' : '-id'
  const data = { title, publishAt, _status: 'published', stage: 'published', live: true }
  const path = `/api/items?${where}&sort=${sort}&draft=false&depth=0`
  bulkSaves.push({ ...(await traffic.ask('editor', 'PATCH', path, data)), title })
}

let count = 0
const nextNumber = () => {
  count += 1
  return count
}

const mix = <T>(list: T[]): T[] =>
  list
    .map((one, index) => ({ one, at: (index * 7919) % 1009 }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)

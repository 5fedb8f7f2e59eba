// Fills an empty database so that the newsroom is alive at the first look: the plan, accounts by role,
// subscribers with keys, and content in every stage, each item having gone the way it would have gone.
import path from 'node:path'
import { sql } from '@payloadcms/db-postgres'
import {
  commitTransaction,
  createLocalReq,
  initTransaction,
  killTransaction,
  type Payload,
  type PayloadRequest,
} from 'payload'
import { rowsOf } from '../../src/database/statement.ts'
import { calendarDateIn } from '../../src/quota/calendar.ts'
import type { Addresses } from '../../src/start/addresses.ts'
import { loadPlan } from '../loadPlan.ts'
import { formatProblem, isPlanChanges, readPlanFile } from '../planFile.ts'
import { demoStart, shiftPlan } from '../shiftPlan.ts'
import type { Problem } from '../yamlFile.ts'
import { confirmEvents } from './confirmEvents.ts'
import { type Account, createAccounts, requestAs } from './createAccounts.ts'
import { createGuidance } from './createGuidance.ts'
import { createItem } from './createItem.ts'
import { createPictures } from './createPictures.ts'
import { createProofs } from './createProofs.ts'
import { createRequests } from './createRequests.ts'
import { createSubscribers } from './createSubscribers.ts'
import {
  type DemoItem,
  readDemoAccounts,
  readDemoItems,
  readDemoNewsroom,
  readDemoPictures,
  readDemoSubscribers,
  resolveWhen,
} from './demoFiles.ts'
import { writeDemoJson } from './demoJson.ts'

const PLAN_FILE = 'thai-nguyen-2024-2025.yaml'

type Demo = {
  payload: Payload
  /** `demo`: the plan moved so that it runs now, and content; `plan`: its own dates, no content. */
  what: 'demo' | 'plan'
  /** Where `demo.json` is written, mode 0600. */
  dataDir: string
  addresses: Addresses
  now?: Date
}

/**
 * Loads in one transaction, and only into a database without plans and users.
 * @returns what was loaded; null when the database was not empty
 */
export const loadDemo = async ({
  payload,
  what,
  dataDir,
  addresses,
  now = new Date(),
}: Demo): Promise<string | null> => {
  const req = await createLocalReq({}, payload)
  await initTransaction(req)
  try {
    await rowsOf({
      req,
      mustBeInTransaction: true,
      statement: sql`select pg_advisory_xact_lock(hashtextextended('loa demo', 0))`,
    })
    if (!(await isEmpty(req))) {
      await killTransaction(req)
      return null
    }
    const timeZone = await loadShiftedPlan({ payload, req, what, now })
    const accounts = await createAccounts({ req, ...good(await readDemoAccounts(file('accounts.yaml'))) })
    const subscribers = await createSubscribers({
      req,
      ...good(await readDemoSubscribers(file('subscribers.yaml'))),
    })
    const items = what === 'demo' ? await createItems({ req, accounts, now, timeZone }) : 0
    // Before COMMIT: should the file not be written, nobody would ever know the passwords.
    await writeDemoJson({
      dataDir,
      content: {
        ...addresses,
        accounts: accounts.map(({ user: _user, key: _key, ...shown }) => shown),
        subscribers,
      },
    })
    await commitTransaction(req)
    return `${what}: ${accounts.length} accounts, ${subscribers.length} subscribers, ${items} items`
  } catch (error) {
    await killTransaction(req)
    throw error
  }
}

const isEmpty = async (req: PayloadRequest) => {
  const plans = await req.payload.count({ collection: 'plans', overrideAccess: true, req })
  const users = await req.payload.count({ collection: 'users', overrideAccess: true, req })
  return plans.totalDocs + users.totalDocs === 0
}

const loadShiftedPlan = async ({
  payload,
  req,
  what,
  now,
}: Pick<Demo, 'payload' | 'what'> & { req: PayloadRequest; now: Date }) => {
  const { plan } = good(await readPlanFile({ path: path.join(import.meta.dirname, '../plans', PLAN_FILE) }))
  if (isPlanChanges(plan)) throw new Error(`${PLAN_FILE} is not a whole plan`)
  const { timeZone } = plan.plan
  const to = demoStart(calendarDateIn({ instant: now, timeZone }))
  const loaded = await loadPlan({ payload, req, plan: what === 'demo' ? shiftPlan({ plan, to }) : plan })
  if ('findings' in loaded) throw new Error(`${PLAN_FILE} cannot be loaded`)
  return timeZone
}

const createItems = async ({
  req,
  accounts,
  now,
  timeZone,
}: {
  req: PayloadRequest
  accounts: Account[]
  now: Date
  timeZone: string
}): Promise<number> => {
  const { items } = good(await readDemoItems(file('items.yaml')))
  const { pictures } = good(await readDemoPictures(file('pictures.yaml')))
  const newsroom = good(await readDemoNewsroom(file('newsroom.yaml')))
  const covers = await createPictures({ req, pictures, accounts })
  await createGuidance({ req, newsroom })
  const asOf = (item: DemoItem) => (item.at ? resolveWhen({ at: item.at, now, timeZone }) : now)
  // in the order in which they happened, as the sequence of editions will show
  const inOrder = [...items].sort((a, b) => asOf(a).getTime() - asOf(b).getTime())
  const made = new Map<string, string>()
  for (const item of inOrder)
    made.set(
      item.key,
      await createItem({ req, item, accounts, covers, at: item.at ? asOf(item) : undefined, now }),
    )
  const desk = accounts.find(({ key }) => key === 'editor@so-tttt')
  await confirmEvents({ req: requestAs({ req, account: desk }), now })
  await createProofs({ req: requestAs({ req, account: desk }), now })
  await createRequests({ req, newsroom, made, moment: (at) => resolveWhen({ at, now, timeZone }) })
  return items.length
}

const file = (name: string) => ({ path: path.join(import.meta.dirname, name) })

const good = <Data extends object>(
  read: Data | { problems: Problem[] },
): Exclude<Data, { problems: Problem[] }> => {
  if ('problems' in read)
    throw new Error(
      (read as { problems: Problem[] }).problems.map((one) => formatProblem(one, 'en')).join('\n'),
    )
  return read as Exclude<Data, { problems: Problem[] }>
}

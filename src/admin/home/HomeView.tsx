import type { AdminViewServerProps, PayloadRequest } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { type Staff, staffOf } from '../../access/roles.ts'
import { say } from '../../i18n/index.ts'
import { previewMany, quotaOptionsIn } from '../../quota/index.ts'
import { ScreenHead } from '../frame/ScreenHead.tsx'
import { figuresOf, standOf } from '../plan/figures.ts'
import { filterRows, scopeOf } from '../plan/filter.ts'
import { NoPlan } from '../plan/NoPlan.tsx'
import { PlanLine } from '../plan/PlanLine.tsx'
import { readProved } from '../plan/proved.ts'
import { type PlanState, readPlanState } from '../plan/readPlan.ts'
import { DeliveryCard } from './DeliveryCard.tsx'
import { ForcedCard } from './ForcedCard.tsx'
import { HouseCard } from './HouseCard.tsx'
import { MissingCard } from './MissingCard.tsx'
import { MyDrafts } from './MyDrafts.tsx'
import { missingNow } from './missing.ts'
import { readDeliveries } from './readDeliveries.ts'
import { readHouse } from './readHouse.ts'
import { readDrafts, readForced, readSubmitted, readWaiting } from './readItems.ts'
import { readMine } from './readMine.ts'
import { scopeOfStaff } from './scope.ts'
import { WaitingCard } from './WaitingCard.tsx'
import '../frame/frame.css'
import '../plan/plan.css'
import './home.css'

/** `/admin`: what waits for the reader, by role. Payload puts the dashboard into its template itself. */
export const HomeView = async ({ initPageResult: { req } }: AdminViewServerProps) => {
  const staff = staffOf(req)
  if (!staff) return null
  return (
    <div className="loa-screen">
      <Home req={req} staff={staff} />
    </div>
  )
}

const Home = async ({ req, staff }: { req: PayloadRequest; staff: Staff }) => {
  const now = new Date()
  const state = await readPlanState({ req, now })
  const title = say(req, 'screens.home')
  if (!state) return <NoPlan req={req} title={title} />
  const { plan, names } = state
  const scope = await scopeOfStaff({ req, staff, organizations: names.organizations })
  const own = names.organizations.find(({ id }) => id === staff.organization)
  const filter: { organization?: string } = scope && own ? { organization: own.code } : {}
  const rows = filterRows({ rows: state.rows, filter, names })
  const { isApprover, isAdmin, writes } = tasksOf(staff)
  const asking = { req, staff, scope }
  const [proved, waiting, forced, drafts, mine, deliveries, house] = await Promise.all([
    readProved({ req, plan: plan.id, ...scopeOf({ filter, names }) }),
    isApprover ? readWaiting({ req, staff, limit: SHOWN }) : { items: [], total: 0 },
    isApprover ? readForced(asking) : [],
    writes ? readDrafts(asking) : [],
    writes ? readMine({ req, staff, limit: SHOWN }) : null,
    staff.role === 'reporter' ? null : readDeliveries({ req, scope, now }),
    isAdmin ? readHouse(req) : null,
  ])
  const shown = waiting.items
  const [submitted, slots] = await Promise.all([
    readSubmitted({ req, items: shown }),
    previewMany({ req, options: quotaOptionsIn(req.payload), docs: shown as never, now }),
  ])
  const missing = writes ? missingNow({ ...state, rows, drafts, now }) : []
  const board = formatAdminURL({ adminRoute: req.payload.config.routes.admin, path: '/board' })
  const at = (parts: Record<string, string>) =>
    `${board}?${new URLSearchParams({ ...(filter as Record<string, string>), ...parts })}`
  const about = [say(req, `users.roleOptions.${staff.role}`), own?.name].filter(Boolean).join(' · ')
  return (
    <div className="loa-screen__stack">
      <ScreenHead about={about} title={title} />
      <PlanLine
        figures={figuresOf(rows)}
        links={{
          met: at({ state: 'met' }),
          due: at({ state: 'due' }),
          overdue: at({ state: 'overdue' }),
          proved: `${at({ proof: 'missing' })}#slot`,
        }}
        now={now}
        plan={plan}
        proved={proved}
        req={req}
      />
      <div className="loa-home">
        <div className="loa-home__column">
          {house ? <HouseCard house={house} req={req} stand={standOf({ plan, now })} /> : null}
          {isApprover ? (
            <WaitingCard
              items={shown}
              names={names}
              now={now}
              req={req}
              slots={slots}
              submitted={submitted}
              total={waiting.total}
            />
          ) : null}
          {forced.length > 0 ? <ForcedCard items={forced.slice(0, SHOWN)} now={now} req={req} /> : null}
          {mine ? <MyDrafts {...mine} isFirst={!isApprover} now={now} req={req} /> : null}
        </div>
        <div className="loa-home__column">
          {writes ? (
            <MissingCard
              board={at({ state: 'due' })}
              missing={missing.slice(0, SHOWN)}
              now={now}
              req={req}
              state={state}
              total={missing.length}
            />
          ) : null}
          {deliveries ? (
            <DeliveryCard deliveries={deliveries} req={req} timeZone={plan.timeZone} now={now} />
          ) : null}
        </div>
      </div>
    </div>
  )
}

/** As many as a first screen holds of each; what is more is a click away. */
const SHOWN = 6

const tasksOf = ({ role }: Staff) => ({
  isApprover: role === 'approver',
  isAdmin: role === 'admin',
  writes: role !== 'admin',
})

export type HomeState = Pick<PlanState, 'plan' | 'rules' | 'names'>

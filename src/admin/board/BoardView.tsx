import type { AdminViewServerProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { staffOf } from '../../access/roles.ts'
import { languageOf, say } from '../../i18n/index.ts'
import { LINK_MAKERS } from '../../leader/endpoints.ts'
import { Screen } from '../frame/Screen.tsx'
import { ScreenHead } from '../frame/ScreenHead.tsx'
import { figuresOf } from '../plan/figures.ts'
import { filterRows, scopeOf } from '../plan/filter.ts'
import { NoPlan } from '../plan/NoPlan.tsx'
import { PlanLine } from '../plan/PlanLine.tsx'
import { readProved, readUnproved } from '../plan/proved.ts'
import { readPlanState } from '../plan/readPlan.ts'
import { readableMoment } from '../readableMoment.ts'
import { readSlot } from '../slot/address.ts'
import { cellLinks, SLOT_ANCHOR } from './cellLinks.ts'
import { Filters } from './Filters.tsx'
import { Legend } from './Legend.tsx'
import { PrintButton } from './PrintButton.tsx'
import { ProofPanel } from './ProofPanel.tsx'
import { addressOf, type BoardQuery, planFilterOf, readBoardQuery } from './query.ts'
import { readSlotHolders } from './readSlotHolders.ts'
import { SlotPanel } from './SlotPanel.tsx'
import { Tables } from './Tables.tsx'
import { tablesOf } from './tables.ts'
import '../plan/plan.css'
import './board.css'

/** `/admin/board`: where the plan stands, cell by cell. */
export const BoardView = (view: AdminViewServerProps) => {
  const { req } = view.initPageResult
  return (
    <Screen path="/board" title={say(req, 'screens.board')} view={view}>
      <Board view={view} />
    </Screen>
  )
}

// apart from the frame, so that nothing is read for a stranger
const Board = async ({ view }: { view: AdminViewServerProps }) => {
  const { req } = view.initPageResult
  const query = readBoardQuery(view.searchParams ?? {})
  const now = new Date()
  const state = await readPlanState({ req, code: query.plan, now })
  if (!state) return <NoPlan req={req} title={say(req, 'screens.board')} />
  const { plan, names } = state
  const filter = planFilterOf(query)
  const rows = filterRows({ rows: state.rows, filter, names })
  const scope = { plan: plan.id, ...scopeOf({ filter, names }) }
  const slot = query.slot ? readSlot(query.slot) : null
  const [proved, holders, unproved] = await Promise.all([
    readProved({ req, ...scope }),
    slot ? readSlotHolders({ req, plan: plan.id, slot }) : [],
    query.proof ? readUnproved({ req, ...scope, limit: 50 }) : [],
  ])
  const base = formatAdminURL({ adminRoute: req.payload.config.routes.admin, path: '/board' })
  const at = (change: Partial<BoardQuery>) => addressOf({ base, query, change })
  const shut = at({ slot: undefined, proof: undefined })
  const tables = tablesOf({
    state,
    rows,
    span: query.span,
    only: query.state,
    isWhole: query.rows === 'all',
  })
  const { organization = '', task = '', channel = '' } = query
  const reported = new URLSearchParams({ plan: plan.code, organization, task, channel })
  const time = readableMoment({
    instant: now.toISOString(),
    timeZone: plan.timeZone,
    language: languageOf(req),
  })
  return (
    <div className="loa-screen__stack loa-print">
      <ScreenHead about={say(req, 'board.updated', { time })} title={say(req, 'screens.board')}>
        {LINK_MAKERS.includes(staffOf(req)?.role ?? 'reporter') ? (
          <a
            className="loa-button"
            href={formatAdminURL({ adminRoute: req.payload.config.routes.admin, path: '/leader-links' })}
          >
            {say(req, 'leader.screen.title')}
          </a>
        ) : null}
        <PrintButton>{say(req, 'board.print')}</PrintButton>
        <a
          className="loa-button loa-button--primary"
          href={`${formatAdminURL({ adminRoute: req.payload.config.routes.admin, path: '/report' })}?${reported}`}
        >
          {say(req, 'board.report')}
        </a>
      </ScreenHead>
      <PlanLine
        figures={figuresOf(rows)}
        links={{
          met: at({ state: 'met', slot: undefined }),
          due: at({ state: 'due', slot: undefined }),
          overdue: at({ state: 'overdue', slot: undefined }),
          proved: `${at({ proof: 'missing', slot: undefined })}#${SLOT_ANCHOR}`,
        }}
        now={now}
        plan={plan}
        proved={proved}
        req={req}
      />
      <Filters base={base} query={query} req={req} state={state} />
      {query.slot ? (
        slot ? (
          <SlotPanel close={shut} holders={holders} req={req} slot={slot} state={state} />
        ) : (
          <p className="loa-card">{say(req, 'board.slot.unknown')}</p>
        )
      ) : null}
      {query.proof ? (
        <ProofPanel close={shut} plan={plan} proved={proved} req={req} unproved={unproved} />
      ) : null}
      {tables.length === 0 ? (
        <section className="loa-card">
          <h2>{say(req, 'board.empty')}</h2>
          <p className="loa-card__text">{say(req, 'board.emptyHelp')}</p>
        </section>
      ) : null}
      <Tables
        linkOf={cellLinks({ req, plan, base, query })}
        req={req}
        showAll={at({ rows: 'all' })}
        tables={tables}
        timeZone={plan.timeZone}
      />
      {tables.length > 0 ? <Legend help={say(req, 'board.legendHelp')} req={req} /> : null}
    </div>
  )
}

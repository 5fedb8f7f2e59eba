import type { PayloadRequest } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { recordsPastDates } from '../../channels/index.ts'
import { languageOf, say } from '../../i18n/index.ts'
import { calendarDateIn } from '../../quota/calendar.ts'
import { readableDate } from '../../readableDate.ts'
import type { PlanState, RuleFacts } from '../plan/readPlan.ts'
import { readableMoment } from '../readableMoment.ts'
import type { SlotAddress } from '../slot/address.ts'
import { createAddress, mayCreate, SLOT_ANCHOR } from './cellLinks.ts'
import { figuresOf, lookOf } from './look.ts'
import type { SlotHolder } from './readSlotHolders.ts'
import type { BoardCell } from './tables.ts'
import { periodHead } from './words.ts'

/** One cell of the board: what holds it, what is missing, and the ways out. */
export const SlotPanel = ({
  req,
  state: { plan, rules, names, rows, now },
  slot,
  holders,
  close,
}: {
  req: PayloadRequest
  state: PlanState
  slot: SlotAddress
  holders: SlotHolder[]
  close: string
}) => {
  const rule = rules.find(({ code }) => code === slot.quota)
  const row = rows.find(({ place }) => PLACE.every((name) => place[name] === slot[name]))
  const found = row?.cells.find(({ period }) => period === slot.period)
  if (!rule || !row || !found)
    return (
      <section className="loa-card loa-slot-panel" id={SLOT_ANCHOR}>
        <p>{say(req, 'board.slot.unknown')}</p>
      </section>
    )
  const cell: BoardCell = { ...found, place: row.place }
  const { used, reserved, owed } = cell
  const { timeZone } = plan
  const head = periodHead({ req, ...cell, timeZone })
  const named = [
    names.outlets.find(({ code }) => code === slot.outlet)?.name,
    names.tasks.find(({ code }) => code === slot.task)?.name,
    names.events.find(({ code }) => code === slot.event)?.name,
  ].filter(Boolean)
  const period = cell.period === 'window' ? say(req, 'board.all') : `${head.name} (${head.dates})`
  const counted = say(req, rule.counts === 'items' ? 'board.slot.count' : 'board.slot.countEvents', {
    used,
    reserved,
  })
  const missing = owed > used ? say(req, 'board.slot.missing', { missing: owed - used }) : undefined
  const advice = adviceOf({ req, rule, cell, now, timeZone })
  const language = languageOf(req)
  return (
    <section aria-labelledby="loa-slot-head" className="loa-card loa-slot-panel" id={SLOT_ANCHOR}>
      <div className="loa-slot-panel__head">
        <h2 id="loa-slot-head">{[...named, period].join(' · ')}</h2>
        <a className="loa-link" href={close}>
          {say(req, 'board.slot.close')}
        </a>
      </div>
      <p className="loa-card__text">
        {rule.title}: {figuresOf(cell)}, {say(req, `board.looks.${lookOf(cell)}`)} ({counted}
        {missing ? `, ${missing}` : ''})
      </p>
      {holders.length > 0 ? (
        <ul aria-label={say(req, 'board.slot.holders')}>
          {holders.map(({ id, of, title, state, stage, ranAt, outlet, overrideReason }) => {
            const time = readableMoment({ instant: ranAt, timeZone, language, now })
            const when = state === 'reserved' ? 'planned' : of === 'events' ? 'held' : 'ran'
            return (
              <li key={`${of} ${id}`}>
                <a
                  className="loa-link"
                  href={formatAdminURL({
                    adminRoute: req.payload.config.routes.admin,
                    path: `/collections/${of}/${id}`,
                  })}
                >
                  {title}
                </a>
                {' · '}
                <span className="loa-card__text">
                  {[
                    outlet,
                    say(req, `board.slot.${when}`, { time }),
                    stage ? say(req, `workflow.stageOptions.${stage}`) : undefined,
                    overrideReason ? say(req, 'board.slot.override', { reason: overrideReason }) : undefined,
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            )
          })}
        </ul>
      ) : (
        <p>{say(req, rule.counts === 'items' ? 'board.slot.none' : 'board.slot.noneEvents')}</p>
      )}
      {advice.words ? <p>{advice.words}</p> : null}
      {advice.action && mayCreate({ req, rule }) ? (
        <p>
          <a className="loa-button" href={createAddress({ req, plan, rule, slot })}>
            {advice.action}
          </a>
        </p>
      ) : null}
    </section>
  )
}

const PLACE = ['quota', 'outlet', 'task', 'event', 'organization'] as const

/** What can be done about a cell, and where nothing can, why. */
const adviceOf = ({
  req,
  rule: { counts, channel, lineClosesOn },
  cell: { used, reserved, owed, max, endsAt },
  now,
  timeZone,
}: {
  req: PayloadRequest
  rule: RuleFacts
  cell: BoardCell
  now: Date
  timeZone: string
}): { words?: string; action?: string } => {
  const isFull = max !== null && used + reserved >= max
  if (isFull && used < max) return { words: say(req, 'board.slot.fullPlanned', { max }) }
  if (isFull) return { words: say(req, 'board.slot.fullHelp', { max }) }
  const create = say(req, counts === 'items' ? 'board.slot.more' : 'board.createEvent')
  if (new Date(endsAt) > now) return { action: used + reserved > 0 ? create : say(req, createKey[counts]) }
  if (used >= owed) return {}
  if (counts === 'events')
    return { words: say(req, 'board.slot.pastEvents'), action: say(req, createKey.events) }
  if (lineClosesOn && lineClosesOn < calendarDateIn({ instant: new Date(Date.parse(endsAt) - 1), timeZone }))
    return { words: say(req, 'board.slot.lineClosed', { date: readableDate(lineClosesOn) }) }
  return recordsPastDates(channel ?? '')
    ? { words: say(req, 'board.slot.pastRecord'), action: say(req, 'board.slot.record') }
    : { words: say(req, 'board.slot.pastPortal') }
}

const createKey = { items: 'board.create', events: 'board.createEvent' } as const

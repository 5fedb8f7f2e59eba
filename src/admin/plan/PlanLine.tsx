import type { PayloadRequest } from 'payload'
import { say } from '../../i18n/index.ts'
import { type PlanFigures, standOf } from './figures.ts'
import type { Proved } from './proved.ts'
import type { PlanFacts } from './readPlan.ts'

/** Where a figure leads; undefined where there is nowhere to go, as for a leader without an account. */
export type FigureLinks = Partial<Record<'met' | 'due' | 'overdue' | 'proved', string>>

/** The plan in one line: where it stands in time, what is met, due, overdue and proved. */
export const PlanLine = ({
  req,
  plan,
  figures,
  proved: { ran, proved },
  now,
  links = {},
}: {
  req: PayloadRequest
  plan: PlanFacts
  figures: PlanFigures
  proved: Proved
  now: Date
  links?: FigureLinks
}) => {
  const { week, weeks, daysLeft, isAhead, isOver } = standOf({ plan, now })
  const { owed, met, due, overdue } = figures
  const stand = isAhead
    ? say(req, 'board.plan.ahead')
    : isOver
      ? say(req, 'board.plan.over')
      : [
          say(req, 'board.plan.week', { week, weeks }),
          say(req, 'board.plan.daysLeft', { days: daysLeft }),
        ].join(' · ')
  const shown = [
    { name: 'met', figure: String(met), words: say(req, 'board.plan.met', { owed }) },
    { name: 'due', figure: String(due), words: say(req, 'board.plan.due') },
    { name: 'overdue', figure: String(overdue), words: say(req, 'board.plan.overdue') },
    {
      name: 'proved',
      figure: ran > 0 ? `${Math.floor((proved / ran) * 100)}%` : '–',
      words: say(req, 'board.plan.proved'),
    },
  ] as const
  return (
    <section aria-label={say(req, 'board.plan.heading')} className="loa-card loa-plan">
      <div className="loa-plan__about">
        <p>
          <strong>{plan.title}</strong> <span className="loa-plan__stand">{stand}</span>
        </p>
        <div
          aria-label={say(req, 'board.plan.bar', { owed, met, due, overdue })}
          className="loa-plan__bar"
          role="img"
        >
          {(['met', 'due', 'overdue'] as const).map((name) => (
            <span
              className={`loa-plan__part loa-plan__part--${name}`}
              key={name}
              style={{ width: `${owed > 0 ? (figures[name] / owed) * 100 : 0}%` }}
            />
          ))}
        </div>
      </div>
      <ul className="loa-plan__figures">
        {shown.map(({ name, figure, words }) => {
          const inside = (
            <>
              <strong>{figure}</strong> <span>{words}</span>
            </>
          )
          return (
            <li className={`loa-plan__figure loa-plan__figure--${name}`} key={name}>
              {links[name] ? <a href={links[name]}>{inside}</a> : <span>{inside}</span>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

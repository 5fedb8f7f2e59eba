import type { PayloadRequest } from 'payload'
import { Legend } from '../admin/board/Legend.tsx'
import { Tables } from '../admin/board/Tables.tsx'
import { tablesOf } from '../admin/board/tables.ts'
import { figuresOf } from '../admin/plan/figures.ts'
import { PlanLine } from '../admin/plan/PlanLine.tsx'
import type { Proved } from '../admin/plan/proved.ts'
import type { PlanState } from '../admin/plan/readPlan.ts'
import { readableMoment } from '../admin/readableMoment.ts'
import { languageOf, say } from '../i18n/index.ts'
import { calendarDateIn } from '../quota/calendar.ts'
import type { ProgressRow } from '../quota/index.ts'
import { readableDate } from '../readableDate.ts'
import type { LeaderLink } from './findLink.ts'
import type { Results } from './readResults.ts'

/** Board and results for somebody without an account: nothing to click but the other language. */
export const LeaderPage = ({
  req,
  link: { organizationName, expiresAt },
  isWhole,
  state,
  rows,
  proved,
  results,
}: {
  req: PayloadRequest
  link: LeaderLink
  /** Whether nothing is left out. */
  isWhole: boolean
  state: PlanState
  rows: ProgressRow[]
  proved: Proved
  results: Results
}) => {
  const { plan, now } = state
  const { timeZone } = plan
  const language = languageOf(req)
  const time = readableMoment({ instant: now.toISOString(), timeZone, language })
  const date = readableDate(calendarDateIn({ instant: new Date(expiresAt), timeZone }))
  return (
    <main className="loa-screen loa-print">
      <header className="loa-head">
        <h1 className="loa-head__title">{say(req, 'leader.title')}</h1>
        <p className="loa-head__about">
          {isWhole ? null : `${say(req, 'leader.scope', { organization: organizationName })} · `}
          {say(req, 'board.updated', { time })}
        </p>
        <div className="loa-head__actions">
          <a className="loa-link" href={`?lang=${language === 'en' ? 'vi' : 'en'}`}>
            {say(req, 'leader.language')}
          </a>
        </div>
      </header>
      <PlanLine figures={figuresOf(rows)} now={now} plan={plan} proved={proved} req={req} />
      <h2>{say(req, 'leader.board')}</h2>
      <Tables linkOf={() => null} req={req} tables={tablesOf({ state, rows })} timeZone={timeZone} />
      <Legend req={req} />
      <h2>{say(req, 'leader.report')}</h2>
      <ResultsTable req={req} results={results} />
      <h2>{say(req, 'leader.ran')}</h2>
      {results.items.length === 0 ? <p>{say(req, 'leader.ranNone')}</p> : null}
      <ul>
        {results.items.map(({ key, title, outlet, ranAt }) => (
          <li key={key}>
            {title} ·{' '}
            <span className="loa-card__text">
              {[outlet, readableMoment({ instant: ranAt, timeZone, language, now })]
                .filter(Boolean)
                .join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      <footer className="loa-card__text">{say(req, 'leader.readOnly', { date })}</footer>
    </main>
  )
}

const COLUMNS = ['planned', 'done', 'overdue', 'over'] as const

const ResultsTable = ({ req, results: { quotas, totals } }: { req: PayloadRequest; results: Results }) => (
  <section className="loa-results">
    <table>
      <caption className="loa-hidden">{say(req, 'leader.report')}</caption>
      <thead>
        <tr>
          <th scope="col">{say(req, 'leader.quota')}</th>
          {COLUMNS.map((name) => (
            <th key={name} scope="col">
              {say(req, `leader.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {quotas.map(({ code, title, sums }) => (
          <tr key={code}>
            <th scope="row">{title}</th>
            {COLUMNS.map((name) => (
              <td key={name}>{sums[name]}</td>
            ))}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{say(req, 'leader.sum')}</th>
          {COLUMNS.map((name) => (
            <td key={name}>{totals[name]}</td>
          ))}
        </tr>
      </tfoot>
    </table>
  </section>
)

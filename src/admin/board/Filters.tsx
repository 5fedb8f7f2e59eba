import type { PayloadRequest } from 'payload'
import { CHANNELS } from '../../channels/index.ts'
import { say } from '../../i18n/index.ts'
import { periodsIn } from '../../quota/calendar.ts'
import type { PlanState } from '../plan/readPlan.ts'
import type { BoardQuery } from './query.ts'

const STATES = ['due', 'overdue', 'met', 'open', 'full', 'over'] as const

/** A form that leads to the board as it is asked for: the address says it all, and can be sent to somebody. */
export const Filters = ({
  req,
  base,
  query,
  state: { plan, names, rules },
}: {
  req: PayloadRequest
  base: string
  query: BoardQuery
  state: Pick<PlanState, 'plan' | 'names' | 'rules'>
}) => {
  const channels = CHANNELS.filter((one) => rules.some(({ channel }) => channel === one))
  const quarters = periodsIn({ period: 'quarter', window: { from: plan.startsOn, to: plan.endsOn } })
  const named = (list: { code: string; name: string }[]) =>
    list.map(({ code, name }) => [code, name] as const)
  const { outlets, tasks, organizations } = names
  const owners = new Set(outlets.map(({ organization }) => organization))
  const above = new Set(organizations.map(({ parent }) => parent))
  const asked = organizations.filter(({ code }) => owners.has(code) || above.has(code))
  const isAsked = Object.entries(query).some(([name, value]) => value && name !== 'plan' && name !== 'slot')
  return (
    <details className="loa-filter-box" open={isAsked}>
      <summary className="loa-link">{say(req, 'board.filters')}</summary>
      <form action={base} className="loa-filters loa-fields" method="get">
        {query.plan ? <input name="plan" type="hidden" value={query.plan} /> : null}
        {query.quota ? <input name="quota" type="hidden" value={query.quota} /> : null}
        <Choice any="anyOrganization" name="organization" options={named(asked)} query={query} req={req} />
        <Choice
          any="anyOutlet"
          name="outlet"
          options={named(outlets.filter(({ channel }) => channels.some((one) => one === channel)))}
          query={query}
          req={req}
        />
        <Choice
          any="anyTask"
          name="task"
          options={tasks.map(({ code, name }) => [code, `${code} ${name}`] as const)}
          query={query}
          req={req}
        />
        <Choice
          any="anyChannel"
          name="channel"
          options={channels.map((one) => [one, say(req, `quotas.channelOptions.${one}`)] as const)}
          query={query}
          req={req}
        />
        <Choice
          any="around"
          name="span"
          options={[
            ['all', say(req, 'board.all')],
            ...quarters.map(({ key }) => {
              const [year = '', part = ''] = key.split('-Q')
              return [key, say(req, 'period.quarter', { number: part, year })] as const
            }),
          ]}
          query={query}
          req={req}
        />
        <Choice
          any="anyState"
          name="state"
          options={STATES.map((one) => [one, say(req, `board.looks.${one}`)] as const)}
          query={query}
          req={req}
        />
        <div className="loa-filters__do">
          <button className="loa-button loa-button--primary" type="submit">
            {say(req, 'board.filter.apply')}
          </button>
          <a className="loa-button" href={query.plan ? `${base}?plan=${query.plan}` : base}>
            {say(req, 'board.filter.clear')}
          </a>
        </div>
      </form>
    </details>
  )
}

const Choice = ({
  req,
  name,
  any,
  options,
  query,
}: {
  req: PayloadRequest
  name: 'organization' | 'outlet' | 'task' | 'channel' | 'span' | 'state'
  any: string
  options: (readonly [string, string])[]
  query: BoardQuery
}) => (
  <label>
    {say(req, `board.filter.${name}`)}
    <select defaultValue={query[name] ?? ''} name={name}>
      <option value="">{say(req, `board.filter.${any}`)}</option>
      {options.map(([value, label]) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </select>
  </label>
)

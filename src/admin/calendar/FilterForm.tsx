import type { PayloadRequest } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { STAGES } from '../../approval/stages.ts'
import { say } from '../../i18n/index.ts'
import type { Say } from '../useWords.ts'
import { calendarAddress } from './addresses.ts'
import { FILTERS, type FilterName } from './filters.ts'
import type { CalendarQuestion } from './readCalendar.ts'

/** Filters as a form that ends in an address. */
export const FilterForm = ({
  req,
  question: { codes, names, period },
}: {
  req: PayloadRequest
  question: CalendarQuestion
}) => {
  const { admin } = req.payload.config.routes
  const words: Say = (key, values) => say(req, key, values)
  const { view, key } = period
  const isOn = Object.keys(codes).length > 0
  const optionsOf = (name: FilterName) => {
    if (name === 'stage')
      return STAGES.map((stage) => ({ value: stage, label: words(`workflow.stageOptions.${stage}`) }))
    const isNumbered = name === 'task' || name === 'line'
    return names[name].map((one) => ({
      value: one.code,
      label: isNumbered ? `${one.code} · ${one.name}` : one.name,
    }))
  }
  return (
    <details className="loa-calendar-filter">
      <summary className="loa-button">
        {words('calendar.filter')}
        {isOn ? <span className="loa-calendar-filter__on">{words('calendar.filterOn')}</span> : null}
      </summary>
      <form
        action={formatAdminURL({ adminRoute: admin, path: '/calendar' })}
        aria-label={words('calendar.filters')}
        className="loa-calendar-filter__form"
        method="get"
      >
        <input name={view} type="hidden" value={key} />
        {FILTERS.map((name) => (
          <label className="loa-calendar-filter__field loa-fields" key={name}>
            {words(`calendar.${name}`)}
            <select defaultValue={codes[name] ?? ''} name={name}>
              <option value="">{words('calendar.all')}</option>
              {optionsOf(name).map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        ))}
        <div className="loa-calendar-filter__buttons">
          <button className="loa-button loa-button--primary" type="submit">
            {words('calendar.apply')}
          </button>
          {isOn ? (
            <a className="loa-button" href={calendarAddress({ adminRoute: admin, view, key })}>
              {words('calendar.clear')}
            </a>
          ) : null}
        </div>
      </form>
    </details>
  )
}

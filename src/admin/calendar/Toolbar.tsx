import type { PayloadRequest } from 'payload'
import { say } from '../../i18n/index.ts'
import type { Say } from '../useWords.ts'
import { calendarAddress, icsAddress, TODAY } from './addresses.ts'
import { FilterForm } from './FilterForm.tsx'
import { PeriodLink } from './PeriodLink.tsx'
import { periodOf } from './period.ts'
import type { CalendarQuestion } from './readCalendar.ts'

/** Before and after, month or week, the filters, and the file. */
export const Toolbar = ({ req, question }: { req: PayloadRequest; question: CalendarQuestion }) => {
  const { admin, api } = req.payload.config.routes
  const { codes, period } = question
  const { view, key, previous, next, other } = period
  const words: Say = (wanted, values) => say(req, wanted, values)
  const at = (asked: { view: 'month' | 'week'; key?: string }) =>
    calendarAddress({ adminRoute: admin, codes, ...asked })
  const isMonth = view === 'month'
  return (
    <>
      <PeriodLink
        href={at({ view, key: previous })}
        label={words(isMonth ? 'calendar.previousMonth' : 'calendar.previousWeek')}
      >
        ‹
      </PeriodLink>
      <PeriodLink href={`${at(isMonth ? { view } : { view, key: weekOfToday(question) })}#${TODAY}`}>
        {words('calendar.today')}
      </PeriodLink>
      <PeriodLink
        href={at({ view, key: next })}
        label={words(isMonth ? 'calendar.nextMonth' : 'calendar.nextWeek')}
      >
        ›
      </PeriodLink>
      <fieldset className="loa-calendar-views">
        <legend className="loa-hidden">{words('calendar.views')}</legend>
        <PeriodLink href={at({ view: 'month', key: isMonth ? key : other })} isCurrent={isMonth}>
          {words('calendar.month')}
        </PeriodLink>
        <PeriodLink href={at({ view: 'week', key: isMonth ? other : key })} isCurrent={!isMonth}>
          {words('calendar.week')}
        </PeriodLink>
      </fieldset>
      <FilterForm question={question} req={req} />
      <a className="loa-button" download href={icsAddress({ apiRoute: api, view, key, codes })}>
        {words('calendar.download')}
      </a>
    </>
  )
}

const weekOfToday = ({ today }: CalendarQuestion) => periodOf({ today })?.other

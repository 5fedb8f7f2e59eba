import type { PayloadRequest } from 'payload'
import { languageOf, say } from '../../i18n/index.ts'
import { ScreenHead } from '../frame/ScreenHead.tsx'
import type { Say } from '../useWords.ts'
import { calendarAddress } from './addresses.ts'
import { Calendar } from './Calendar.tsx'
import { daysOf } from './days.ts'
import { eventEntry, readCalendar, understand } from './readCalendar.ts'
import { MOST_ITEMS } from './readItems.ts'
import { Toolbar } from './Toolbar.tsx'
import { calendarPeriodInWords } from './words.ts'

/** The calendar that the address asks for, or what is wrong with the address. */
export const Contents = async ({ req, query }: { req: PayloadRequest; query: Record<string, unknown> }) => {
  const now = new Date()
  const { admin } = req.payload.config.routes
  const words: Say = (key, values) => say(req, key, values)
  const question = await understand({ req, query, now })
  if ('invalid' in question) {
    return (
      <>
        <ScreenHead title={words('screens.calendar')} />
        <section className="loa-card" role="alert">
          <p>{words('calendar.badParameter', { path: question.invalid })}</p>
          <a className="loa-link" href={calendarAddress({ adminRoute: admin, view: 'month' })}>
            {words('calendar.backToCalendar')}
          </a>
        </section>
      </>
    )
  }
  const { period, timeZone, today, codes } = question
  const { items, events, slots, undated } = await readCalendar({ req, question, now })
  const entries = [...events.map((event) => eventEntry({ event, timeZone })), ...items, ...slots]
  return (
    <>
      <ScreenHead about={calendarPeriodInWords({ period, say: words })} title={words('screens.calendar')}>
        <Toolbar question={question} req={req} />
      </ScreenHead>
      {items.length === MOST_ITEMS ? <p>{words('calendar.tooMany', { count: MOST_ITEMS })}</p> : null}
      <Calendar
        codes={codes}
        days={daysOf({ period, entries })}
        // words in another language are other words: nothing of the old ones stays
        key={`${period.key} ${languageOf(req)}`}
        period={period}
        timeZone={timeZone}
        today={today}
        undated={undated}
      />
    </>
  )
}

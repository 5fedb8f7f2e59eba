import type { AdminViewServerProps } from 'payload'
import { say } from '../../i18n/index.ts'
import { Screen } from '../frame/Screen.tsx'
import { Contents } from './Contents.tsx'
import './calendar.css'

/** `/admin/calendar`: what runs when, what is planned, and what is still missing, a month or a week at a time. */
export const CalendarView = (view: AdminViewServerProps) => (
  <Screen path="/calendar" title={say(view.initPageResult.req, 'screens.calendar')} view={view}>
    <Contents query={view.searchParams ?? {}} req={view.initPageResult.req} />
  </Screen>
)

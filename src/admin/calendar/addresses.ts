import { formatAdminURL } from 'payload/shared'
import type { FilterCodes } from './filters.ts'
import type { CalendarPeriod } from './period.ts'

/** The place of today in a calendar. */
export const TODAY = 'loa-today'

type Asked = { view: CalendarPeriod['view']; key?: string; codes?: FilterCodes }

/** Address of a month or week with filters; without a key, of the present one. */
export const calendarAddress = ({ adminRoute, ...asked }: Asked & { adminRoute: string }): string =>
  `${formatAdminURL({ adminRoute, path: '/calendar' })}${queryOf(asked)}`

/** Address of the same as a file for calendar programs. */
export const icsAddress = ({ apiRoute, ...asked }: Asked & { apiRoute: string }): string =>
  `${apiRoute}/calendar.ics${queryOf(asked)}`

const queryOf = ({ view, key, codes = {} }: Asked): string => {
  const query = new URLSearchParams({ ...(key ? { [view]: key } : {}), ...codes }).toString()
  return query && `?${query}`
}

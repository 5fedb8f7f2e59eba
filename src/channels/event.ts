// Events (plan, II.2.6): items are about them; they themselves stand in the calendar.
import type { Channel } from './interface.ts'

export const event: Channel = {
  code: 'event',
  recordsPastDates: true,
  renditions: [],
}

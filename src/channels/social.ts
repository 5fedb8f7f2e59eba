// Official accounts on social platforms (plan, II.2.4).
import type { Channel } from './interface.ts'

export const social: Channel = {
  code: 'social',
  recordsPastDates: true,
  renditions: ['square', 'story', 'wide'],
}

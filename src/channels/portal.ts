// Web portals (plan, II.2.3): they read the item itself by the delivery API.
import type { Channel } from './interface.ts'

export const portal: Channel = {
  code: 'portal',
  recordsPastDates: false,
  renditions: ['card', 'full'],
}

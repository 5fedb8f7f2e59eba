// Leaflets, folders and books (plan, II.2.5).
import type { Channel } from './interface.ts'

export const publication: Channel = {
  code: 'publication',
  recordsPastDates: true,
  renditions: ['print'],
}

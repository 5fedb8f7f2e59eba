// Information for the press (plan, II.2.7).
import type { Channel } from './interface.ts'
import { readyKit } from './readyKit.ts'

export const pressInformation: Channel = {
  code: 'press-information',
  recordsPastDates: true,
  renditions: ['print'],
  filesOf: readyKit.filesOf,
  kit: readyKit.kit,
}

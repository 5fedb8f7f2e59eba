// Newspapers, television, radio and newsletters (plan, II.2.1): they take text and pictures in print size.
import type { Channel } from './interface.ts'

export const press: Channel = {
  code: 'press',
  recordsPastDates: true,
  renditions: ['print'],
}

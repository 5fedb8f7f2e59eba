// Newspapers, television, radio and newsletters (plan, II.2.1): text and pictures in print size, and whom to ask.

import type { Field } from 'payload'
import { labelled } from '../i18n/index.ts'
import type { Channel } from './interface.ts'
import { readyKit } from './readyKit.ts'

const itemFields: Field[] = [{ name: 'contact', type: 'textarea', maxLength: 500, admin: { rows: 2 } }]

export const press: Channel = {
  code: 'press',
  recordsPastDates: true,
  renditions: ['print'],
  variant: { group: 'press', fields: labelled('press', itemFields) },
  filesOf: readyKit.filesOf,
  kit: readyKit.kit,
}

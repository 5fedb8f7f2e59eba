// Where a subscriber is pushed to. Beside its keys, because it is as much of its identity.
import type { Field, PayloadRequest } from 'payload'
import { fieldRightsFor } from '../../access/rights.ts'
import { say } from '../../i18n/index.ts'
import type { SanitizedDeliveryOptions } from '../options.ts'
import { checkTarget, TargetRefused } from './targetGuard.ts'

export const pushFields = ({ actorOf, push }: SanitizedDeliveryOptions): Field[] => {
  const { adminWrites, nobodyWrites } = fieldRightsFor(actorOf)
  const closed = { read: nobodyWrites, create: nobodyWrites, update: nobodyWrites }
  const kept = { read: adminWrites, create: adminWrites, update: adminWrites }
  return [
    {
      name: 'pushUrl',
      type: 'text',
      maxLength: 2000,
      access: kept,
      validate: (value: unknown, { req }: { req: PayloadRequest }) => {
        if (value === undefined || value === null || value === '') return true
        try {
          checkTarget(String(value), push)
          return String(value).length <= 2000 || say(req, 'errors.badPushUrl')
        } catch (error) {
          if (error instanceof TargetRefused) return say(req, 'errors.badPushUrl')
          throw error
        }
      },
      // an empty field of a form is no address
      hooks: { beforeValidate: [({ value }) => (value === '' ? null : value)] },
    },
    { name: 'pushSecret', type: 'text', hidden: true, access: closed },
    // signs as well until then, so that a receiver can change over in its own time
    { name: 'pushOldSecret', type: 'text', hidden: true, access: closed },
    {
      name: 'pushOldSecretUntil',
      type: 'date',
      admin: {
        readOnly: true,
        date: { pickerAppearance: 'dayAndTime' },
        condition: (data) => Boolean(data?.pushOldSecretUntil),
      },
      access: { ...closed, read: adminWrites },
    },
    { name: 'pushState', type: 'select', options: ['on', 'disabled'], defaultValue: 'on', access: kept },
    {
      name: 'pushReason',
      type: 'select',
      options: ['gone'],
      admin: { readOnly: true, condition: (data) => data?.pushState === 'disabled' },
      access: { ...kept, create: nobodyWrites, update: nobodyWrites },
      // a reason belongs to what is off
      hooks: { beforeChange: [({ value, siblingData }) => (siblingData.pushState === 'on' ? null : value)] },
    },
  ]
}

// How much a subscriber may ask: the field, and what counts where nothing is said.
import type { Field, FieldAccess, NumberFieldValidation } from 'payload'
import { number } from 'payload/shared'

/** Requests a minute for each key where neither the subscriber nor the server says otherwise. */
export const USUAL_PER_MINUTE = 600

/** Requests a minute for each of a subscriber's keys; empty: the usual; 0: without limit. */
export const requestsPerMinute = ({ adminWrites }: { adminWrites: FieldAccess }): Field => ({
  name: 'requestsPerMinute',
  type: 'number',
  min: 0,
  max: 1_000_000,
  access: { create: adminWrites, update: adminWrites },
  // Payload makes NaN of a text that is no number, and lets it pass
  validate: ((value, args) =>
    Number.isNaN(value)
      ? args.req.t('validation:enterNumber')
      : number(value, args)) satisfies NumberFieldValidation,
})

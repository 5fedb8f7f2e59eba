import type { CollectionConfig } from 'payload'
import { requireKnownTimeZone } from '../hooks/requireKnownTimeZone.ts'
import { requireOrderedDates } from '../hooks/requireOrderedDates.ts'
import { access } from '../src/access/table.ts'
import { collectionLabels, labelled, words } from '../src/i18n/index.ts'
import { calendarDate, code, gloss } from '../src/planFields.ts'
import { planFileEndpoints } from '../src/planFiles/endpoints.ts'

/** A communication plan: its window, its time zone, and who issued it. */
export const plans: CollectionConfig = {
  slug: 'plans',
  labels: collectionLabels('plans'),
  access: access.planDocuments,
  admin: {
    group: words('groups.plan'),
    useAsTitle: 'title',
    defaultColumns: ['code', 'title', 'startsOn', 'endsOn'],
    listSearchableFields: ['code', 'title', 'number'],
  },
  defaultSort: '-startsOn',
  endpoints: planFileEndpoints,
  fields: labelled('plans', [
    code(),
    { name: 'title', type: 'text', required: true, maxLength: 300 },
    gloss(),
    { name: 'number', type: 'text', maxLength: 60 },
    { name: 'description', type: 'textarea', maxLength: 5000 },
    {
      type: 'row',
      fields: [calendarDate('startsOn', { required: true }), calendarDate('endsOn', { required: true })],
    },
    { name: 'timeZone', type: 'text', required: true, defaultValue: 'Asia/Ho_Chi_Minh' },
    { name: 'organization', type: 'relationship', relationTo: 'organizations', required: true },
  ]),
  hooks: { beforeValidate: [requireKnownTimeZone, requireOrderedDates({ from: 'startsOn', to: 'endsOn' })] },
}

// The events that were held, whether a rule counts them or not.
import type { Block } from '../model.ts'
import type { NumberedPart } from './part.ts'

export const eventsHeld = ({ report, wording, numbered }: NumberedPart): Block[] => {
  const { words, day, name, none } = wording
  const counted = report.events.map(({ quota, ...one }) => ({ ...one, quota: quota as string | null }))
  const others = report.uncounted.events.map((one) => ({ ...one, quota: null }))
  const events = [...counted, ...others].sort((a, b) => a.ranAt.localeCompare(b.ranAt))
  if (events.length === 0) return [{ kind: 'paragraph', text: words('eventsNone') }]
  return [
    numbered.table({
      title: words('eventsHeld'),
      columns: [
        { title: words('columns.order'), width: 6, isNumber: true },
        { title: words('columns.date'), width: 14 },
        { title: words('columns.event'), width: 38 },
        { title: words('columns.organization'), width: 22 },
        { title: words('columns.place'), width: 14 },
        { title: words('columns.counted'), width: 12 },
      ],
      rows: events.map(({ ranAt, title, organization, place, quota }, at) => [
        String(at + 1),
        day(ranAt),
        title,
        name('organization', organization),
        place || none,
        quota ?? words('notCounted'),
      ]),
      totals: [],
    }),
  ]
}

// The annex: every item that ran, with its address.
import { placementsIn } from '../lists.ts'
import type { Block } from '../model.ts'
import type { Part } from './part.ts'

export const itemList = ({ report, wording }: Part): Block[] => {
  const { words, day, name } = wording
  const placements = placementsIn(report)
  if (placements.length === 0) return [{ kind: 'paragraph', text: words('itemsNone') }]
  return [
    {
      kind: 'table',
      title: '',
      columns: [
        { title: words('columns.order'), width: 7, isNumber: true },
        { title: words('columns.ranAt'), width: 13 },
        { title: words('columns.title'), width: 33 },
        { title: words('columns.outlet'), width: 17 },
        { title: words('columns.counted'), width: 10 },
        { title: words('columns.address'), width: 26 },
      ],
      rows: placements.map(({ ranAt, title, outlet, quotas, proof }, at) => [
        String(at + 1),
        day(ranAt),
        title,
        name('outlet', outlet),
        quotas.length > 0 ? quotas.join(', ') : words('notCounted'),
        proof ? (proof.url ?? words('proofWithoutAddress')) : words('noProof'),
      ]),
      totals: [],
    },
  ]
}

// Leaflets, folders and books (plan, II.2.5): the file for the printer, how it is printed, and who gets how many.
import type { Field } from 'payload'
import { idOf } from '../access/roles.ts'
import { invalid } from '../errors/index.ts'
import { labelled, say } from '../i18n/index.ts'
import { copiesIn, isDistribution } from './distribution.ts'
import type { Channel, OnChannel } from './interface.ts'

const itemFields: Field[] = [
  {
    name: 'printFile',
    type: 'upload',
    relationTo: 'media',
    filterOptions: { mimeType: { equals: 'application/pdf' } },
  },
  {
    type: 'row',
    fields: [
      { name: 'format', type: 'select', options: ['a3', 'a4', 'a5', 'dl', 'book'], admin: { width: '33%' } },
      { name: 'pages', type: 'number', min: 1, max: 2000, admin: { width: '33%' } },
      { name: 'printRun', type: 'number', min: 1, max: 10_000_000, admin: { width: '33%' } },
    ],
  },
  {
    name: 'distribution',
    type: 'textarea',
    maxLength: 10_000,
    validate: (value: unknown, { req }: { req: OnChannel['req'] }) =>
      isDistribution(value) || invalid({ req, path: 'distribution', reason: 'distributionLine' }).message,
  },
]

export const publication: Channel = {
  code: 'publication',
  recordsPastDates: true,
  renditions: ['print'],
  variant: { group: 'publication', fields: labelled('publication', itemFields) },
  filesOf: ({ own }) => [own.printFile].flatMap((one) => idOf(one) ?? []),
  reasonsWhyNot: ({ req, own, doc }) => {
    // an article may run in a leaflet of others; what is printed itself the printer must be able to begin with
    if (doc.kind === 'print' && !own.printFile && !own.format)
      return [invalid({ req, path: 'publication.printFile', reason: 'printRequired' })]
    const copies = copiesIn(own.distribution).reduce((sum, one) => sum + one.copies, 0)
    return own.printRun && copies > Number(own.printRun)
      ? [
          invalid({
            req,
            path: 'publication.distribution',
            reason: 'tooManyCopies',
            values: { copies, most: Number(own.printRun) },
          }),
        ]
      : []
  },
  kit: ({ req, doc, own, files }) => {
    const file = files.get(idOf(own.printFile) ?? '')
    const list = copiesIn(own.distribution)
    const facts: [string, unknown][] = [
      ['format', own.format && say(req, `publication.formatOptions.${own.format}`)],
      ['pages', own.pages],
      ['printRun', own.printRun],
    ]
    const text = [
      String(doc.title),
      facts
        .flatMap(([name, value]) => (value ? [`${say(req, `publication.${name}`)}: ${value}`] : []))
        .join('\n'),
      list.length > 0
        ? [
            `${say(req, 'publication.distribution')}:`,
            ...list.map(({ unit, copies }) => `${unit}\t${copies}`),
          ].join('\n')
        : '',
    ]
    return { text: text.filter(Boolean).join('\n\n'), files: file ? [file.filename] : [] }
  },
}

// Part I: of what the report is, and when it was counted.
import type { Block } from '../model.ts'
import type { Part } from './part.ts'

export const situation = ({ report, wording }: Part): Block[] => {
  const { words, name, channel } = wording
  const scope = [
    report.organization && words('ofOrganization', { name: name('organization', report.organization) }),
    report.channel && words('ofChannel', { name: channel(report.channel) }),
    report.task && words('ofTask', { name: name('task', report.task) }),
  ].filter((one) => one !== null && one !== '')
  return [
    { kind: 'heading', level: 1, text: words('situation') },
    { kind: 'paragraph', text: words('situationDraft'), role: 'draft' },
    ...(scope.length > 0
      ? [{ kind: 'paragraph' as const, text: words('scope', { scope: scope.join('; ') }) }]
      : []),
    { kind: 'paragraph', text: words('counted', { at: wording.moment(report.at) }) },
  ]
}

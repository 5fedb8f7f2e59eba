// How Loa's items are approved: which rules of the house a transition meets besides the plugin's own.
import { askDepartment } from '../hooks/askDepartment.ts'
import { foreseeQuota } from '../hooks/foreseeQuota.ts'
import { requireAltText } from '../hooks/requireAltText.ts'
import { requireChangeNote } from '../hooks/requireChangeNote.ts'
import { requireCitation } from '../hooks/requireCitation.ts'
import { requireCompleteItem } from '../hooks/requireCompleteItem.ts'
import { requireFitForChannels } from '../hooks/requireFitForChannels.ts'
import { requireOpenLine } from '../hooks/requireOpenLine.ts'
import { requireOpenOutlets } from '../hooks/requireOpenOutlets.ts'
import { access } from './access/table.ts'
import type { ApprovalOptions, Condition } from './approval/index.ts'
import { wholeAddress } from './delivery/limits/callerAddress.ts'
import { callerOf } from './http/callerOf.ts'

const written: Condition[] = [
  requireCompleteItem,
  requireFitForChannels,
  requireAltText,
  requireCitation,
  requireChangeNote,
  requireOpenLine,
]

export const approvalOptions: ApprovalOptions = {
  furtherApprovers: askDepartment,
  addressOf: (req) => wholeAddress(callerOf(req)),
  conditions: {
    submit: written,
    approve: [...written, requireOpenOutlets],
    publish: [...written, requireOpenOutlets],
    force: [...written, requireOpenOutlets],
  },
  foreseen: { approve: [foreseeQuota], publish: [foreseeQuota], force: [foreseeQuota] },
  access: { auditLog: access.audit, comments: access.comments },
}

// How Loa's items are approved: which rules of the house a transition meets besides the plugin's own.
import { askDepartment } from '../hooks/askDepartment.ts'
import { requireCompleteItem } from '../hooks/requireCompleteItem.ts'
import { requireOpenLine } from '../hooks/requireOpenLine.ts'
import { requireOpenOutlets } from '../hooks/requireOpenOutlets.ts'
import type { ApprovalOptions } from './approval/index.ts'

export const approvalOptions: ApprovalOptions = {
  furtherApprovers: askDepartment,
  conditions: {
    submit: [requireCompleteItem, requireOpenLine],
    approve: [requireCompleteItem, requireOpenLine, requireOpenOutlets],
    publish: [requireCompleteItem, requireOpenLine, requireOpenOutlets],
    force: [requireCompleteItem, requireOpenLine, requireOpenOutlets],
  },
}

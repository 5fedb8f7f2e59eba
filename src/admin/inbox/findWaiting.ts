// The submitted items that an approver may read, and how each stands for him or her.
import type { PayloadRequest, Where } from 'payload'
import { organizationTree } from '../../access/organizations.ts'
import { idOf, type Staff } from '../../access/roles.ts'
import { contentOf } from '../../approval/revision.ts'
import type { Approval } from '../../approval/transitions/transition.ts'
import type { Standing, Waiting } from './types.ts'
import { inOrderOf, waitingFor } from './waitingFor.ts'

/** How many are shown at once; what is approved makes room for the rest. */
export const SHOWN = 50

/**
 * What waits for the approver comes first, then his or her own and what only others have to approve yet; of each, those
 * planned first come first, those without a time last.
 * @returns `more`: how many that wait for the approver are not among them
 */
export const findWaiting = async ({
  req,
  staff,
  most = SHOWN,
}: {
  req: PayloadRequest
  staff: Staff
  most?: number
}): Promise<{ items: Waiting[]; total: number; more: number }> => {
  const tree = await organizationTree(req)
  const waiting = await waitingFor({ req, staff, order: 'planned', limit: most })
  const { ids } = waiting
  const find = (where: Where, limit: number) =>
    req.payload.find({
      collection: 'items',
      where: { and: [{ stage: { equals: 'submitted' } }, where] },
      draft: true,
      sort: ['publishAt', 'updatedAt'],
      limit,
      depth: 1,
      select: {
        title: true,
        kind: true,
        priority: true,
        revision: true,
        organization: true,
        author: true,
        publishAt: true,
        publishAt_tz: true,
        outlets: true,
        submittedBy: true,
        contributors: true,
        approvals: true,
      },
      populate: {
        organizations: { name: true },
        outlets: { name: true },
        users: { name: true },
      },
      overrideAccess: false,
      req,
    })
  const first = ids.length > 0 ? (await find({ id: { in: ids } }, ids.length)).docs : []
  // a limit of 0 would be none
  const room = Math.max(1, most - ids.length)
  const rest = await find(ids.length > 0 ? { id: { not_in: ids } } : {}, room)
  const docs = [...inOrderOf({ ids, docs: first }), ...(ids.length < most ? rest.docs : [])]
  const items = docs.map((doc): Waiting => {
    const organization = idOf(doc.organization) ?? ''
    const isOurs = tree.isAtOrAbove(staff.organization, organization)
    return {
      id: doc.id,
      title: doc.title,
      kind: doc.kind,
      priority: doc.priority,
      revision: String(doc.revision ?? ''),
      organization: nameOf(doc.organization),
      author: nameOf(doc.author),
      publishAt: doc.publishAt ?? null,
      timeZone: String(doc.publishAt_tz ?? 'Asia/Ho_Chi_Minh'),
      outlets: (doc.outlets ?? []).map(nameOf),
      standing: standingOf({ doc: doc as unknown as Record<string, unknown>, staff, isOurs }),
    }
  })
  return { items, total: ids.length + rest.totalDocs, more: waiting.total - ids.length }
}

const standingOf = ({
  doc,
  staff,
  isOurs,
}: {
  doc: Record<string, unknown>
  staff: Staff
  isOurs: boolean
}): Standing => {
  const people = [idOf(doc.author), idOf(doc.submittedBy), ...listOf<string>(doc.contributors)]
  if (people.includes(staff.id)) return 'own'
  const content = contentOf(String(doc.revision ?? ''))
  const hasSaidYes = listOf<Approval>(doc.approvals).some(
    (yes) => yes.user === staff.id && yes.content === content,
  )
  if (hasSaidYes) return 'given'
  return isOurs ? 'mine' : 'consent'
}

const listOf = <One>(value: unknown): One[] => (Array.isArray(value) ? value : [])

const nameOf = (value: unknown): string =>
  value && typeof value === 'object' && 'name' in value ? String(value.name) : ''

// Which buckets of a plan a reader asks for: pure.
import type { ProgressRow } from '../../quota/index.ts'
import type { PlanNames } from './readPlan.ts'

/** Codes. An organisation stands for itself and all below it; a bucket of no outlet belongs to the whole plan. */
export type PlanFilter = {
  quota?: string
  organization?: string
  outlet?: string
  task?: string
  channel?: string
}

/** Codes of an organisation and all that stand below it. */
export const organizationsBelow = (code: string, { organizations }: PlanNames): Set<string> => {
  const found = new Set([code])
  // a set that grows while it is walked
  for (const one of found)
    for (const { code: lower, parent } of organizations) if (parent === one) found.add(lower)
  return found
}

/** Whether an organisation stands above all others, so that the whole plan is its business. */
export const guidesAll = (code: string, names: PlanNames): boolean =>
  organizationsBelow(code, names).size >= names.organizations.length

export const filterRows = ({
  rows,
  filter: { quota, organization, outlet, task, channel },
  names,
}: {
  rows: ProgressRow[]
  filter: PlanFilter
  names: PlanNames
}): ProgressRow[] => {
  const outlets = new Map(names.outlets.map((one) => [one.code, one]))
  const owners = organization ? organizationsBelow(organization, names) : null
  return rows.filter(({ place }) => {
    const at = place.outlet ? outlets.get(place.outlet) : undefined
    const owner = place.organization ?? at?.organization
    return (
      (!quota || place.quota === quota) &&
      (!outlet || place.outlet === outlet) &&
      (!task || place.task === task) &&
      (!channel || at?.channel === channel) &&
      (!owners || (owner !== undefined && owners.has(owner)))
    )
  })
}

/** The same as identifiers of outlets (null for all) and codes, for a statement. */
export const scopeOf = ({
  filter: { organization, outlet, task, channel, quota },
  names,
}: {
  filter: PlanFilter
  names: PlanNames
}) => {
  const owners = organization ? organizationsBelow(organization, names) : null
  const asked = names.outlets.filter(
    (one) =>
      (!outlet || one.code === outlet) &&
      (!channel || one.channel === channel) &&
      (!owners || owners.has(one.organization)),
  )
  return { outlets: asked.length === names.outlets.length ? null : asked.map(({ id }) => id), task, quota }
}

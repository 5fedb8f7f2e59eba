import type { PayloadRequest } from 'payload'
import { calendarDateOf } from '../../quota/calendar.ts'

export type Option = { value: string; label: string }

/** The plans, newest first, as the reader may see them. */
export const plansFor = async (req: PayloadRequest) => {
  const { docs } = await req.payload.find({
    collection: 'plans',
    sort: '-startsOn',
    limit: 200,
    depth: 0,
    overrideAccess: false,
    req,
  })
  return docs.map(({ id, code, title, startsOn, endsOn, timeZone }) => ({
    id,
    code,
    title,
    startsOn: calendarDateOf(startsOn),
    endsOn: calendarDateOf(endsOn),
    timeZone,
  }))
}

/** What the report can be narrowed to. */
export const choicesFor = async ({ req, plan }: { req: PayloadRequest; plan: string | number }) => {
  const common = { limit: 1000, depth: 0, pagination: false, overrideAccess: false, req } as const
  const { docs: organizations } = await req.payload.find({
    collection: 'organizations',
    sort: 'name',
    ...common,
  })
  const { docs: tasks } = await req.payload.find({
    collection: 'tasks',
    sort: 'code',
    where: { plan: { equals: plan } },
    ...common,
  })
  const { docs: outlets } = await req.payload.find({
    collection: 'outlets',
    select: { channel: true },
    ...common,
  })
  return {
    organizations: organizations.map(({ code, name }): Option => ({ value: code, label: name })),
    tasks: tasks.map(({ code, title }): Option => ({ value: code, label: `${code}. ${title}` })),
    channels: [...new Set(outlets.map(({ channel }) => channel))],
  }
}

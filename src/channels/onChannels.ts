// What an item is on each of its channels: settings of the outlets and the files that are shown, read in two statements.

import { sql } from '@payloadcms/db-postgres'
import { convertLexicalToPlaintext } from '@payloadcms/richtext-lexical/plaintext'
import type { PayloadRequest } from 'payload'
import { idOf } from '../access/roles.ts'
import { PLAN_TIME_ZONE } from '../database/planTimeZone.ts'
import { rowsOf } from '../database/statement.ts'
import { RENDITION_NAMES } from '../media/renditions.ts'
import { channels } from './index.ts'
import type { Channel, LibraryFile, OnChannel, Placed } from './interface.ts'
import { type Sources, sourcesOf } from './sources.ts'

type Asked = { req: PayloadRequest; doc: Record<string, unknown> }

/** Of the channels that it is placed on: those that do this. */
export const onChannels = async ({
  req,
  doc,
  does,
}: Asked & { does: 'reasonsWhyNot' | 'freeze' | 'kit' }): Promise<
  { channel: Channel; outlets: Placed[]; on: OnChannel }[]
> => {
  const outlets = await outletsOf({ req, doc })
  const concerned = channels.filter(
    (channel) => channel[does] && outlets.some((one) => one.channel === channel.code),
  )
  if (concerned.length === 0) return []
  const ownOf = ({ variant }: Channel) => (variant && (doc[variant.group] as Record<string, unknown>)) || {}
  const ids = concerned.flatMap((channel) => channel.filesOf?.({ doc, own: ownOf(channel) }) ?? [])
  const files = await filesOf({ req, ids })
  const sources = does === 'kit' ? await sourcesOf({ req, doc }) : NO_SOURCES
  const timeZone = outlets[0]?.timeZone ?? 'UTC'
  const common = { req, doc, files, sources, text: textOf(doc.body), timeZone }
  return concerned.map((channel) => ({
    channel,
    outlets: outlets
      .filter((one) => one.channel === channel.code)
      .map(({ id, code, name, groups }) => ({
        id,
        code,
        name,
        settings: (channel.settings && (groups[channel.settings.group] as Record<string, unknown>)) || {},
      })),
    on: { ...common, own: ownOf(channel) },
  }))
}

const NO_SOURCES: Sources = { citations: [], programme: null }

type Outlet = {
  id: string
  code: string
  name: string
  channel: string
  timeZone: string
  groups: Record<string, unknown>
}

const outletsOf = async ({ req, doc }: Asked): Promise<Outlet[]> => {
  const ids = (Array.isArray(doc.outlets) ? doc.outlets : []).flatMap((one) => idOf(one) ?? [])
  if (ids.length === 0) return []
  const found = await rowsOf<Omit<Outlet, 'groups'>>({
    req,
    statement: sql`
      select id::text, code, name, channel::text as channel,
             coalesce((select time_zone from plans where id = ${idOf(doc.plan) ?? null}::uuid),
                      (${sql.raw(PLAN_TIME_ZONE)})) as "timeZone"
      from outlets where id = any(${sql.param(ids)}::uuid[]) order by code`,
  })
  const settled = found.filter(({ channel }) =>
    channels.some(({ code, settings }) => settings && code === channel),
  )
  if (settled.length === 0) return found.map((one) => ({ ...one, groups: {} }))
  const { docs } = await req.payload.find({
    collection: 'outlets',
    where: { id: { in: settled.map(({ id }) => id) } },
    pagination: false,
    depth: 0,
    // whoever may move the item on is told what its outlets need
    overrideAccess: true,
    req,
  })
  const groups = new Map(docs.map((one) => [String(one.id), one as unknown as Record<string, unknown>]))
  return found.map((one) => ({ ...one, groups: groups.get(one.id) ?? {} }))
}

const filesOf = async ({
  req,
  ids,
}: {
  req: PayloadRequest
  ids: string[]
}): Promise<Map<string, LibraryFile>> => {
  if (ids.length === 0) return new Map()
  const { docs } = await req.payload.find({
    collection: 'media',
    where: { id: { in: [...new Set(ids)] } },
    pagination: false,
    depth: 0,
    overrideAccess: true,
    req,
  })
  return new Map(
    docs.map((doc) => {
      const sizes = (doc.sizes ?? {}) as Record<
        string,
        LibraryFile['renditions']['card'] & { filename?: string | null }
      >
      const made = RENDITION_NAMES.flatMap((name) => (sizes[name]?.filename ? [[name, sizes[name]]] : []))
      return [
        String(doc.id),
        {
          id: String(doc.id),
          filename: doc.filename ?? '',
          mimeType: doc.mimeType ?? '',
          filesize: doc.filesize ?? 0,
          width: doc.width ?? null,
          height: doc.height ?? null,
          seconds: doc.seconds ?? null,
          alt: doc.alt,
          credit: doc.credit ?? null,
          renditions: Object.fromEntries(made),
        },
      ]
    }),
  )
}

const textOf = (body: unknown): string =>
  body ? convertLexicalToPlaintext({ data: body as never }).trim() : ''

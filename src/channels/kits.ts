// What people pass on by hand, as a ZIP: the ready post of an account, the kit of a newspaper, the file for the printer.
import { zip } from 'fflate'
import type { Endpoint, PayloadRequest } from 'payload'
import { staffOf } from '../access/roles.ts'
import type { MediaStore } from '../delivery/mediaStore.ts'
import { environment } from '../environment.ts'
import { refuse } from '../errors/index.ts'
import { mediaStore } from '../media/storage.ts'
import type { Kit } from './interface.ts'
import { onChannels } from './onChannels.ts'

type Found = { outlet: string; name: string; channel: string; kit: Kit }

/**
 * `GET /:id/kits` lists `{ kits: [ { outlet, name, channel, text, files } ] }`, of the newest text; `GET
 * /:id/kits/:outlet` is one as a ZIP. For whoever may read the item.
 */
export const kitEndpoints: Omit<Endpoint, 'root'>[] = [
  {
    path: '/:id/kits',
    method: 'get',
    handler: async (req) => {
      const found = await kitsOf(req)
      const kits = found.map(({ kit: { text, files }, ...one }) => ({ ...one, text, files: files.length }))
      return Response.json({ kits }, { headers: PRIVATE })
    },
  },
  {
    path: '/:id/kits/:outlet',
    method: 'get',
    handler: async (req) => {
      const asked = String(req.routeParams?.outlet)
      const one = (await kitsOf(req)).find(({ outlet }) => outlet === asked)
      if (!one) throw refuse({ req, code: 'not-found' })
      return new Response(await zipOf({ kit: one.kit, store: mediaStore(environment()) }), {
        headers: {
          ...PRIVATE,
          'Content-Type': 'application/zip',
          'Content-Disposition': `attachment; filename="${asked.replaceAll(/[^\w.-]/g, '')}.zip"`,
        },
      })
    },
  },
]

const PRIVATE = { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' }

const kitsOf = async (req: PayloadRequest): Promise<Found[]> => {
  if (!staffOf(req)) throw refuse({ req, code: 'forbidden' })
  const doc = await req.payload.findByID({
    collection: 'items',
    id: String(req.routeParams?.id),
    draft: true,
    depth: 0,
    overrideAccess: false,
    req,
  })
  const found = await onChannels({
    req,
    doc: doc as unknown as Record<string, unknown>,
    does: 'kit',
  })
  return found.flatMap(({ channel, outlets, on }) =>
    channel.kit
      ? outlets.flatMap((outlet) => {
          const kit = channel.kit?.({ ...on, outlet })
          return kit ? [{ outlet: outlet.code, name: outlet.name, channel: channel.code, kit }] : []
        })
      : [],
  )
}

const zipOf = async ({ kit: { text, files, captions = [] }, store }: { kit: Kit; store: MediaStore }) => {
  const entries: Record<string, Uint8Array> = { 'noi-dung.txt': utf8(text) }
  if (captions.length > 0) entries['chu-thich.txt'] = utf8(captions.join('\n'))
  for (const name of new Set(files)) {
    const file = await store.find(name)
    if (file) entries[name] = new Uint8Array(await new Response(await file.read()).arrayBuffer())
  }
  // pictures and clips are packed already
  return new Promise<Uint8Array<ArrayBuffer>>((done, fail) =>
    zip(entries, { level: 0 }, (error, bytes) => (error ? fail(error) : done(new Uint8Array(bytes)))),
  )
}

// the mark by which old programs know UTF-8
const utf8 = (text: string) => new TextEncoder().encode(`\ufeff${text}\n`)

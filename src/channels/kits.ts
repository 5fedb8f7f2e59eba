// What people pass on by hand, as a ZIP: the ready post of an account, the kit of a newspaper, the file for the printer.
// Given out is what was approved; of any other text there is a preview, which says in its names and words that it is one.
import type { Endpoint, PayloadRequest } from 'payload'
import { staffOf } from '../access/roles.ts'
import { contentOf } from '../approval/revision.ts'
import type { MediaFile, MediaStore } from '../delivery/mediaStore.ts'
import { environment } from '../environment.ts'
import { refuse } from '../errors/index.ts'
import { say } from '../i18n/index.ts'
import { mediaStore } from '../media/storage.ts'
import type { Kit } from './interface.ts'
import { onChannels } from './onChannels.ts'
import { type ZipEntry, zipStream } from './zipStream.ts'

type Found = { outlet: string; name: string; channel: string; isPreview: boolean; kit: Kit }

/**
 * `GET /:id/kits` lists `{ kits: [ { outlet, name, channel, isPreview, text, files } ] }`: of the text that is approved or
 * live, and of the newest one where it is another. `GET /:id/kits/:outlet` is one as a ZIP, 409 `wrong-stage` where nothing
 * is approved; with `?preview=true` that of the newest text. 413 `too-large` above `MOST_BYTES`. For whoever may read the item.
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
      const found = (await kitsOf(req)).filter(({ outlet }) => outlet === asked)
      if (found.length === 0) throw refuse({ req, code: 'not-found' })
      // of a text that is approved there is no preview: it is the thing itself
      const one = req.query?.preview === 'true' ? found.at(-1) : found.find(({ isPreview }) => !isPreview)
      if (!one) throw refuse({ req, code: 'wrong-stage', reason: 'kitNotApproved' })
      const { kit, isPreview } = one
      const name = `${isPreview ? PREVIEW : ''}${asked.replaceAll(/[^\w.-]/g, '')}.zip`
      return new Response(await zipOf({ req, kit, isPreview, store: mediaStore(environment()) }), {
        headers: {
          ...PRIVATE,
          'Content-Type': 'application/zip',
          'Content-Disposition': `attachment; filename="${name}"`,
        },
      })
    },
  },
]

const PRIVATE = { 'Cache-Control': 'private, no-store', 'X-Content-Type-Options': 'nosniff' }

/** Before the name of a preview and of every file in it, which go their own ways once they are unpacked. */
const PREVIEW = 'xem-truoc-'

/** A ZIP without its 64-bit extension, which not every program reads, ends at 4 GiB. */
const MOST_BYTES = 4_000_000_000

type Doc = Record<string, unknown>

const kitsOf = async (req: PayloadRequest): Promise<Found[]> => {
  if (!staffOf(req)) throw refuse({ req, code: 'forbidden' })
  const all: Found[] = []
  for (const { doc, isPreview } of await textsOf(req))
    for (const { channel, outlets, on } of await onChannels({ req, doc, does: 'kit' }))
      for (const outlet of outlets) {
        const kit = channel.kit?.({ ...on, outlet })
        if (!kit) continue
        const marked = isPreview ? { ...kit, text: `${markOf({ req, doc })}\n\n${kit.text}` } : kit
        all.push({ outlet: outlet.code, name: outlet.name, channel: channel.code, isPreview, kit: marked })
      }
  return all
}

/** What may be given out, and the newest text where it may not. */
const textsOf = async (req: PayloadRequest): Promise<{ doc: Doc; isPreview: boolean }[]> => {
  const read = async (draft: boolean) =>
    (await req.payload.findByID({
      collection: 'items',
      id: String(req.routeParams?.id),
      draft,
      depth: 0,
      overrideAccess: false,
      req,
    })) as unknown as Doc
  const newest = await read(true)
  if (isReleased(newest)) return [{ doc: newest, isPreview: false }]
  const live = newest.live === true ? [{ doc: await read(false), isPreview: false }] : []
  return [...live, { doc: newest, isPreview: true }]
}

/** Approved to the letter, or published: also what was forced is what runs. */
const isReleased = ({ stage, revision, approvedRevision }: Doc): boolean =>
  stage === 'published' ||
  ((stage === 'approved' || stage === 'scheduled') &&
    contentOf(String(revision ?? '')) === contentOf(String(approvedRevision ?? '')))

const markOf = ({ req, doc }: { req: PayloadRequest; doc: Doc }) =>
  say(req, 'kits.mark', { stage: say(req, `workflow.stageOptions.${String(doc.stage ?? 'draft')}`) })

const zipOf = async ({
  req,
  kit: { text, files, captions = [] },
  isPreview,
  store,
}: {
  req: PayloadRequest
  kit: Kit
  isPreview: boolean
  store: MediaStore
}) => {
  const names = [...new Set(files)]
  const looked = await Promise.all(names.map(async (name) => [name, await store.find(name)] as const))
  const stored = looked.filter((one): one is readonly [string, MediaFile] => one[1] !== null)
  const bytes = stored.reduce((sum, [, { size }]) => sum + size, 0)
  if (bytes > MOST_BYTES) {
    const values = { gigabytes: (bytes / 1e9).toFixed(1), most: MOST_BYTES / 1e9 }
    throw refuse({ req, code: 'too-large', reason: 'kitTooLarge', values })
  }
  const lost = looked.flatMap(([name, file]) => (file ? [] : [name]))
  const words = lost.length > 0 ? `${text}\n\n${say(req, 'kits.missing', { files: lost.join(', ') })}` : text
  const entries: ZipEntry[] = [
    textEntry('noi-dung.txt', words),
    ...(captions.length > 0 ? [textEntry('chu-thich.txt', captions.join('\n'))] : []),
    ...stored.map(([name, file]): ZipEntry => ({ name, read: () => file.read() as never })),
  ]
  return zipStream(entries.map((one) => (isPreview ? { ...one, name: `${PREVIEW}${one.name}` } : one)))
}

// the mark by which old programs know UTF-8
const textEntry = (name: string, text: string): ZipEntry => ({
  name,
  read: async function* () {
    yield new TextEncoder().encode(`\ufeff${text}\n`)
  },
})

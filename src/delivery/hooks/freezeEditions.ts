// Editions follow the document: frozen when it goes live, withdrawn when it goes off, in the transaction
// that decides it. In afterChange, because by then nothing else can refuse.
import type { CollectionAfterChangeHook, PayloadRequest } from 'payload'
import { filesIn } from '../addresses.ts'
import { contentOfItem, deliveredPictures } from '../freeze.ts'
import type { Publication, SanitizedDeliveryOptions } from '../options.ts'
import { deliveredItem } from '../schema.ts'
import type { Source } from '../source.ts'
import { appendEditions, type Change } from '../store/appendEditions.ts'
import { findOutlets } from '../store/findOutlets.ts'
import { findPlacements, type Placed } from '../store/findPlacements.ts'
import { findRelations, idsOf } from '../store/findRelations.ts'
import { isPublished } from '../store/isPublished.ts'

type Hook = { options: SanitizedDeliveryOptions; source: Source }
type Doc = Record<string, unknown>

export const freezeEditions =
  ({ options, source }: Hook): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, req }) => {
    const publication = options.publication
      ? await options.publication({ req, doc, previousDoc })
      : await publicationOfStatus({ req, doc, source })
    if (!publication) return doc
    const { change, now } = publication
    const { placements } = options.slugs
    const item = String(doc.id)
    const placed = await findPlacements({ req, placements, item })
    const changes =
      change === 'publish'
        ? await publications({ req, doc, placed, publication, source, options })
        : withdrawals({ placed, item, now })
    await appendEditions({ req, options, source, item, changes })
    return doc
  }

/** What takes an item off the outlets it is live on. */
export const withdrawals = ({ placed, item, now }: { placed: Placed[]; item: string; now: Date }): Change[] =>
  placed
    .filter(({ isLive }) => isLive)
    .map(({ outlet, publishedAt }) => ({
      outlet,
      change: 'retracted',
      publishedAt: new Date(publishedAt),
      at: now,
      item: { id: item },
      files: [],
    }))

const publications = async ({
  req,
  doc,
  placed,
  publication: { now, note, ranAt },
  source,
  options: { recordsPastDates, renditions, variants },
}: Hook & { req: PayloadRequest; doc: Doc; placed: Placed[]; publication: Publication }): Promise<
  Change[]
> => {
  const outlets = await findOutlets({ req, source, ids: idsOf(doc[source.outlets.field]) })
  const { cover, attachments, codes } = await findRelations({ req, doc, source })
  const content = contentOfItem({ doc, fields: source.fields, codes, cover, attachments })
  const given = doc[source.fields.publishAt]
  const earlierOn = (id: string) => placed.find(({ outlet, isLive }) => outlet === id && isLive)
  const firstOn = ({ id, channel }: { id: string; channel: string }): Date => {
    // a correction does not make it newer
    const known = ranAt?.(id)
    if (known) return known
    const ran = given && recordsPastDates(channel) ? String(given) : earlierOn(id)?.publishedAt
    return ran === undefined ? now : new Date(ran)
  }
  const firsts = new Map(outlets.map((outlet) => [outlet.id, firstOn(outlet)]))
  const variantOf = await variants({ req, doc, publishedAt: (id) => firsts.get(id) ?? now })
  const live = outlets.map(({ id, code, channel }): Change => {
    const earlier = earlierOn(id)
    const first = firsts.get(id) ?? now
    const { item: own, runsUntil } = variantOf.get(id) ?? {}
    const wanted = renditions(channel)
    const pictures = wanted.length > 0 ? deliveredPictures({ cover, attachments, renditions: wanted }) : {}
    const item = deliveredItem.omit({ edition: true }).parse({
      ...content,
      ...pictures,
      ...own,
      outlet: code,
      publishedAt: first.toISOString(),
      updatedAt: now.toISOString(),
      ...(earlier && note ? { changeNote: note } : {}),
    })
    const change = earlier ? 'updated' : 'published'
    return { outlet: id, change, publishedAt: first, runsUntil, at: now, item, files: filesIn(item) }
  })
  const kept = new Set(outlets.map(({ id }) => id))
  const dropped = placed.filter(({ outlet }) => !kept.has(outlet))
  // first: who reads two of its outlets takes it off, and then puts it on again
  return [...withdrawals({ placed: dropped, item: String(doc.id), now }), ...live]
}

/**
 * Without an approval workflow: what the collection itself shows as published. Not what was just saved, which
 * may be the draft of a later correction.
 */
const publicationOfStatus = async ({
  req,
  doc,
  source,
}: {
  req: PayloadRequest
  doc: Doc
  source: Source
}): Promise<Publication | undefined> => {
  const now = new Date()
  if (!(await isPublished({ req, source, id: String(doc.id) }))) return { change: 'withdraw', now }
  return source.hasDrafts && doc._status !== 'published' ? undefined : { change: 'publish', now }
}

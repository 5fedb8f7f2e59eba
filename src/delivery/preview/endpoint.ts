// GET /api/<items>/:id/preview?format=html|text: the latest text as a reader would get it, by the same freezing and
// the same formats as an edition, before there is one.
import type { CollectionSlug, Endpoint, PayloadRequest } from 'payload'
import { NotFound } from 'payload'
import { identifiersOf } from '../../database/identifiers.ts'
import { namedFieldsOf } from '../../database/tables.ts'
import { invalid, refuse } from '../../errors/index.ts'
import { htmlOf, textOf } from '../formats/documents.ts'
import { contentOfItem } from '../freeze.ts'
import type { SanitizedDeliveryOptions } from '../options.ts'
import type { DeliveredItem } from '../schema.ts'
import type { Source } from '../source.ts'
import { findRelations } from '../store/findRelations.ts'
import { previewStyle } from './style.ts'

type Asking = { req: PayloadRequest; options: SanitizedDeliveryOptions; source: Source }

/** For people of the house who may read the document. A page to be shown in a frame, without scripts. */
export const previewEndpoint = ({ options, source }: Omit<Asking, 'req'>): Endpoint => ({
  path: '/:id/preview',
  method: 'get',
  handler: async (req) => {
    if (!options.actorOf(req)) throw refuse({ req, code: 'forbidden' })
    const format = String(req.query?.format ?? 'html')
    if (format !== 'html' && format !== 'text') throw invalid({ req, path: 'format' })
    const item = await unpublished({ req, options, source, id: req.routeParams?.id })
    const body = format === 'html' ? framed({ req, options, html: htmlOf({ item }) }) : textOf({ item })
    return new Response(body, {
      headers: {
        'Content-Type': `text/${format === 'html' ? 'html' : 'plain'}; charset=utf-8`,
        'Content-Security-Policy':
          "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
        'X-Content-Type-Options': 'nosniff',
        'Cache-Control': 'no-store',
      },
    })
  },
})

/** What publishing would freeze now; dated as it is planned. */
const unpublished = async ({
  req,
  options,
  source,
  id,
}: Asking & { id: unknown }): Promise<DeliveredItem> => {
  const { isValid, own } = identifiersOf(req)
  if (!isValid(id)) throw refuse({ req, code: 'not-found' })
  const doc = (await req.payload
    .findByID({
      collection: options.collection as CollectionSlug,
      id: own(id),
      depth: 0,
      draft: true,
      trash: true,
      overrideAccess: false,
      req,
    })
    .catch((error) => {
      throw error instanceof NotFound ? refuse({ req, code: 'not-found' }) : error
    })) as unknown as Record<string, unknown>
  const planned = doc[source.fields.publishAt]
  const at = (planned ? new Date(String(planned)) : new Date()).toISOString()
  const content = contentOfItem({
    doc,
    fields: source.fields,
    ...(await findRelations({ req, doc, source })),
  })
  return { ...content, edition: 0, outlet: '', publishedAt: at, updatedAt: at }
}

/** Pictures come from the house itself, since portals have none of them yet. */
const framed = ({ req, options, html }: Omit<Asking, 'source'> & { html: string }) => {
  const { config } = req.payload
  const collection = req.payload.collections[options.collection as CollectionSlug]?.config
  const cover =
    collection && namedFieldsOf(collection.fields).find(({ name }) => name === options.fields.cover)
  const files = cover && 'relationTo' in cover ? String(cover.relationTo) : 'media'
  return html
    .replaceAll('src="/media/', `src="${config.routes.api}/${files}/file/`)
    .replace('</head>', `<style>${previewStyle}</style>\n</head>`)
}

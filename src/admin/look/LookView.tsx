import { Gutter } from '@payloadcms/ui'
import { notFound } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'
import { Look } from './Look.tsx'

/** `/admin/collections/items/:id/look`: the item as its readers will see it. */
export const LookView = ({ doc }: DocumentViewServerProps) => {
  if (doc?.id === undefined) return notFound()
  return (
    <Gutter>
      <Look id={String(doc.id)} kind={String(doc.kind ?? '')} />
    </Gutter>
  )
}

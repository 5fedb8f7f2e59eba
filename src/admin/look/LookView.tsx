import { Gutter } from '@payloadcms/ui'
import { notFound } from 'next/navigation'
import type { DocumentViewServerProps } from 'payload'
import { say } from '../../i18n/index.ts'
import { SubScreenNav } from '../item/SubScreenNav.tsx'
import { Look } from './Look.tsx'

/** `/admin/collections/items/:id/look`: the item as its readers will see it. */
export const LookView = ({ doc, initPageResult: { req } }: DocumentViewServerProps) => {
  if (doc?.id === undefined) return notFound()
  return (
    <Gutter>
      <SubScreenNav
        id={String(doc.id)}
        label={say(req, 'itemScreen.look.tab')}
        req={req}
        title={String(doc.title ?? '')}
      />
      <Look id={String(doc.id)} kind={String(doc.kind ?? '')} />
    </Gutter>
  )
}

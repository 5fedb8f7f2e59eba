'use client'
import { DefaultEditView } from '@payloadcms/ui'
import type { DocumentViewClientProps } from 'payload'
import { useState } from 'react'
import type { Verb } from './actions.ts'
import { Done } from './Done.ts'
import { useItem } from './useItem.ts'
import { useNamedEditor } from './useNamedEditor.ts'
import { Wish, type Wished } from './Wish.ts'

/**
 * Payload's own edit view, begun anew when the text is frozen or thawed: its rich text editor takes notice
 * of `readOnly` only once (richtext-lexical 3.90, LexicalProvider), so that without this a withdrawn item
 * could not be edited until the page is loaded again. What was just done is remembered across.
 */
export const ItemView = (props: DocumentViewClientProps) => {
  const { frozen } = useItem()
  useNamedEditor()
  const done = useState<Verb>()
  const wish = useState<Wished>()
  return (
    <Done value={done}>
      <Wish value={wish}>
        <DefaultEditView {...props} key={String(frozen !== undefined)} />
      </Wish>
    </Done>
  )
}

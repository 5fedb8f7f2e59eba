'use client'
import { SaveDraftButton } from '@payloadcms/ui'
import { useItem } from './useItem.ts'

/** Payload's "Save draft" with its Ctrl+S; gone while the text is frozen, since nothing can be saved. */
export const SaveDraft = () => (useItem().frozen ? null : <SaveDraftButton />)

'use client'
import { DefaultListView } from '@payloadcms/ui'
import type { ListViewClientProps } from 'payload'

/**
 * Payload's list without its bulk drawers, which publish and unpublish past the approval. (The option of
 * this name on the collection would close the API's bulk update too.)
 */
export const ItemList = (props: ListViewClientProps) => <DefaultListView {...props} disableBulkEdit />

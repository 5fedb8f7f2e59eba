'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import { StagePill } from './StagePill.tsx'

/** The stage in the line above the form, in place of Payload's draft/published. */
export const Status = () => <StagePill stage={useDocumentInfo().data?.stage} />

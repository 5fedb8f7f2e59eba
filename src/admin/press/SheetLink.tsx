'use client'
import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useWords } from '../useWords.ts'
import '../frame/frame.css'
import './press.css'

/** The reply as it is stored, in a window of its own from which it is printed. */
export const SheetLink = () => {
  const { say } = useWords()
  const { routes } = useConfig().config
  const { id } = useDocumentInfo()
  if (!id) return null
  return (
    <p className="loa-press-sheet">
      <a
        className="loa-button"
        href={`${routes.api}/press-requests/${id}/sheet`}
        rel="noopener"
        target="_blank"
      >
        {say('pressRequests.openSheet')}
      </a>
    </p>
  )
}

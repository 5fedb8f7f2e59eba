'use client'
import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useWords } from '../useWords.ts'
import '../frame/frame.css'
import './press.css'

/** The reply as it is stored: in a window of its own from which it is printed, and as a file to go on with. */
export const SheetLink = () => {
  const { say } = useWords()
  const { routes } = useConfig().config
  const { id } = useDocumentInfo()
  if (!id) return null
  const sheet = `${routes.api}/press-requests/${id}/sheet`
  return (
    <p className="loa-press-sheet">
      <a className="loa-button" href={sheet} rel="noopener" target="_blank">
        {say('pressRequests.openSheet')}
      </a>
      <a className="loa-button" href={`${sheet}?format=docx`} download>
        {say('pressRequests.downloadSheet')}
      </a>
    </p>
  )
}

'use client'
import { useConfig, useDocumentInfo } from '@payloadcms/ui'
import { useEffect } from 'react'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'

/**
 * Payload's words about a locked document call whoever edits it by e-mail address, and by identifier where the reader
 * may not see addresses, which here only admins may: it is given the name in place of the address.
 */
export const useNamedEditor = () => {
  const { currentEditor, setCurrentEditor } = useDocumentInfo()
  const { routes } = useConfig().config
  const { language } = useWords()
  const isObject = typeof currentEditor === 'object' && currentEditor !== null
  const hasWords = isObject && 'email' in currentEditor && Boolean(currentEditor.email)
  const id = hasWords ? undefined : isObject ? currentEditor.id : currentEditor
  useEffect(() => {
    if (id === undefined || id === null) return
    const controller = new AbortController()
    const address = `${routes.api}/users/${id}?depth=0&select[name]=true`
    ask<{ name?: string }>({ address, language, signal: controller.signal })
      .then((answer) => {
        if (answer.isOk && answer.body.name)
          setCurrentEditor?.({ id, collection: 'users', email: answer.body.name } as never)
      })
      .catch(() => undefined)
    return () => controller.abort()
  }, [id, language, routes.api, setCurrentEditor])
}

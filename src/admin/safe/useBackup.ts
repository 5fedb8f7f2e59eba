'use client'
import { useAuth, useForm, useFormModified, useWatchForm } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import type { Item } from '../item/useItem.ts'
import { type Backup, drop, keep, kept } from './backups.ts'

/** How long after the last key a text is kept, in milliseconds. */
const PAUSE = 800

/**
 * Keeps what is typed, and finds what was kept before this page was opened.
 * @returns what was found, until it is restored, discarded or saved over
 */
export const useBackup = ({ id, revision }: Pick<Item, 'id' | 'revision'>) => {
  const person = useAuth().user?.id
  const { getData, reset, setModified } = useForm()
  const { fields } = useWatchForm()
  const isModified = useFormModified()
  const [found, setFound] = useState<Backup>()
  const wasModified = useRef(false)
  const user = person === undefined || person === null ? undefined : String(person)
  useEffect(() => {
    if (user) setFound(kept({ user, item: id }))
  }, [user, id])

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of a field is to be kept
  useEffect(() => {
    if (!user) return
    if (!isModified) {
      // saved, or never touched
      if (wasModified.current) drop({ user, item: id })
      wasModified.current = false
      return
    }
    wasModified.current = true
    const keeping = setTimeout(() => keep({ user, item: id, revision, values: getData() }), PAUSE)
    return () => clearTimeout(keeping)
  }, [user, id, isModified, fields])

  const forget = () => {
    if (user) drop({ user, item: id })
    setFound(undefined)
  }
  return {
    found: isModified && !found ? undefined : found,
    isOlder: found !== undefined && id !== undefined && found.revision !== revision,
    restore: async () => {
      if (!found) return
      await reset({ ...getData(), ...found.values })
      setModified(true)
      setFound(undefined)
    },
    discard: forget,
  }
}

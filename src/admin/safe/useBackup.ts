'use client'
import { useAuth, useForm, useFormModified, useWatchForm } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import type { Item } from '../item/useItem.ts'
import { drop, type Kept, keep, kept, keyOf, newDraft } from './backups.ts'

/** How long after the last key a text is kept, in milliseconds. */
const PAUSE = 800

/**
 * Keeps what is typed, and finds what was kept before this page was opened.
 * @returns what was found, newest first, until it is restored, discarded or saved over
 */
export const useBackup = ({ id, revision }: Pick<Item, 'id' | 'revision'>) => {
  const person = useAuth().user?.id
  const { getData, reset, setModified } = useForm()
  const { fields } = useWatchForm()
  const isModified = useFormModified()
  const [found, setFound] = useState<Kept[]>([])
  const [draft] = useState(newDraft)
  const wasModified = useRef(false)
  const user = person === undefined || person === null ? undefined : String(person)
  useEffect(() => {
    if (user) setFound(kept({ user, item: id }))
  }, [user, id])

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of a field is to be kept
  useEffect(() => {
    if (!user) return
    const key = keyOf({ user, item: id, draft })
    if (!isModified) {
      // saved, or never touched; a new item has its identifier by then, or gets it next
      if (wasModified.current) for (const one of [key, keyOf({ user, draft })]) drop(one)
      wasModified.current = false
      return
    }
    wasModified.current = true
    const keeping = setTimeout(() => keep({ key, revision, values: getData() }), PAUSE)
    return () => clearTimeout(keeping)
  }, [user, id, isModified, fields])

  const forget = ({ key }: Kept) => {
    drop(key)
    setFound((before) => before.filter((one) => one.key !== key))
  }
  return {
    found,
    isOlder: (one: Kept) => id !== undefined && one.revision !== revision,
    restore: async (one: Kept) => {
      await reset({ ...getData(), ...one.values })
      setModified(true)
      // from now on it is the text of this form
      const key = user ? keyOf({ user, item: id, draft }) : one.key
      if (key !== one.key && keep({ ...one, key })) drop(one.key)
      // the others are offered when a new item is begun again
      setFound([])
    },
    discard: forget,
    /** Drops what was kept of this form. */
    dropOwn: () => {
      if (user) drop(keyOf({ user, item: id, draft }))
      setFound([])
    },
  }
}

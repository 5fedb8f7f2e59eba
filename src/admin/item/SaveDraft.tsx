'use client'
import {
  FormSubmit,
  toast,
  useAuth,
  useConfig,
  useDocumentInfo,
  useEditDepth,
  useForm,
  useFormModified,
  useHotkey,
} from '@payloadcms/ui'
import { useRef, useState } from 'react'
import { BackupOffer } from '../safe/BackupOffer.tsx'
import { NotSaved } from '../safe/NotSaved.tsx'
import { useBackup } from '../safe/useBackup.ts'
import { type Trouble, whyNotSaved } from '../safe/whyNotSaved.ts'
import { useWords } from '../useWords.ts'
import { useItem } from './useItem.ts'

/** "Save draft" with its Ctrl+S; gone while the text is frozen, since nothing can be saved. */
export const SaveDraft = () => (useItem().frozen ? null : <Save />)

/**
 * Payload's button, and what it leaves out: the save names the revision it began with, a save that fails loses
 * nothing and says why, and what was typed before and never saved is offered again.
 */
const Save = () => {
  const { say, language } = useWords()
  const { routes } = useConfig().config
  const user = useAuth().user?.id
  const { uploadStatus } = useDocumentInfo()
  const { submit } = useForm()
  const isModified = useFormModified()
  const editDepth = useEditDepth()
  const button = useRef<HTMLButtonElement>(null)
  const item = useItem()
  const { id, revision, timeZone } = item
  const [trouble, setTrouble] = useState<Trouble>()
  const { found, isOlder, restore, discard, dropOwn } = useBackup(item)
  const isDisabled = (id !== undefined && !isModified) || uploadStatus === 'uploading'

  const save = async (over = revision) => {
    if (isDisabled) return
    setTrouble(undefined)
    const query = new URLSearchParams({ draft: 'true', depth: '0', 'fallback-locale': 'null' })
    if (id) query.set('revision', over)
    const done = await submit({
      action: `${routes.api}/items${id ? `/${id}` : ''}?${query}`,
      method: id ? 'PATCH' : 'POST',
      overrides: { _status: 'draft' },
      skipValidation: true,
    })
    if (done) return
    const why = await whyNotSaved({
      api: routes.api,
      id,
      revision: over,
      user: user === undefined ? undefined : String(user),
      language,
    })
    if (!why) return
    // said here, with the ways out
    toast.dismiss()
    setTrouble(why)
  }
  useHotkey({ cmdCtrlKey: true, editDepth, keyCodes: ['s'] }, (event) => {
    event.preventDefault()
    event.stopPropagation()
    button.current?.click()
  })
  return (
    <>
      <FormSubmit
        buttonId="action-save-draft"
        buttonStyle="secondary"
        className="save-draft"
        disabled={isDisabled}
        onClick={() => {
          save()
        }}
        ref={button}
        size="medium"
        type="button"
      >
        {say('itemScreen.safe.save')}
      </FormSubmit>
      {trouble && isModified ? <NotSaved id={id} onDrop={dropOwn} onSave={save} trouble={trouble} /> : null}
      {found.length > 0 && !trouble ? (
        <BackupOffer
          backups={found}
          isOlder={isOlder}
          onDiscard={discard}
          onRestore={restore}
          timeZone={timeZone}
        />
      ) : null}
    </>
  )
}

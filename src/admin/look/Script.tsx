'use client'
import { useEffect, useState } from 'react'
import { useWords } from '../useWords.ts'

/** How fast announcements are read, in syllables a minute: calm, for people who listen in the open. */
const SYLLABLES_PER_MINUTE = 180

/** The text as an announcer has it before him, and how long it takes. */
export const Script = ({ address }: { address: string }) => {
  const { say } = useWords()
  const [text, setText] = useState<string | null>()
  useEffect(() => {
    const controller = new AbortController()
    fetch(address, { credentials: 'include', signal: controller.signal })
      .then(async (response) => setText(response.ok ? await response.text() : null))
      .catch(() => controller.signal.aborted || setText(null))
    return () => controller.abort()
  }, [address])
  if (text === undefined) return <p className="loa-card__text">{say('actions.loading')}</p>
  if (text === null) return <p className="loa-card__text">{say('actions.offline')}</p>
  // Vietnamese writes a syllable between two spaces
  const syllables = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  if (syllables === 0) return <p className="loa-card__text">{say('itemScreen.look.noText')}</p>
  const seconds = Math.round((syllables / SYLLABLES_PER_MINUTE) * 60)
  return (
    <>
      <p>
        <strong>
          {say('itemScreen.look.reading', {
            minutes: Math.floor(seconds / 60),
            seconds: seconds % 60,
            syllables,
          })}
        </strong>
      </p>
      <div className="loa-look__script">{text}</div>
    </>
  )
}

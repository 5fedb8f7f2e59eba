'use client'
import { useConfig } from '@payloadcms/ui'
import { useState } from 'react'
import { useWords } from '../useWords.ts'
import { Script } from './Script.tsx'
import '../frame/frame.css'
import '../compare/compare.css'
import './look.css'

const READERS = ['portal', 'phone', 'loudspeaker'] as const
type Reader = (typeof READERS)[number]

/** Three ways of looking at one text. The page comes from the renderer of editions, in a frame that runs nothing. */
export const Look = ({ id, kind }: { id: string; kind: string }) => {
  const { say } = useWords()
  const { routes } = useConfig().config
  const [reader, setReader] = useState<Reader>(kind === 'radio' ? 'loudspeaker' : 'portal')
  const address = `${routes.api}/items/${id}/preview`
  return (
    <div className="loa-look">
      <fieldset aria-label={say('itemScreen.look.as')} className="loa-tabs loa-look__tabs">
        {READERS.map((one) => (
          <button aria-pressed={one === reader} key={one} onClick={() => setReader(one)} type="button">
            {say(`itemScreen.look.${one}`)}
          </button>
        ))}
      </fieldset>
      <p className="loa-card__text">{say('itemScreen.look.about')}</p>
      {reader === 'loudspeaker' ? (
        <Script address={`${address}?format=text`} />
      ) : (
        <iframe
          className={`loa-look__frame loa-look__frame--${reader}`}
          // pictures need the reader's session; without `allow-scripts` nothing runs
          sandbox="allow-same-origin"
          src={address}
          title={say('itemScreen.look.frame')}
        />
      )}
    </div>
  )
}

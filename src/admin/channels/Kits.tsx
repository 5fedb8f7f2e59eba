'use client'
import './kits.css'
import { useEffect, useState } from 'react'
import { type Answer, ask } from '../ask.ts'
import { useItem } from '../item/useItem.ts'
import { useWords } from '../useWords.ts'

type Listed = {
  kits: {
    outlet: string
    name: string
    channel: string
    isPreview: boolean
    text: string
    files: number
  }[]
}

/** Ready posts, press kits and print files: words to copy, everything as a ZIP. What is not approved says so. */
export const Kits = () => {
  const { say, language } = useWords()
  const { id, version, address, isTrashed } = useItem()
  const [answer, setAnswer] = useState<Answer<Listed>>()
  const [copied, setCopied] = useState<string>()
  const url = id && !isTrashed ? address('kits') : undefined
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version asks the same address again
  useEffect(() => {
    if (!url) return
    const controller = new AbortController()
    ask<Listed>({ address: url, language, signal: controller.signal })
      .then(setAnswer)
      .catch(() => undefined)
    return () => controller.abort()
  }, [url, version, language])
  if (!answer?.isOk || answer.body.kits.length === 0) return null
  const copy = async ({ text, ...one }: Listed['kits'][number]) => {
    await navigator.clipboard.writeText(text)
    setCopied(keyOf(one))
  }
  return (
    <section aria-labelledby="loa-kits" className="loa-card">
      <h3 id="loa-kits">{say('kits.heading')}</h3>
      <ul className="loa-kits">
        {answer.body.kits.map((kit) => (
          <li key={keyOf(kit)}>
            <strong>{kit.name}</strong>
            {kit.isPreview ? <em>{say('kits.preview')}</em> : null}
            <span className="loa-kits__ways">
              <button type="button" className="loa-kits__way" onClick={() => copy(kit)}>
                {say(kit.isPreview ? 'kits.copyPreview' : 'kits.copy')}
              </button>
              <a
                className="loa-kits__way"
                href={address(`kits/${kit.outlet}${kit.isPreview ? '?preview=true' : ''}`)}
                download
              >
                {say(kit.isPreview ? 'kits.downloadPreview' : 'kits.download', { files: kit.files })}
              </a>
            </span>
            <span role="status">{copied === keyOf(kit) ? say('kits.copied') : ''}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const keyOf = ({ outlet, isPreview }: Pick<Listed['kits'][number], 'outlet' | 'isPreview'>) =>
  `${outlet} ${isPreview}`

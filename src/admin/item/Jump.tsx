'use client'
import { useEffect, useState } from 'react'
import { useWords } from '../useWords.ts'

/** On a phone the steps lie below the whole text: a link at the foot of the screen, while they are out of sight. */
export const Jump = ({ to }: { to: string }) => {
  const { say } = useWords()
  const [isAway, setAway] = useState(false)
  useEffect(() => {
    const target = document.getElementById(to)
    if (!target) return
    const watching = new IntersectionObserver(([entry]) => setAway(entry?.isIntersecting === false))
    watching.observe(target)
    return () => watching.disconnect()
  }, [to])
  return isAway ? (
    <a className="loa-jump" href={`#${to}`}>
      {say('itemScreen.jump')}
    </a>
  ) : null
}

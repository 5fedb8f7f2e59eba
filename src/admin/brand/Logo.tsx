'use client'
import { useWords } from '../useWords.ts'
import './brand.css'
import { Mark } from './Mark.tsx'

/** The mark and the name on the page where people log in. */
export const Logo = () => {
  const { say } = useWords()
  return (
    <div className="loa-logo">
      <span className="loa-logo__name">
        <Mark size={44} />
        {say('house.name')}
      </span>
      <span className="loa-logo__line">{say('house.line')}</span>
    </div>
  )
}

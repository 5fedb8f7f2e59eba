'use client'
import { useCopy } from '../keys/useCopy.ts'
import { useWords } from '../useWords.ts'

/** The address of a new link, which nobody sees again. */
export const MadeLink = ({ address }: { address: string }) => {
  const { say } = useWords()
  const { field, told, copy } = useCopy(address)
  return (
    <div className="loa-link-made loa-fields" role="status">
      <p>{say('leader.screen.made')}</p>
      <div>
        <input aria-label={say('leader.screen.address')} readOnly ref={field} type="text" value={address} />
        <button className="loa-button" onClick={copy} type="button">
          {say(told === 'copied' ? 'leader.screen.copied' : 'leader.screen.copy')}
        </button>
      </div>
      {told === 'copyFailed' ? <p>{say('keyDesk.copyFailed')}</p> : null}
    </div>
  )
}

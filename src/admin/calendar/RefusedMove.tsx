'use client'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { ItemLink } from '../item/ItemLink.tsx'
import { periodInWords } from '../quota/periodInWords.ts'
import { useQuotaNames } from '../quota/useQuotaNames.ts'
import { useWords } from '../useWords.ts'
import type { Refused } from './useMoves.ts'
import { dayInWords } from './words.ts'

/** Why a move was refused, where it was wanted, with the ways out. Takes the focus; Escape closes it. */
export const RefusedMove = ({
  refused: { item, problem },
  onMove,
  onReload,
  onClose,
}: {
  refused: Refused
  onMove: (to: string) => void
  onReload: () => void
  onClose: () => void
}) => {
  const { say } = useWords()
  const box = useRef<HTMLDivElement>(null)
  const { code, message, violations = [], nextFreeAt } = problem
  const isFull = code === 'quota-exceeded'
  const names = useQuotaNames(isFull ? violations.map((one) => ({ ...one, isFree: false })) : NONE)
  const [date = '', time] = nextFreeAt?.split('T') ?? []
  // biome-ignore lint/correctness/useExhaustiveDependencies: another refusal takes the focus anew
  useEffect(() => box.current?.querySelector('button')?.focus(), [problem])
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose()
  }
  const isOutdated = code === 'stale-revision' || code === 'not-stored' || code === 'in-use'
  return (
    <div className="loa-refused" onKeyDown={onKeyDown} ref={box} role="alert">
      <strong>{say('calendar.notMoved', { title: item.title })}</strong>
      <p>{isFull ? say('calendar.full') : message || say('actions.offline')}</p>
      {isFull ? (
        <ul>
          {violations.map(({ quota, outlet, period, used, max, holders }) => (
            <li key={[quota, outlet, period].join(' ')}>
              {say('calendar.fullSlot', {
                outlet: names.get(outlet ?? quota) ?? outlet ?? quota,
                period: periodInWords({ period, say }),
                used,
                max: max ?? '',
              })}{' '}
              {holders.length > 0
                ? say('calendar.fullHeldBy', { holders: holders.map(({ title }) => `“${title}”`).join(', ') })
                : null}
            </li>
          ))}
        </ul>
      ) : null}
      {isFull && !nextFreeAt ? <p>{say('calendar.noneFree')}</p> : null}
      <div className="loa-refused__buttons">
        {nextFreeAt ? (
          <button className="loa-button loa-button--primary" onClick={() => onMove(nextFreeAt)} type="button">
            {say('calendar.takeNext', { when: dayInWords({ date, time, say }) })}
          </button>
        ) : null}
        {isOutdated ? (
          <button className="loa-button" onClick={onReload} type="button">
            {say('calendar.reload')}
          </button>
        ) : null}
        <button className="loa-button" onClick={onClose} type="button">
          {say('calendar.close')}
        </button>
        <ItemLink id={item.id}>{say('calendar.openItem')}</ItemLink>
      </div>
    </div>
  )
}

const NONE: never[] = []

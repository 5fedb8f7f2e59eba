'use client'
import { Fragment, type ReactNode } from 'react'
import { ItemLink } from '../item/ItemLink.tsx'
import { useWords } from '../useWords.ts'
import { periodInWords } from './periodInWords.ts'
import type { Slot } from './types.ts'

/** One bucket: where, when, how full, and when it is full by whom and when there is room again. */
export const QuotaSlot = ({
  slot,
  names,
  children,
}: {
  slot: Slot
  names: Map<string, string>
  /** What can be done about it, when it is full. */
  children?: ReactNode
}) => {
  const { say } = useWords()
  const { quota, outlet, outletName, task, event, period, holders, nextFree, isFree } = slot
  const named = (code?: string) => (code ? (names.get(code) ?? code) : undefined)
  const about = [outletName ?? named(outlet), named(task), named(event)].filter(Boolean).join(' · ') || quota
  const title = names.get(quota)
  return (
    <li className={`loa-slot${isFree ? '' : ' loa-slot--full'}`}>
      <div className="loa-slot__head">
        <strong>{about}</strong>
        <Fill slot={slot} />
      </div>
      <p>
        {periodInWords({ period, say })} · {title ? `${quota} · ${title}` : quota}
      </p>
      {isFree ? null : (
        <>
          {holders.length > 0 ? (
            <p>
              {say('actions.quotaHeldBy', { holders: '' })}
              {holders.map((holder, index) => (
                <Fragment key={holder.id}>
                  {index > 0 ? ' · ' : ''}
                  <ItemLink id={holder.id}>{holder.title}</ItemLink>
                </Fragment>
              ))}
            </p>
          ) : null}
          {nextFree ? (
            <p>{say('actions.quotaNext', { period: periodInWords({ period: nextFree, say }) })}</p>
          ) : null}
          {children}
        </>
      )}
    </li>
  )
}

const Fill = ({ slot: { used, max, isFree, held } }: { slot: Slot }) => {
  const { say } = useWords()
  const figures = { used, max: max ?? '' }
  const words = held
    ? say('actions.quotaHeld')
    : max === null
      ? say('actions.quotaUnbounded')
      : say(isFree ? 'actions.quotaFree' : 'actions.quotaFull', figures)
  return (
    <span className={`loa-fill loa-fill--${isFree ? 'free' : 'full'}`}>
      <Sign isFree={isFree} />
      {words}
    </span>
  )
}

// drawn, since many fonts lack these signs
const Sign = ({ isFree }: { isFree: boolean }) => (
  <svg
    aria-hidden="true"
    fill="none"
    height="10"
    stroke="currentColor"
    strokeLinecap="round"
    strokeWidth="2"
    viewBox="0 0 12 12"
    width="10"
  >
    <path d={isFree ? 'M2 6.5 5 9.5 10 3' : 'M2.5 2.5l7 7m0-7-7 7'} />
  </svg>
)

'use client'
import type { ReactNode } from 'react'
import { QuotaSlot } from './QuotaSlot.tsx'
import type { Slot } from './types.ts'
import { useQuotaNames } from './useQuotaNames.ts'
import './quota.css'

/** Buckets of quotas, one below the other. */
export const SlotList = ({
  slots,
  waysOut,
}: {
  slots: Slot[]
  /** What can be done about a full one. */
  waysOut?: (slot: Slot) => ReactNode
}) => {
  const names = useQuotaNames(slots)
  return (
    <ul className="loa-slots">
      {slots.map((slot) => (
        <QuotaSlot
          key={[slot.quota, slot.outlet, slot.task, slot.event, slot.period].join(' ')}
          names={names}
          slot={slot}
        >
          {waysOut?.(slot)}
        </QuotaSlot>
      ))}
    </ul>
  )
}

'use client'
import {
  DndContext,
  type DragEndEvent,
  DragOverlay,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core'
import { useMemo, useRef, useState } from 'react'
import { useWords } from '../useWords.ts'
import { arranged } from './days.ts'
import { EntryCard } from './EntryCard.tsx'
import type { Day, ItemEntry } from './entries.ts'
import type { FilterCodes } from './filters.ts'
import { Grid } from './Grid.tsx'
import { Legend } from './Legend.tsx'
import { MoveDialog } from './MoveDialog.tsx'
import type { CalendarPeriod } from './period.ts'
import { RefusedMove } from './RefusedMove.tsx'
import { Tray } from './Tray.tsx'
import { useMoves } from './useMoves.ts'

/** The calendar with all that can be moved in it, by mouse, finger and keyboard. */
export const Calendar = ({
  period,
  days,
  undated,
  today,
  timeZone,
  codes,
}: {
  period: CalendarPeriod
  days: Record<string, Day>
  undated: { items: ItemEntry[]; hasMore: boolean }
  today: string
  timeZone: string
  codes: FilterCodes
}) => {
  const { say } = useWords()
  const root = useRef<HTMLDivElement>(null)
  const { moved, said, refused, move, refuseFixed, dismiss, reload } = useMoves(days)
  const [dragged, setDragged] = useState<ItemEntry>()
  // numbered: a dialog tells of its end a moment after it, when the key may have opened the next
  const [asking, setAsking] = useState<{ item: ItemEntry; number: number }>()
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    // a finger that only scrolls does not wait
    useSensor(TouchSensor, { activationConstraint: { delay: 250, tolerance: 8 } }),
  )
  const shown = useMemo(() => arranged({ days, undated: undated.items, moved }), [days, undated, moved])

  const focusOn = (id: string) =>
    requestAnimationFrame(() => root.current?.querySelector<HTMLElement>(`[data-item="${id}"] a`)?.focus())
  const onMove = (item: ItemEntry) => {
    dismiss()
    if (!refuseFixed(item, item.date ?? '')) setAsking((last) => ({ item, number: (last?.number ?? 0) + 1 }))
  }
  const onDragEnd = ({ over }: DragEndEvent) => {
    setDragged(undefined)
    if (dragged && over && over.id !== dragged.date) void move(dragged, String(over.id))
  }
  const refusal = refused ? (
    <RefusedMove
      onClose={() => {
        dismiss()
        focusOn(refused.item.id)
      }}
      onMove={async (to) => {
        if (await move(refused.item, to)) focusOn(refused.item.id)
      }}
      onReload={() => {
        dismiss()
        reload()
      }}
      refused={refused}
    />
  ) : null
  const isPlaceShown = refused !== undefined && refused.date in shown.days

  return (
    <DndContext
      accessibility={SILENT}
      collisionDetection={pointerWithin}
      id="loa-calendar"
      onDragCancel={() => setDragged(undefined)}
      onDragEnd={onDragEnd}
      onDragStart={({ active }) => {
        dismiss()
        setDragged(active.data.current as ItemEntry)
      }}
      sensors={sensors}
    >
      <p aria-live="polite" className="loa-calendar__said" role="status">
        {said}
      </p>
      {isPlaceShown ? null : refusal}
      <div className="loa-calendar" ref={root}>
        <Grid
          codes={codes}
          days={shown.days}
          onMove={onMove}
          period={period}
          refusal={isPlaceShown ? { date: refused.date, box: refusal } : undefined}
          today={today}
        />
        <aside className="loa-calendar__aside">
          <Tray hasMore={undated.hasMore} items={shown.undated} onMove={onMove} />
          <Legend />
        </aside>
      </div>
      {asking ? (
        <MoveDialog
          item={asking.item}
          key={asking.number}
          onClose={() => setAsking((now) => (now?.number === asking.number ? undefined : now))}
          onMove={async (to) => {
            setAsking(undefined)
            if (await move(asking.item, to)) focusOn(asking.item.id)
          }}
          timeZone={timeZone}
          today={today}
        />
      ) : null}
      <DragOverlay className="loa-calendar__dragged" dropAnimation={null}>
        {dragged ? <EntryCard entry={dragged} /> : null}
      </DragOverlay>
      <span className="loa-hidden" id="loa-move-key">
        {say('calendar.moveKey')}
      </span>
    </DndContext>
  )
}

// Its own instructions and announcements are English and for its own keyboard; ours stand beside.
const SILENT = {
  announcements: {
    onDragStart: () => undefined,
    onDragOver: () => undefined,
    onDragEnd: () => undefined,
    onDragCancel: () => undefined,
  },
  screenReaderInstructions: { draggable: '' },
}

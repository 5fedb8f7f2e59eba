'use client'
import { useConfig } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useState } from 'react'
import { useWords } from '../useWords.ts'
import { type Asking, Detail } from './Detail.tsx'
import { Outcomes } from './Outcomes.tsx'
import { isOpen, Row } from './Row.tsx'
import type { Waiting } from './types.ts'
import { useDecisions } from './useDecisions.ts'
import { useKeys } from './useKeys.ts'
import '../frame/frame.css'
import '../compare/compare.css'
import './inbox.css'

/** The list and the item that is looked at. All of it works by single keys while nobody is typing. */
export const Inbox = ({ items, first }: { items: Waiting[]; first?: string }) => {
  const { say } = useWords()
  const { routes } = useConfig().config
  const router = useRouter()
  const [chosenID, setChosenID] = useState(first)
  // on a phone list and item take turns
  const [isReading, setReading] = useState(first !== undefined)
  const [ticked, setTicked] = useState<string[]>([])
  const [asking, setAsking] = useState<Asking>()
  const decisions = useDecisions()
  // while the list is asked for anew the router takes another address for another page, and loads all of it again
  useEffect(() => {
    const search = `?item=${chosenID}`
    if (chosenID && !decisions.isBusy && window.location.search !== search)
      window.history.replaceState(null, '', search)
  }, [chosenID, decisions.isBusy])
  const index = Math.max(
    0,
    items.findIndex(({ id }) => id === chosenID),
  )
  const chosen = items[index]
  const selected = items.filter((item) => ticked.includes(item.id) && isOpen(item))
  const open = items.filter(isOpen)

  const choose = (item: Waiting | undefined, isByKey = false) => {
    if (!item) return
    setChosenID(item.id)
    setAsking(undefined)
    if (!isByKey) setReading(true)
    if (isByKey) document.getElementById(`loa-row-${item.id}`)?.focus()
  }
  const tick = (id: string) =>
    setTicked((all) => (all.includes(id) ? all.filter((one) => one !== id) : [...all, id]))
  /** To the next one that is still to be decided, since this one leaves the list. */
  const goOn = (done: Waiting) => {
    const rest = [...items.slice(index + 1), ...items.slice(0, index)].filter(({ id }) => id !== done.id)
    setTicked((all) => all.filter((one) => one !== done.id))
    setAsking(undefined)
    const next = rest.find(isOpen) ?? rest[0]
    if (next) choose(next, true)
    else setReading(false)
  }
  const approve = async (words: Parameters<typeof decisions.one>[2] = {}) => {
    if (!chosen || decisions.isBusy || !isOpen(chosen)) return
    const outcome = await decisions.one(chosen, 'approve', words)
    if (outcome.is === 'refused') setAsking({ is: 'refused', problem: outcome.problem })
    else goOn(chosen)
  }
  const sendBack = async (comment: string) => {
    if (!chosen) return
    const outcome = await decisions.one(chosen, 'return', { comment })
    if (outcome.is === 'refused') setAsking({ is: 'refused', problem: outcome.problem })
    else goOn(chosen)
  }
  const next = () => choose(items[Math.min(index + 1, items.length - 1)], true)
  const previous = () => choose(items[Math.max(index - 1, 0)], true)
  /** On a narrow screen that shows the list, a key opens the item first: nobody decides what is not in sight. */
  const inSight = (act: () => void) => () => {
    if (!chosen || !isOpen(chosen)) return
    const isHidden = !isReading && window.matchMedia('(max-width: 768px)').matches
    setReading(true)
    if (!isHidden) act()
  }
  useKeys({
    moving: { j: next, arrowdown: next, k: previous, arrowup: previous },
    acting: {
      x: () => chosen && isOpen(chosen) && tick(chosen.id),
      a: inSight(approve),
      r: inSight(() => setAsking({ is: 'return' })),
      o: () => chosen && router.push(`${routes.admin}/collections/items/${chosen.id}`),
    },
  })

  const outcomes = (
    <Outcomes onClose={decisions.forget} outcomes={decisions.outcomes} progress={decisions.progress} />
  )
  if (!chosen) {
    return (
      <>
        {outcomes}
        <section className="loa-card">
          <h2>{say('inbox.empty')}</h2>
          <p className="loa-card__text">{say('inbox.emptyHelp')}</p>
        </section>
      </>
    )
  }
  return (
    <>
      {outcomes}
      <p className="loa-inbox__keys">
        <strong>{say('inbox.keys')}:</strong> {say('inbox.keysHelp')}
      </p>
      <div className={`loa-inbox${isReading ? ' loa-inbox--reading' : ''}`}>
        <section aria-label={say('inbox.list')} className="loa-inbox__list">
          <div className="loa-inbox__bulk">
            <label>
              <input
                checked={open.length > 0 && selected.length === open.length}
                disabled={open.length === 0}
                onChange={(event) => setTicked(event.target.checked ? open.map(({ id }) => id) : [])}
                type="checkbox"
              />
              {say('inbox.selectAll')}
            </label>
            <button
              className="loa-button"
              disabled={selected.length === 0 || decisions.isBusy}
              onClick={async () => {
                await decisions.many(selected)
                setTicked([])
              }}
              type="button"
            >
              {selected.length > 0
                ? say('inbox.approveSelected', { count: selected.length })
                : say('inbox.approveNone')}
            </button>
          </div>
          <ul className="loa-inbox__rows">
            {items.map((item) => (
              <Row
                isChosen={item === chosen}
                isTicked={ticked.includes(item.id)}
                item={item}
                key={item.id}
                onChoose={() => choose(item)}
                onTick={() => tick(item.id)}
              />
            ))}
          </ul>
        </section>
        <Detail
          asking={asking}
          isBusy={decisions.isBusy}
          item={chosen}
          key={chosen.id}
          onApprove={approve}
          onAsk={setAsking}
          onBack={() => setReading(false)}
          onReload={() => {
            setAsking(undefined)
            decisions.refresh()
          }}
          onReturn={sendBack}
        />
      </div>
    </>
  )
}

'use client'
import { type ReactNode, useEffect } from 'react'
import { whereFocusGoes } from './whereFocusGoes.ts'

/** How many elements are remembered: enough to find what opened a question within a drawer. */
const REMEMBERED = 30

/** In ms. A screen that answers an action has drawn itself anew by then, and has taken the focus itself where it wants it. */
const PATIENCE = 60

/** In ms. A button that was pressed is disabled until the server has answered, then it is itself again. */
const PATIENCE_WITH_BUSY = 3000

/**
 * Whoever works by keyboard is never thrown back to the head of the page: where the element that has the focus
 * disappears with its row, its question or its drawer, or is disabled while it works, the focus goes back to it, to what
 * opened that, or to what it stood in. A row that takes another place when a list is drawn anew keeps it, too. (WCAG 2.2,
 * 2.4.3: the browser itself would leave it on `body`.)
 */
export const KeepFocus = ({ children }: { children: ReactNode }) => {
  useEffect(() => {
    const trail: HTMLElement[][] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    /** The focus was taken from its element, not put elsewhere by the reader. */
    let isTaken = false
    /** The reader has pressed elsewhere since. */
    let isGivenUp = false
    const remember = ({ target }: FocusEvent) => {
      isTaken = false
      isGivenUp = false
      if (!(target instanceof HTMLElement)) return
      trail.unshift(pathOf(target))
      trail.length = Math.min(trail.length, REMEMBERED)
    }
    const forget = () => {
      isTaken = false
      isGivenUp = true
    }
    const giveBack = () => {
      if (isTaken && document.activeElement === document.body)
        whereFocusGoes(trail)?.focus({ preventScroll: true })
    }
    const watch = new MutationObserver((changes) => {
      const last = trail[0]?.[0]
      if (!last) return
      // at once: the next key must find it where it was
      if (!isGivenUp && document.activeElement === document.body && wasPutElsewhere(last, changes))
        last.focus({ preventScroll: true })
      const isBusy = last.isConnected && last.matches(':disabled')
      if (isBusy || !last.isConnected) isTaken = true
      if (!isTaken) return
      clearTimeout(timer)
      timer = setTimeout(giveBack, isBusy ? PATIENCE_WITH_BUSY : PATIENCE)
    })
    document.addEventListener('focusin', remember)
    document.addEventListener('pointerdown', forget)
    watch.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['disabled'],
    })
    return () => {
      clearTimeout(timer)
      watch.disconnect()
      document.removeEventListener('focusin', remember)
      document.removeEventListener('pointerdown', forget)
    }
  }, [])
  return children
}

/** Whether an element was taken out and put in again, by which a browser takes the focus from it. */
const wasPutElsewhere = (element: HTMLElement, changes: MutationRecord[]): boolean =>
  element.isConnected &&
  changes.some(({ removedNodes }) => [...removedNodes].some((node) => node.contains(element)))

/** An element and all it stands in, from the inside. */
const pathOf = (element: HTMLElement): HTMLElement[] => {
  const path: HTMLElement[] = []
  for (let one: HTMLElement | null = element; one; one = one.parentElement) path.push(one)
  return path
}

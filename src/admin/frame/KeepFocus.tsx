'use client'
import { type ReactNode, useEffect } from 'react'
import { whereFocusGoes } from './whereFocusGoes.ts'

/** How many elements are remembered: enough to find what opened a question within a drawer. */
const REMEMBERED = 30

/** A screen that answers an action has drawn itself anew by then, and has taken the focus itself where it wants it. */
const PATIENCE = 60

/**
 * Whoever works by keyboard is never thrown back to the head of the page: where the element that has the focus
 * disappears with its row, its question or its drawer, the focus goes to what opened that, or to what it stood in.
 * (WCAG 2.2, 2.4.3: the browser itself would leave it on `body`.)
 */
export const KeepFocus = ({ children }: { children: ReactNode }) => {
  useEffect(() => {
    const trail: HTMLElement[][] = []
    let timer: ReturnType<typeof setTimeout> | undefined
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      trail.unshift(pathOf(target))
      trail.length = Math.min(trail.length, REMEMBERED)
    }
    const look = () => {
      if (document.activeElement !== document.body) return
      const [lost] = trail
      // still there: its reader has clicked beside it
      if (!lost?.[0] || (lost[0].isConnected && !lost[0].matches(':disabled'))) return
      whereFocusGoes(trail)?.focus({ preventScroll: true })
    }
    const watch = new MutationObserver(() => {
      if (document.activeElement !== document.body) return
      clearTimeout(timer)
      timer = setTimeout(look, PATIENCE)
    })
    document.addEventListener('focusin', remember)
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
    }
  }, [])
  return children
}

/** An element and all it stands in, from the inside. */
const pathOf = (element: HTMLElement): HTMLElement[] => {
  const path: HTMLElement[] = []
  for (let one: HTMLElement | null = element; one; one = one.parentElement) path.push(one)
  return path
}

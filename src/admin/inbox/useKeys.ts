'use client'
import { useEffect, useRef } from 'react'
import { type Keys, keyMeant } from './keyMeant.ts'

/** Single keys that work while nobody is typing. */
export const useKeys = (keys: Keys) => {
  const current = useRef(keys)
  current.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return
      const act = keyMeant({ pressed: event, keys: current.current })
      if (!act) return
      event.preventDefault()
      act()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('textarea, select, input:not([type=checkbox])') ||
    target.closest('[role=dialog]') !== null)

'use client'
import { useRef, useState } from 'react'

/**
 * Copies what stands in a field. Where the browser does not let a page copy (it does on https and on localhost only)
 * the text is selected instead, to be copied by hand.
 */
export const useCopy = (value: string) => {
  const field = useRef<HTMLInputElement>(null)
  const [told, setTold] = useState<'copied' | 'copyFailed'>()
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value)
      setTold('copied')
    } catch {
      field.current?.focus()
      field.current?.select()
      setTold('copyFailed')
    }
  }
  return { field, told, copy }
}

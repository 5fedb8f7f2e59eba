'use client'
import { type ReactNode, useEffect } from 'react'

/** Paper is white: who works in the dark prints what everybody prints, not white letters that nobody can read. */
export const LightOnPaper = ({ children }: { children: ReactNode }) => {
  useEffect(() => {
    const printing = window.matchMedia('print')
    const { dataset } = document.documentElement
    let chosen: string | undefined
    const onChange = () => {
      if (printing.matches) chosen = dataset.theme
      const theme = printing.matches ? 'light' : chosen
      if (theme) dataset.theme = theme
    }
    printing.addEventListener('change', onChange)
    return () => printing.removeEventListener('change', onChange)
  }, [])
  return children
}

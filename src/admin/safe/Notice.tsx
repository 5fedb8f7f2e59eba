'use client'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'
import './safe.css'

/** Words over the page, wherever one has scrolled to. Outside the bar of buttons, which moves what is fixed in it. */
export const Notice = ({ isTrouble, children }: { isTrouble: boolean; children: ReactNode }) =>
  createPortal(
    <section
      className={`loa-safe${isTrouble ? ' loa-safe--trouble' : ''}`}
      role={isTrouble ? 'alert' : 'status'}
    >
      {children}
    </section>,
    document.body,
  )

import type { ReactNode } from 'react'

/** The head of a screen: what it is, of what moment or for whom, and what can be done with all of it. */
export const ScreenHead = ({
  title,
  about,
  children,
}: {
  title: string
  about?: ReactNode
  /** Buttons and links on the right; below the title on a phone. */
  children?: ReactNode
}) => (
  <header className="loa-head">
    <h1 className="loa-head__title">{title}</h1>
    {about ? <p className="loa-head__about">{about}</p> : null}
    {children ? <div className="loa-head__actions">{children}</div> : null}
  </header>
)

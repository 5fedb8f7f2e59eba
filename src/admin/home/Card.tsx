import type { ReactNode } from 'react'

/** One list of the first screen. */
export const Card = ({
  id,
  title,
  about,
  children,
}: {
  id: string
  title: string
  /** How many, or of when. */
  about?: ReactNode
  children: ReactNode
}) => (
  <section aria-labelledby={`loa-home-${id}`} className={`loa-card loa-home__card loa-home__card--${id}`}>
    <header className="loa-home__head">
      <h2 id={`loa-home-${id}`}>{title}</h2>
      {about === undefined ? null : <span className="loa-card__text">{about}</span>}
    </header>
    {children}
  </section>
)

/** What stands in a list that is empty: that it is, and what to do next. */
export const Empty = ({ title, help, children }: { title: string; help: string; children?: ReactNode }) => (
  <div className="loa-home__empty">
    <p>{title}</p>
    <p className="loa-card__text">{help}</p>
    {children}
  </div>
)

/** One thing that waits: what it is, what is to be known of it, and the one thing to do. */
export const Entry = ({
  title,
  badge,
  action,
  children,
}: {
  title: ReactNode
  badge?: string
  action?: { href: string; words: string; isPrimary?: boolean; about: string }
  children?: ReactNode
}) => (
  <li className="loa-home__entry">
    <div>
      <p>
        <strong>{title}</strong> {badge ? <span className="loa-home__badge">{badge}</span> : null}
      </p>
      {children}
    </div>
    {action ? (
      <a className={`loa-button${action.isPrimary ? ' loa-button--primary' : ''}`} href={action.href}>
        {action.words}
        <span className="loa-hidden"> {action.about}</span>
      </a>
    ) : null}
  </li>
)

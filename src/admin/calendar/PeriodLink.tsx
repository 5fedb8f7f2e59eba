'use client'
import { Link } from '@payloadcms/ui'
import type { ReactNode } from 'react'

/** A link to another part of the calendar that looks like a button. */
export const PeriodLink = ({
  href,
  label,
  isCurrent = false,
  children,
}: {
  href: string
  /** Where the sign alone does not say it. */
  label?: string
  isCurrent?: boolean
  children: ReactNode
}) => (
  <Link
    aria-current={isCurrent ? 'true' : undefined}
    aria-label={label}
    className="loa-button"
    href={href}
    prefetch={false}
    title={label}
  >
    {children}
  </Link>
)

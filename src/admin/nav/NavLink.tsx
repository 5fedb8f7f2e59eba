'use client'
import { Link } from '@payloadcms/ui'
import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'

export const NavLink = ({ href, count, children }: { href: string; count: number; children: ReactNode }) => (
  <Link
    aria-current={usePathname() === href ? 'page' : undefined}
    className="loa-nav__link"
    href={href}
    prefetch={false}
  >
    {children}
    {count > 0 ? <span className="loa-nav__count">{count}</span> : null}
  </Link>
)

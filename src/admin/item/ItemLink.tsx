'use client'
import { Link, useConfig } from '@payloadcms/ui'
import type { ReactNode } from 'react'

/** To the screen of another item. */
export const ItemLink = ({ id, children }: { id: string; children: ReactNode }) => {
  const { routes } = useConfig().config
  return (
    <Link className="loa-link" href={`${routes.admin}/collections/items/${id}`} prefetch={false}>
      {children}
    </Link>
  )
}

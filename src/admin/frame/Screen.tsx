import { DefaultTemplate } from '@payloadcms/next/templates'
import { HydrateAuthProvider, SetStepNav } from '@payloadcms/ui'
import { redirect } from 'next/navigation'
import type { AdminViewServerProps } from 'payload'
import { formatAdminURL } from 'payload/shared'
import type { ReactNode } from 'react'
import { type Role, staffOf } from '../../access/roles.ts'
import { Refused } from './Refused.tsx'
import './frame.css'

/**
 * A screen of ours inside Payload's template: navigation, breadcrumb, and nobody who is not of the house. Payload
 * leaves custom views open to everybody, so each of them begins with this.
 * @param path of the screen below the admin route, e.g. `/board`: where the login leads back to
 * @param title what the breadcrumb reads
 * @param roles who may see it; everybody of the house when left out
 */
export const Screen = ({
  view,
  path,
  title,
  roles,
  children,
}: {
  view: AdminViewServerProps
  path: `/${string}`
  title: string
  roles?: Role[]
  children: ReactNode
}) => {
  const { initPageResult, params, payload, searchParams, viewActions } = view
  const { locale, permissions, req, visibleEntities } = initPageResult
  const staff = staffOf(req)
  if (!staff) redirect(loginThenBack({ view, path }))
  return (
    <DefaultTemplate
      i18n={req.i18n}
      locale={locale}
      params={params}
      payload={payload}
      permissions={permissions}
      req={req}
      searchParams={searchParams}
      user={req.user ?? undefined}
      viewActions={viewActions}
      visibleEntities={{ collections: visibleEntities.collections, globals: visibleEntities.globals }}
    >
      <HydrateAuthProvider permissions={permissions} />
      <SetStepNav nav={[{ label: title }]} />
      <div className="loa-screen">
        {roles && !roles.includes(staff.role) ? <Refused req={req} /> : children}
      </div>
    </DefaultTemplate>
  )
}

const loginThenBack = ({ view, path }: { view: AdminViewServerProps; path: `/${string}` }): string => {
  const { routes, admin } = view.payload.config
  const query = new URLSearchParams(
    Object.entries(view.searchParams ?? {}).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => [name, one]),
    ),
  ).toString()
  const back = formatAdminURL({ adminRoute: routes.admin, path }) + (query && `?${query}`)
  const login = formatAdminURL({ adminRoute: routes.admin, path: admin.routes.login as `/${string}` })
  return `${login}?${new URLSearchParams({ redirect: back })}`
}

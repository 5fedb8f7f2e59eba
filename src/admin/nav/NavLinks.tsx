import { createLocalReq, type PayloadRequest, type ServerProps, type TypedUser } from 'payload'
import { formatAdminURL } from 'payload/shared'
import { staffOf } from '../../access/roles.ts'
import { say } from '../../i18n/index.ts'
import { NAV_ENTRIES } from './entries.ts'
import { NavLink } from './NavLink.tsx'
import './nav.css'

/** The working screens at the head of the navigation, with how much waits there for the reader. */
export const NavLinks = async ({ i18n, payload, user }: ServerProps) => {
  // Payload gives its request to the navigation, but not to what stands in it
  const asking = { user: user as TypedUser, req: { i18n: i18n as PayloadRequest['i18n'] } }
  const req = await createLocalReq(asking, payload)
  const staff = staffOf(req)
  if (!staff) return null
  const entries = NAV_ENTRIES.filter(({ roles }) => !roles || roles.includes(staff.role))
  const counts = await Promise.all(entries.map(async ({ count }) => (count ? count(req) : 0)))
  return (
    <ul aria-label={say(req, 'screens.nav')} className="loa-nav">
      {entries.map(({ path, words }, at) => (
        <li key={path}>
          <NavLink
            count={counts[at] ?? 0}
            href={formatAdminURL({ adminRoute: payload.config.routes.admin, path: path || null })}
          >
            {say(req, words)}
          </NavLink>
        </li>
      ))}
    </ul>
  )
}

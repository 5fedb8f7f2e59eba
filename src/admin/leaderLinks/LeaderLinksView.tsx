import type { AdminViewServerProps } from 'payload'
import { organizationTree } from '../../access/organizations.ts'
import { idOf, staffOf } from '../../access/roles.ts'
import { languageOf, say } from '../../i18n/index.ts'
import { LINK_DAYS, LINK_MAKERS } from '../../leader/endpoints.ts'
import type { LeaderLink } from '../../payload-types.ts'
import { Screen } from '../frame/Screen.tsx'
import { ScreenHead } from '../frame/ScreenHead.tsx'
import { NoPlan } from '../plan/NoPlan.tsx'
import { readPlan } from '../plan/readPlan.ts'
import { readableMoment } from '../readableMoment.ts'
import { MakeLink } from './MakeLink.tsx'
import { RevokeLink } from './RevokeLink.tsx'
import '../rows/rows.css'
import './leaderLinks.css'

/** `/admin/leader-links`: addresses for leaders, made, listed and revoked. */
export const LeaderLinksView = (view: AdminViewServerProps) => (
  <Screen
    path="/leader-links"
    roles={LINK_MAKERS}
    title={say(view.initPageResult.req, 'leader.screen.title')}
    view={view}
  >
    <LeaderLinks view={view} />
  </Screen>
)

const LeaderLinks = async ({ view }: { view: AdminViewServerProps }) => {
  const { req } = view.initPageResult
  const now = new Date()
  const staff = staffOf(req)
  const found = await readPlan({ req, now })
  const title = say(req, 'leader.screen.title')
  if (!staff || !found) return <NoPlan req={req} title={title} />
  const { plan, names } = found
  const tree = await organizationTree(req)
  const scope = names.organizations.filter(
    ({ id }) => staff.role === 'admin' || tree.isAtOrAbove(staff.organization, id),
  )
  const { docs } = await req.payload.find({
    collection: 'leader-links',
    sort: '-createdAt',
    limit: 100,
    depth: 1,
    overrideAccess: false,
    req,
  })
  return (
    <>
      <ScreenHead about={say(req, 'leader.screen.about')} title={title} />
      <p className="loa-card__text">{say(req, 'leader.screen.explain')}</p>
      <MakeLink
        days={[...LINK_DAYS]}
        organizations={scope
          .sort((a, b) => tree.below(b.id).length - tree.below(a.id).length)
          .map(({ id, name }) => ({ id, name }))}
        plan={plan.id}
      />
      <section aria-labelledby="loa-links" className="loa-card">
        <h2 id="loa-links">{say(req, 'leader.screen.list')}</h2>
        {docs.length === 0 ? (
          <>
            <p>{say(req, 'leader.screen.none')}</p>
            <p className="loa-card__text">{say(req, 'leader.screen.noneHelp')}</p>
          </>
        ) : (
          <table className="loa-rows" aria-labelledby="loa-links">
            <thead>
              <tr>
                {(['label', 'organization', 'by', 'until', 'lastUse', 'state'] as const).map((name) => (
                  <th key={name} scope="col">
                    {say(req, `leader.screen.${name}`)}
                  </th>
                ))}
                <td />
              </tr>
            </thead>
            <tbody>
              {(docs as LeaderLink[]).map((link) => {
                const moment = (instant: string) =>
                  readableMoment({ instant, timeZone: plan.timeZone, language: languageOf(req), now })
                const { id, label, start, expiresAt, lastUsedAt, revokedAt } = link
                const isLive = !revokedAt && expiresAt > now.toISOString()
                const called = label || `${say(req, 'leader.screen.unnamed')} (${start}…)`
                const scoped = names.organizations.find((one) => one.id === idOf(link.organization))?.name
                return (
                  <tr key={id}>
                    <th scope="row">{called}</th>
                    <td data-label={say(req, 'leader.screen.organization')}>{scoped}</td>
                    <td data-label={say(req, 'leader.screen.by')}>
                      {typeof link.createdBy === 'object' ? link.createdBy?.name : ''}
                    </td>
                    <td data-label={say(req, 'leader.screen.until')}>{moment(expiresAt)}</td>
                    <td data-label={say(req, 'leader.screen.lastUse')}>
                      {lastUsedAt ? moment(lastUsedAt) : say(req, 'leader.screen.never')}
                    </td>
                    <td data-label={say(req, 'leader.screen.state')}>
                      {revokedAt
                        ? say(req, 'leader.screen.revoked', { time: moment(revokedAt) })
                        : say(req, isLive ? 'leader.screen.live' : 'leader.screen.expired')}
                    </td>
                    <td>{isLive ? <RevokeLink id={id} label={called} /> : null}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        )}
      </section>
    </>
  )
}

import type { AdminViewServerProps } from 'payload'
import { staffOf } from '../../access/roles.ts'
import { Screen } from '../frame/Screen.tsx'
import { ScreenHead } from '../frame/ScreenHead.tsx'
import { saying } from '../saying.ts'
import { findWaiting } from './findWaiting.ts'
import { Inbox } from './Inbox.tsx'

/** `/admin/inbox`: what waits for an approver, with the one that is looked at (`?item=ID`) beside the list. */
export const InboxView = async (view: AdminViewServerProps) => {
  const { req } = view.initPageResult
  const say = saying(req)
  const staff = staffOf(req)
  const isApprover = staff?.role === 'approver'
  const { items, total, more } = isApprover ? await findWaiting({ req, staff }) : NOTHING
  const asked = view.searchParams?.item
  return (
    <Screen path="/inbox" roles={['approver']} title={say('screens.inbox')} view={view}>
      <ScreenHead about={say('inbox.about', { count: total })} title={say('screens.inbox')} />
      <Inbox first={typeof asked === 'string' ? asked : undefined} items={items} />
      {more > 0 ? <p className="loa-card__text">{say('inbox.more', { count: more })}</p> : null}
    </Screen>
  )
}

const NOTHING = { items: [], total: 0, more: 0 }

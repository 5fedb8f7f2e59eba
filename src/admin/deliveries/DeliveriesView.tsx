import type { AdminViewServerProps } from 'payload'
import { say } from '../../i18n/index.ts'
import { isIdentifier } from '../../identifier.ts'
import { Screen } from '../frame/Screen.tsx'
import { ScreenHead } from '../frame/ScreenHead.tsx'
import { Deliveries } from './Deliveries.tsx'

/** `/admin/deliveries[?subscriber=ID]`: what was pushed, and sending again. */
export const DeliveriesView = (view: AdminViewServerProps) => {
  const { req } = view.initPageResult
  const { subscriber } = view.searchParams ?? {}
  const title = say(req, 'deliveries.title')
  return (
    <Screen path="/deliveries" roles={['admin']} title={title} view={view}>
      <ScreenHead about={say(req, 'deliveries.about')} title={title} />
      <Deliveries initial={isIdentifier(subscriber) ? subscriber : undefined} />
    </Screen>
  )
}

import type { AdminViewServerProps } from 'payload'
import { say } from '../../i18n/index.ts'
import { Screen } from '../frame/Screen.tsx'
import { AllNotices } from './AllNotices.tsx'

/** `/admin/notices`: what the bell told, further back. */
export const NoticesView = (view: AdminViewServerProps) => (
  <Screen path="/notices" title={say(view.initPageResult.req, 'notices.heading')} view={view}>
    <AllNotices />
  </Screen>
)

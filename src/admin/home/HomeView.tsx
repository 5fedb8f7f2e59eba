import type { AdminViewServerProps } from 'payload'
import { say } from '../../i18n/index.ts'
import { Screen } from '../frame/Screen.tsx'
export const HomeView = (view: AdminViewServerProps) => (
  <Screen path="/" title={say(view.initPageResult.req, 'screens.home')} view={view}>
    <p>home</p>
  </Screen>
)

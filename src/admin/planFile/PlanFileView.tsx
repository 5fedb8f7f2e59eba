import type { AdminViewServerProps } from 'payload'
import { say } from '../../i18n/index.ts'
import { Screen } from '../frame/Screen.tsx'
import { ScreenHead } from '../frame/ScreenHead.tsx'
import { PlanFile } from './PlanFile.tsx'

/** `/admin/plan-file`: the plan as a file, in and out. */
export const PlanFileView = (view: AdminViewServerProps) => {
  const { req } = view.initPageResult
  const title = say(req, 'planFile.title')
  return (
    <Screen path="/plan-file" roles={['admin']} title={title} view={view}>
      <ScreenHead about={say(req, 'planFile.about')} title={title} />
      <PlanFile />
    </Screen>
  )
}

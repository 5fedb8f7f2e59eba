import type { AdminViewServerProps, PayloadRequest } from 'payload'
import { Refusal } from '../../errors/index.ts'
import { say } from '../../i18n/index.ts'
import { reportFor } from '../../report/index.ts'
import { Screen } from '../frame/Screen.tsx'
import { ScreenHead } from '../frame/ScreenHead.tsx'
import { type Choice, choiceIn, queryOf } from './choice.ts'
import { Downloads } from './Downloads.tsx'
import { Filters } from './Filters.tsx'
import { choicesFor, plansFor } from './options.ts'
import { ReportBody } from './ReportBody.tsx'
import './report.css'

/** `/admin/report`: the results of a plan on the screen, as the documents have them, and the documents themselves. */
export const ReportScreen = (view: AdminViewServerProps) => (
  <Screen path="/report" title={say(view.initPageResult.req, 'report.screen')} view={view}>
    <Content {...view} />
  </Screen>
)

const Content = async ({ initPageResult: { req }, searchParams }: AdminViewServerProps) => {
  const plans = await plansFor(req)
  const search = searchParams ?? {}
  const plan = plans.find(({ code }) => code === search.plan) ?? plans[0]
  const title = say(req, 'report.screen')
  if (!plan)
    return (
      <>
        <ScreenHead title={title} />
        <p className="loa-card">{say(req, 'report.noPlan')}</p>
      </>
    )
  const choice = choiceIn({ search, plan, now: new Date() })
  const choices = await choicesFor({ req, plan: plan.id })
  const shown = await report({ req, choice })
  const { api } = req.payload.config.routes
  const label = (format: string) => say(req, 'report.downloadAs', { format })
  return (
    <>
      <ScreenHead about={say(req, 'report.about')} title={title}>
        {'refused' in shown ? null : (
          <Downloads
            address={`${api}/reports/progress?${new URLSearchParams(queryOf(choice))}`}
            labels={{ docx: label('DOCX'), xlsx: label('XLSX'), pdf: label('PDF') }}
            print={say(req, 'report.print')}
          />
        )}
      </ScreenHead>
      <Filters {...choices} choice={choice} plans={plans} req={req} />
      {'refused' in shown ? (
        <p className="loa-card loa-report__refused" role="alert">
          {shown.refused}
        </p>
      ) : (
        <ReportBody {...shown} req={req} />
      )}
    </>
  )
}

/** The report, or why there is none. */
const report = async ({ req, choice }: { req: PayloadRequest; choice: Choice }) => {
  try {
    return await reportFor({ req, query: queryOf(choice) })
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.message }
    throw error
  }
}

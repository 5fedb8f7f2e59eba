// The screens of our own: where each stands below the admin route, and what makes it.
import type { AdminViewConfig } from 'payload'
import { words } from '../i18n/index.ts'
import type { WordKey } from './useWords.ts'

const view = (path: `/${string}`, component: string, title: WordKey): AdminViewConfig => ({
  Component: `/src/admin/${component}`,
  path,
  meta: { title: words(title).vi },
})

/** @param hasMailbox whether mail is kept instead of sent, so that there is a mailbox to look into */
export const viewsOf = ({ hasMailbox }: { hasMailbox: boolean }): Record<string, AdminViewConfig> => ({
  dashboard: { Component: '/src/admin/home/HomeView.tsx#HomeView' },
  board: view('/board', 'board/BoardView.tsx#BoardView', 'screens.board'),
  calendar: view('/calendar', 'calendar/CalendarView.tsx#CalendarView', 'screens.calendar'),
  inbox: view('/inbox', 'inbox/InboxView.tsx#InboxView', 'screens.inbox'),
  report: view('/report', 'report/ReportScreen.tsx#ReportScreen', 'report.screen'),
  notices: view('/notices', 'notices/NoticesView.tsx#NoticesView', 'notices.many'),
  leaderLinks: view(
    '/leader-links',
    'leaderLinks/LeaderLinksView.tsx#LeaderLinksView',
    'leader.screen.title',
  ),
  planFile: view('/plan-file', 'planFile/PlanFileView.tsx#PlanFileView', 'planFile.title'),
  deliveries: view('/deliveries', 'deliveries/DeliveriesView.tsx#DeliveriesView', 'deliveries.title'),
  ...(hasMailbox
    ? { mailbox: view('/mailbox', 'mailbox/MailboxView.tsx#MailboxView', 'mailbox.title') }
    : {}),
})

// The screens of our own: where each stands below the admin route, and what makes it.
import type { AdminViewConfig } from 'payload'
import { words } from '../i18n/index.ts'
import type { WordKey } from './useWords.ts'

const view = (path: `/${string}`, component: string, title: WordKey): AdminViewConfig => ({
  Component: `/src/admin/${component}`,
  path,
  meta: { title: words(title).vi },
})

export const VIEWS: Record<string, AdminViewConfig> = {
  dashboard: { Component: '/src/admin/home/HomeView.tsx#HomeView' },
  board: view('/board', 'board/BoardView.tsx#BoardView', 'screens.board'),
  inbox: view('/inbox', 'inbox/InboxView.tsx#InboxView', 'screens.inbox'),
  calendar: view('/calendar', 'calendar/CalendarView.tsx#CalendarView', 'screens.calendar'),
  leaderLinks: view(
    '/leader-links',
    'leaderLinks/LeaderLinksView.tsx#LeaderLinksView',
    'leader.screen.title',
  ),
}

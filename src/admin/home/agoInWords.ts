import type { PayloadRequest } from 'payload'
import { say } from '../../i18n/index.ts'

/** How long ago an instant (ISO 8601) was: `40 phút trước`, `hôm qua`. Whole units, rounded down. */
export const agoInWords = ({
  req,
  instant,
  now,
}: {
  req: Pick<PayloadRequest, 'i18n'>
  instant: string
  now: Date
}): string => {
  const minutes = Math.floor((now.getTime() - Date.parse(instant)) / 60_000)
  if (minutes < 1) return say(req, 'home.ago.now')
  if (minutes < 60) return say(req, 'home.ago.minutes', { count: minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return say(req, 'home.ago.hours', { count: hours })
  const days = Math.floor(hours / 24)
  return days === 1 ? say(req, 'home.ago.yesterday') : say(req, 'home.ago.days', { count: days })
}

import type { Say } from '../useWords.ts'

/** `2024-W47` as “tuần 47/2024”, `2024-12` as “tháng 12/2024”. */
export const periodInWords = ({ period, say }: { period: string; say: Say }): string => {
  const [year = '', part = ''] = period.split('-')
  const values = { number: Number(part.replace(/\D/g, '')), year }
  if (period === 'window') return say('period.window')
  if (part.startsWith('W')) return say('period.week', values)
  return say(part.startsWith('Q') ? 'period.quarter' : 'period.month', values)
}

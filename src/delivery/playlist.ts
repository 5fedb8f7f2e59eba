// The play list of a station on one day, made of the editions that are live on it.
import type { DeliveredItem, DeliveredPlaylist } from './schema.ts'

const RANKS = ['urgent', 'priority', 'normal']

/** Urgent ones, which are broadcast at once, before priority ones before normal ones; of one class the older before. */
export const inOrder = <One extends { priority: string }>(entries: One[]): One[] =>
  entries.toSorted((one, other) => rankOf(one) - rankOf(other))

/**
 * @param items oldest first; those without a script are of other channels
 * @param date `YYYY-MM-DD`; undefined: today in the time zone of each
 * @param timeZone of the day that is told where neither `date` nor a script tells it
 */
export const playlistOf = ({
  items,
  date,
  now,
  timeZone: usualTimeZone = 'UTC',
}: {
  items: DeliveredItem[]
  date: string | undefined
  now: Date
  timeZone?: string
}): DeliveredPlaylist => {
  const today = (timeZone: string) => date ?? dateIn({ instant: now, timeZone })
  const scripts = items.flatMap(({ script, ...item }) => (script ? [{ ...item, ...script }] : []))
  const running = scripts.filter(({ startsOn, endsOn, timeZone }) => {
    const day = today(timeZone)
    return startsOn <= day && day <= endsOn
  })
  return {
    date: today(scripts[0]?.timeZone ?? usualTimeZone),
    entries: inOrder(running).map((one, n) => {
      const {
        id,
        edition,
        outlet,
        title,
        priority,
        text,
        seconds,
        audio,
        times,
        repeats,
        startsOn,
        endsOn,
        timeZone,
      } = one
      const atOnce = priority === 'urgent'
      return {
        order: n + 1,
        id,
        edition,
        outlet,
        title,
        priority,
        atOnce,
        text,
        seconds,
        audio,
        times,
        repeats,
        startsOn,
        endsOn,
        timeZone,
      }
    }),
  }
}

/**
 * Extended M3U: every recording as often as it is repeated. What has to be read out is named in a comment, so that
 * nobody misses it.
 */
export const m3uOf = ({ date, entries }: DeliveredPlaylist): string => {
  const lines = entries.flatMap(({ title, seconds, audio, repeats, times, atOnce }) => {
    const name = oneLine(title)
    const hours = atOnce ? '!' : times.join(' ')
    if (!audio) return [`# ${hours} ${name} (${Math.round(seconds)} s)`]
    return Array.from({ length: repeats }, () => [
      `#EXTINF:${Math.round(audio.seconds)},${name}`,
      audio.url,
    ]).flat()
  })
  return `${['#EXTM3U', `#PLAYLIST:${date}`, ...lines].join('\n')}\n`
}

const rankOf = ({ priority }: { priority: string }): number => {
  const rank = RANKS.indexOf(priority)
  return rank < 0 ? RANKS.length : rank
}

// a line end in a title would become an address of its own
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()

const dateIn = ({ instant, timeZone }: { instant: Date; timeZone: string }): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(instant)

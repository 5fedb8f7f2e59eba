// Loudspeaker radio of districts and communes (plan, II.2.2): a script that is read out, or a recording that is played,
// at the hours of the station. Circular 39/2020/TT-BTTTT: urgent bulletins at once, priority ones before normal ones.
import type { Field, TextField } from 'payload'
import { idOf } from '../access/roles.ts'
import { storedAddress } from '../delivery/addresses.ts'
import { invalid } from '../errors/index.ts'
import { labelled } from '../i18n/index.ts'
import { calendarDate } from '../planFields.ts'
import type { Channel, OnChannel, Placed } from './interface.ts'
import { paceOf, readingSeconds, wordsReadOut } from './readingTime.ts'
import { daysOf } from './validity.ts'

/** What an outlet does that says nothing else. */
const USUAL = { times: ['05:30', '17:00'], days: 30 }

/** A bulletin that takes longer is an article, and nobody stands under a loudspeaker so long. In seconds. */
const LONGEST = 15 * 60

// one text, not a list of texts: a list is a table of its own, read with every item
const times = (): TextField => ({
  name: 'times',
  type: 'text',
  maxLength: 100,
  validate: (value: unknown, { req }: { req: OnChannel['req'] }) =>
    hoursIn(value).every((one) => /^([01]\d|2[0-3]):[0-5]\d$/.test(one)) ||
    invalid({ req, path: 'times', reason: 'timeOfDay' }).message,
})

const hoursIn = (value: unknown): string[] =>
  String(value ?? '')
    .split(/[\s,;]+/)
    .filter(Boolean)

const itemFields: Field[] = [
  { name: 'script', type: 'textarea', maxLength: 20_000, admin: { rows: 8 } },
  {
    name: 'readingTime',
    type: 'ui',
    admin: {
      disableListColumn: true,
      components: { Field: '/src/admin/channels/ReadingTime.tsx#ReadingTime' },
    },
  },
  {
    name: 'audio',
    type: 'upload',
    relationTo: 'media',
    filterOptions: { mimeType: { contains: 'audio/' } },
  },
  times(),
  {
    type: 'row',
    fields: [
      { name: 'repeats', type: 'number', min: 1, max: 10, admin: { width: '33%' } },
      calendarDate('startsOn', { admin: { width: '33%' } }),
      calendarDate('endsOn', { admin: { width: '33%' } }),
    ],
  },
]

const outletFields: Field[] = [
  times(),
  {
    type: 'row',
    fields: [
      { name: 'syllablesAMinute', type: 'number', min: 80, max: 400 },
      { name: 'days', type: 'number', min: 1, max: 366 },
    ],
  },
]

export const loudspeaker: Channel = {
  code: 'loudspeaker',
  recordsPastDates: true,
  renditions: [],
  variant: { group: 'loudspeaker', fields: labelled('loudspeaker', itemFields) },
  settings: { group: 'station', fields: labelled('station', outletFields) },
  filesOf: ({ own }) => [own.audio].flatMap((one) => idOf(one) ?? []),
  reasonsWhyNot: (on) => {
    const { req, own } = on
    const reasons = []
    const audio = audioOf(on)
    if (own.audio && !audio?.mimeType.startsWith('audio/'))
      reasons.push(invalid({ req, path: 'loudspeaker.audio', reason: 'audioRequired' }))
    if (!audio && !scriptOf(on))
      reasons.push(invalid({ req, path: 'loudspeaker.script', reason: 'scriptRequired' }))
    for (const { name, settings } of on.outlets) {
      const seconds = audio?.seconds ?? readingSeconds(scriptOf(on), paceOf(settings))
      if (seconds > LONGEST)
        reasons.push(
          invalid({
            req,
            path: 'loudspeaker.script',
            reason: 'bulletinTooLong',
            values: { outlet: name, minutes: Math.ceil(seconds / 60), most: LONGEST / 60 },
          }),
        )
    }
    if (own.startsOn && own.endsOn && String(own.endsOn) < String(own.startsOn))
      return [...reasons, invalid({ req, path: 'loudspeaker.endsOn', reason: 'dateOrder' })]
    for (const outlet of on.outlets) {
      const publishedAt = on.runsAt(outlet)
      const { last, isOverAt } = validityOf({ ...on, outlet, publishedAt })
      if (isOverAt <= publishedAt)
        reasons.push(
          invalid({
            req,
            path: `loudspeaker.${own.endsOn ? 'endsOn' : 'startsOn'}`,
            reason: 'overBeforeItRuns',
            values: { outlet: outlet.name, date: last.split('-').reverse().join('/') },
          }),
        )
    }
    return reasons
  },
  freeze: ({ outlet, publishedAt, ...on }) => {
    const { own, timeZone } = on
    const audio = audioOf(on)
    const text = scriptOf(on)
    const { first, last, isOverAt } = validityOf({ ...on, outlet, publishedAt })
    return {
      item: {
        script: {
          text,
          seconds: audio?.seconds ?? readingSeconds(text, paceOf(outlet.settings)),
          audio: audio
            ? {
                url: storedAddress(audio.filename),
                mimeType: audio.mimeType,
                seconds: audio.seconds ?? 0,
                bytes: audio.filesize,
              }
            : null,
          times: timesOf(own) ?? timesOf(outlet.settings) ?? USUAL.times,
          repeats: Number(own.repeats ?? 1),
          startsOn: first,
          endsOn: last,
          timeZone,
        },
      },
      runsUntil: isOverAt,
    }
  },
}

const validityOf = ({
  own: { startsOn, endsOn },
  outlet: { settings },
  publishedAt,
  timeZone,
}: Pick<OnChannel, 'own' | 'timeZone'> & { outlet: Placed; publishedAt: Date }) =>
  daysOf({ startsOn, endsOn, publishedAt, days: Number(settings.days ?? USUAL.days), timeZone })

const audioOf = ({ own, files }: Pick<OnChannel, 'own' | 'files'>) => files.get(idOf(own.audio) ?? '')

const scriptOf = ({ own, doc, text }: Pick<OnChannel, 'own' | 'doc' | 'text'>): string =>
  wordsReadOut({ script: own.script, text, summary: doc.summary })

const timesOf = ({ times: given }: Record<string, unknown>): string[] | undefined => {
  const hours = [...new Set(hoursIn(given))].sort()
  return hours.length > 0 ? hours : undefined
}

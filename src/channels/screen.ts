// Public LED and LCD screens (plan, II.2.2): a picture or a clip in the shape of the screen, else the words themselves,
// for as long as it holds true.
import type { Field } from 'payload'
import { idOf } from '../access/roles.ts'
import { storedAddress } from '../delivery/addresses.ts'
import { invalid } from '../errors/index.ts'
import { labelled } from '../i18n/index.ts'
import { moment } from '../planFields.ts'
import { calendarDateIn } from '../quota/calendar.ts'
import type { Channel, LibraryFile, OnChannel } from './interface.ts'
import { heightOnScreen, lettersThatFit, shareFilled } from './legible.ts'
import { SCREEN_PROFILES, type Screen, screenOf } from './screenProfiles.ts'

const itemFields: Field[] = [
  {
    name: 'visual',
    type: 'upload',
    relationTo: 'media',
    filterOptions: { or: [{ mimeType: { contains: 'image/' } }, { mimeType: { contains: 'video/' } }] },
  },
  { name: 'caption', type: 'textarea', maxLength: 300, admin: { rows: 2 } },
  {
    type: 'row',
    fields: [
      { name: 'textHeight', type: 'number', min: 1, max: 5000, admin: { width: '50%' } },
      { name: 'seconds', type: 'number', min: 3, max: 600, admin: { width: '50%' } },
    ],
  },
  {
    type: 'row',
    fields: [moment('startsAt', { admin: { width: '50%' } }), moment('endsAt', { admin: { width: '50%' } })],
  },
]

const outletFields: Field[] = [
  { name: 'profile', type: 'select', options: Object.keys(SCREEN_PROFILES) },
  {
    type: 'row',
    fields: [
      { name: 'minTextHeight', type: 'number', min: 1, max: 2000 },
      { name: 'stillSeconds', type: 'number', min: 3, max: 120 },
      { name: 'clipSeconds', type: 'number', min: 3, max: 600 },
      { name: 'days', type: 'number', min: 1, max: 366 },
    ],
  },
]

export const screen: Channel = {
  code: 'screen',
  recordsPastDates: true,
  renditions: [],
  variant: { group: 'screen', fields: labelled('screen', itemFields) },
  settings: { group: 'screen', fields: labelled('screenOutlet', outletFields) },
  filesOf: ({ doc, own }) => [own.visual ?? doc.cover].flatMap((one) => idOf(one) ?? []),
  reasonsWhyNot: (on) => {
    const { req, own, outlets } = on
    const visual = visualOf(on)
    const reasons = outlets.flatMap(({ name, settings }) => {
      const shape = screenOf(settings)
      if (!visual) return wordsTooLong({ ...on, name, shape })
      return visual.mimeType.startsWith('video/')
        ? clipUnfit({ req, name, shape, visual })
        : stillUnfit({ ...on, name, shape, visual })
    })
    if (own.visual && !visual) reasons.push(invalid({ req, path: 'screen.visual', reason: 'visualRequired' }))
    if (own.startsAt && own.endsAt && new Date(String(own.endsAt)) <= new Date(String(own.startsAt)))
      return [...reasons, invalid({ req, path: 'screen.endsAt', reason: 'dateOrder' })]
    for (const outlet of outlets) {
      const publishedAt = on.runsAt(outlet)
      const { endsAt } = timeOf({ own, shape: screenOf(outlet.settings), publishedAt })
      if (endsAt > publishedAt) continue
      const date = calendarDateIn({ instant: endsAt, timeZone: on.timeZone })
      reasons.push(
        invalid({
          req,
          path: `screen.${own.endsAt ? 'endsAt' : 'startsAt'}`,
          reason: 'overBeforeItRuns',
          values: { outlet: outlet.name, date: date.split('-').reverse().join('/') },
        }),
      )
    }
    return reasons
  },
  freeze: ({ outlet, publishedAt, ...on }) => {
    const { own } = on
    const shape = screenOf(outlet.settings)
    const visual = visualOf(on)
    const { startsAt, endsAt } = timeOf({ own, shape, publishedAt })
    const isClip = visual?.mimeType.startsWith('video/') ?? false
    return {
      item: {
        screen: {
          profile: shape.profile,
          width: shape.width,
          height: shape.height,
          seconds: isClip
            ? Math.min(visual?.seconds ?? shape.clipSeconds, shape.clipSeconds)
            : Number(own.seconds ?? shape.stillSeconds),
          startsAt: startsAt.toISOString(),
          endsAt: endsAt.toISOString(),
          caption: captionOf(on),
          media: visual ? shownAs({ visual, shape }) : null,
        },
      },
      runsUntil: endsAt,
    }
  },
}

/** From publication on, for the days of the screen, where the item says nothing else. */
const timeOf = ({
  own,
  shape: { days },
  publishedAt,
}: Pick<OnChannel, 'own'> & { shape: Screen; publishedAt: Date }) => {
  const startsAt = own.startsAt ? new Date(String(own.startsAt)) : publishedAt
  const endsAt = own.endsAt
    ? new Date(String(own.endsAt))
    : new Date(startsAt.getTime() + days * 24 * 60 * 60 * 1000)
  return { startsAt, endsAt }
}

/** The picture or clip of its own, else the cover. */
const visualOf = ({ own, doc, files }: Pick<OnChannel, 'own' | 'doc' | 'files'>): LibraryFile | undefined => {
  const file = files.get(idOf(own.visual ?? doc.cover) ?? '')
  return file && /^(image|video)\//.test(file.mimeType) ? file : undefined
}

const captionOf = ({ own, doc }: Pick<OnChannel, 'own' | 'doc'>): string =>
  [own.caption, doc.title].map((one) => String(one ?? '').trim()).find(Boolean) ?? ''

type One = { name: string; shape: Screen }

const wordsTooLong = ({ req, own, doc, name, shape }: OnChannel & One) => {
  const letters = captionOf({ own, doc }).length
  const most = lettersThatFit(shape)
  return letters > most
    ? [
        invalid({
          req,
          path: 'screen.caption',
          reason: 'captionTooLong',
          values: { outlet: name, letters, most },
        }),
      ]
    : []
}

/** A clip is shown whole, as is a picture too small to be cut: one that fills less of the screen is a strip in the dark. */
const LEAST_SHARE = 0.4

/** By how much a still may be blown up; past it there are squares where lines should be. */
const MOST_ENLARGED = 3

const clipUnfit = ({
  req,
  name,
  shape,
  visual: { seconds, width, height },
}: {
  req: OnChannel['req']
  visual: LibraryFile
} & One) => {
  const reasons = []
  if ((seconds ?? 0) > shape.clipSeconds)
    reasons.push(
      invalid({
        req,
        path: 'screen.visual',
        reason: 'clipTooLong',
        values: { outlet: name, seconds: seconds ?? 0, most: shape.clipSeconds },
      }),
    )
  if (width && height && shareFilled({ picture: { width, height }, screen: shape }) < LEAST_SHARE)
    reasons.push(
      invalid({
        req,
        path: 'screen.visual',
        reason: 'clipOffScreen',
        values: { outlet: name, width: shape.width, height: shape.height },
      }),
    )
  return reasons
}

const stillUnfit = ({ req, own, name, shape, visual }: OnChannel & One & { visual: LibraryFile }) => {
  const { width, height } = visual
  if (!(width && height)) return []
  const reasons = []
  const picture = { width, height }
  const isCut = visual.renditions[shape.rendition] !== undefined
  // one pixel of the picture, on the screen
  const scale = heightOnScreen({ textHeight: 1, picture, screen: shape, isCut })
  if (!isCut && shareFilled({ picture, screen: shape }) < LEAST_SHARE)
    reasons.push(
      invalid({
        req,
        path: 'screen.visual',
        reason: 'pictureOffScreen',
        values: { outlet: name, width: shape.width, height: shape.height },
      }),
    )
  else if (scale > MOST_ENLARGED)
    reasons.push(
      invalid({
        req,
        path: 'screen.visual',
        reason: 'pictureTooSmall',
        values: { outlet: name, width: shape.width, height: shape.height },
      }),
    )
  const shown = Number(own.textHeight ?? Number.NaN) * scale
  if (shown < shape.minTextHeight)
    reasons.push(
      invalid({
        req,
        path: 'screen.textHeight',
        reason: 'textTooSmall',
        values: { outlet: name, height: Math.floor(shown), least: shape.minTextHeight },
      }),
    )
  return reasons
}

const shownAs = ({ visual, shape }: { visual: LibraryFile; shape: Screen }) => {
  const { filename, mimeType, width, height, alt, seconds, renditions } = visual
  const cut = mimeType.startsWith('video/') ? undefined : renditions[shape.rendition]
  const file = cut ?? { filename, mimeType, width: width ?? 0, height: height ?? 0 }
  return {
    url: storedAddress(file.filename),
    width: file.width,
    height: file.height,
    mimeType: file.mimeType,
    alt,
    seconds: seconds ?? null,
  }
}

// The shapes of the delivery API, once: types, validation and documentation come from here.
import { z } from 'zod'

const renditionShape = z.object({
  url: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  mimeType: z.string(),
})

/** A picture as a portal shows it. `url` is absolute; sizes in pixels. */
export const deliveredMedia = z.object({
  url: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  mimeType: z.string(),
  alt: z.string(),
  credit: z.string().nullable(),
  renditions: z
    .record(z.string(), renditionShape)
    .optional()
    .describe('the same in other sizes, by name: those that the outlet can use'),
})

/** What an announcer reads or a player plays. Lengths in seconds; days are calendar dates of `timeZone`, both included. */
export const deliveredScript = z.object({
  text: z.string(),
  seconds: z.number(),
  audio: z
    .object({ url: z.string(), mimeType: z.string(), seconds: z.number(), bytes: z.number().int() })
    .nullable(),
  times: z.array(z.string()),
  repeats: z.number().int(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  timeZone: z.string(),
})

/** What a screen shows, in pixels and seconds; without a picture or clip the caption alone. */
export const deliveredScreen = z.object({
  profile: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  seconds: z.number(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  caption: z.string(),
  media: z
    .object({
      url: z.string(),
      width: z.number().int(),
      height: z.number().int(),
      mimeType: z.string(),
      alt: z.string(),
      seconds: z.number().nullable(),
    })
    .nullable(),
})

/**
 * One item as one outlet shows it: a frozen edition. Instants are ISO 8601 in UTC; codes are the plan's. Of what
 * the delivered collection has no field for: null, an empty list or an empty text, as the type says.
 */
export const deliveredItem = z.object({
  id: z.string().describe('the item in the cms; the same in every edition'),
  edition: z.number().int().describe('grows with every publication, correction and withdrawal'),
  outlet: z.string(),
  title: z.string(),
  slug: z.string(),
  kind: z.string(),
  summary: z.string().nullable(),
  html: z.string(),
  text: z.string(),
  task: z.string().nullable(),
  line: z.string().nullable(),
  themes: z.array(z.string()),
  event: z.string().nullable(),
  priority: z.string().describe('`normal` where nothing is said'),
  cover: deliveredMedia.nullable(),
  media: z.array(deliveredMedia),
  byline: z.string(),
  organization: z.string(),
  publishedAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  changeNote: z.string().optional().describe('what a correction changed'),
  citations: z
    .array(
      z.object({
        number: z.string(),
        title: z.string(),
        issuer: z.string(),
        issuedOn: z.iso.date(),
        url: z.string().nullable(),
        file: z
          .object({ url: z.string(), mimeType: z.string() })
          .optional()
          .describe('the document itself, where the library has it'),
      }),
    )
    .optional()
    .describe('documents that it rests on'),
  programme: z.object({ code: z.string(), title: z.string() }).optional().describe('column or programme'),
  script: deliveredScript.optional().describe('on loudspeakers'),
  screen: deliveredScreen.optional().describe('on screens'),
})
export type DeliveredItem = z.infer<typeof deliveredItem>
export type DeliveredMedia = z.infer<typeof deliveredMedia>

/** A code of the plan; PostgreSQL knows no NUL in a text. */
const planCode = z
  .string()
  .max(80)
  .refine((text) => !/\p{Cc}/u.test(text))

/** Words to look for; there must be a letter or a digit among them, or everything would be found. */
const searched = z
  .string()
  .max(200)
  .refine((text) => /[\p{L}\p{N}]/u.test(text) && !text.includes('\0'))

const MOST = 200
const LONGEST_WAIT = 30

/** How many are asked for; more than there are at once is no mistake, and gives so many. */
const limit = z.coerce
  .number()
  .overwrite((asked) => Math.min(asked, MOST))
  .int()
  .min(1)

/** Query of `GET /items`. Parameters that are empty are left out before: see `withoutEmpty.ts`. */
export const itemsQuery = z.object({
  limit: limit.default(20),
  cursor: z.string().max(200).optional(),
  task: planCode.optional(),
  theme: planCode.optional(),
  line: planCode.optional(),
  /** Where kinds are choices, one that is none is refused with 400: see `reading.ts`. */
  kind: planCode.optional(),
  q: searched.optional(),
})
export type ItemsQuery = z.infer<typeof itemsQuery>

/** Query of `GET /items/:id`. */
export const itemQuery = z.object({
  /** In place of `Accept`. */
  format: z.enum(['json', 'ninjs', 'html', 'text']).optional(),
})

/** Query of the feeds: the newest items, without pages. */
export const feedQuery = itemsQuery.omit({ cursor: true }).extend({
  limit: limit.default(50),
})

/** Query of the play list: a day of the plan's time zone; default today. */
export const playlistQuery = z.object({ date: z.iso.date().optional() })

/** One bulletin of a play list, in the order in which it is broadcast. */
export const playlistEntry = deliveredScript.extend({
  order: z.number().int(),
  id: z.string(),
  edition: z.number().int(),
  outlet: z.string(),
  title: z.string(),
  priority: z.string(),
  atOnce: z.boolean().describe('urgent: interrupts what is on, and waits for no hour'),
})

/** What a station broadcasts on one day. */
export const deliveredPlaylist = z.object({ date: z.iso.date(), entries: z.array(playlistEntry) })
export type DeliveredPlaylist = z.infer<typeof deliveredPlaylist>

/** One still, clip or caption of a loop. */
export const loopEntry = deliveredScreen.extend({
  id: z.string(),
  edition: z.number().int(),
  outlet: z.string(),
  title: z.string(),
  priority: z.string(),
})

/** What a screen shows, now and until it has asked again; while an urgent entry holds, the urgent ones alone. */
export const deliveredLoop = z.object({ entries: z.array(loopEntry) })
export type DeliveredLoop = z.infer<typeof deliveredLoop>

/** What an item is filed under. Of what the collection has no field for: null. */
export const deliveredTerm = z.object({
  code: z.string(),
  title: z.string(),
  gloss: z.string().nullable(),
  clause: z.string().nullable(),
  description: z.string().nullable(),
})

/** A content line; it takes items from the first to the last of these days, calendar dates of the plan. */
export const deliveredLine = deliveredTerm.extend({
  opensOn: z.iso.date().nullable(),
  closesOn: z.iso.date().nullable(),
})

/** A file of an event: its programme, a press release, a picture. `url` is absolute. */
export const deliveredDocument = z.object({ title: z.string(), url: z.string(), mimeType: z.string() })

/** An event of the plan; instants in UTC. */
export const deliveredEvent = deliveredTerm.extend({
  kind: z.string().nullable(),
  startsAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
  isProvisional: z.boolean(),
  place: z.string().nullable(),
  organization: z.string().nullable(),
  documents: z.array(deliveredDocument),
})

/** One change on one outlet, in the order of `cursor`. */
export const deliveredChange = z.object({
  cursor: z.string().describe('opaque; the `after` that continues behind this change'),
  type: z.enum(['published', 'updated', 'retracted']),
  id: z.string().describe('the item in the cms'),
  item: deliveredItem.optional().describe('the edition; not there when the item is, or was later, withdrawn'),
})
export type DeliveredChange = z.infer<typeof deliveredChange>

/** Query of `GET /changes`. */
export const changesQuery = z.object({
  /** Where the last page ended. Default: the beginning. */
  after: z.string().max(40).optional(),
  limit: limit.default(100),
  /** Seconds to hold the request while there is nothing. */
  wait: z.coerce
    .number()
    .overwrite((asked) => Math.min(asked, LONGEST_WAIT))
    .min(0)
    .default(0),
})
export type ChangesQuery = z.infer<typeof changesQuery>

// The shapes a portal reads, written out so that its own compiler needs nothing of ours. A test holds them
// equal to the schema of the API (`src/delivery/schema.ts`).

/** A picture. `url` is absolute and asks for the key, see `Client.media`; width and height in pixels. */
export type Media = {
  url: string
  width: number
  height: number
  mimeType: string
  alt: string
  credit: string | null
  /** The same in other sizes that your outlet can use, by name: `card`, `full`, `square`, `print`, … */
  renditions?: Record<string, { url: string; width: number; height: number; mimeType: string }>
}

/** What an announcer reads or a player plays. Lengths in seconds; days are calendar dates of `timeZone`, both included. */
export type Script = {
  text: string
  seconds: number
  audio: { url: string; mimeType: string; seconds: number; bytes: number } | null
  /** Hours of the day: `05:30`. */
  times: string[]
  repeats: number
  startsOn: string
  endsOn: string
  timeZone: string
}

/** What a screen shows, in pixels and seconds; without a picture or clip (`media` null) the caption alone. */
export type Screen = {
  profile: string
  width: number
  height: number
  seconds: number
  startsAt: string
  endsAt: string
  caption: string
  media: {
    url: string
    width: number
    height: number
    mimeType: string
    alt: string
    seconds: number | null
  } | null
}

/**
 * One item as one of your outlets shows it: a frozen edition. Instants are ISO 8601 in UTC; `outlet`, `task`,
 * `line`, `themes`, `event` and `organization` are codes of the plan.
 */
export type Item = {
  /** The item; the same in every edition. */
  id: string
  /** Grows with every publication, correction and withdrawal: the larger one replaces the smaller. */
  edition: number
  outlet: string
  title: string
  slug: string
  /** `news`, `article`, `radio`, `video`, `led`, `social`, `print`, `press-release`; a project may have others. */
  kind: string
  summary: string | null
  /** Escaped, without scripts. */
  html: string
  /** The same as plain text. */
  text: string
  task: string | null
  line: string | null
  themes: string[]
  event: string | null
  /** `normal`, `priority`, `urgent`. */
  priority: string
  cover: Media | null
  media: Media[]
  byline: string
  organization: string
  publishedAt: string
  updatedAt: string
  /** What a correction changed. */
  changeNote?: string
  /** Documents that it rests on; days are calendar dates. */
  citations?: {
    number: string
    title: string
    issuer: string
    issuedOn: string
    url: string | null
    file?: { url: string; mimeType: string }
  }[]
  /** The column or programme it stands in. */
  programme?: { code: string; title: string }
  /** On loudspeakers. */
  script?: Script
  /** On screens. */
  screen?: Screen
}

/** Which items; codes of the plan. Each filter narrows. */
export type ItemsFilters = {
  task?: string | undefined
  theme?: string | undefined
  line?: string | undefined
  kind?: string | undefined
  /** A phrase, with or without diacritics: `chuyen doi so`. */
  q?: string | undefined
  /** Items in one answer, 1 … 200. Default 20. */
  limit?: number | undefined
  /** `next` of an earlier page: begins after it. */
  cursor?: string | undefined
}

/** One page, newest first; `next` is the cursor of the following page, null at the end. */
export type Page = { items: Item[]; next: string | null }

/**
 * found: live on one of your outlets · gone: it was, and has been withdrawn; take it off ·
 * not-found: never was on your outlets
 */
export type FoundItem = { state: 'found'; item: Item } | { state: 'gone' } | { state: 'not-found' }

/** One change on one of your outlets. */
export type Change = {
  /** Opaque; `after` of `changes` continues behind this change. */
  cursor: string
  type: 'published' | 'updated' | 'retracted'
  /** The item. */
  id: string
  /** The edition to show; not there when the item is, or was later, withdrawn. */
  item?: Item | undefined
}

/** Proof of a publication: the edition of an item, where you show it, and since when (a Date, or ISO 8601). */
export type Receipt = { id: string; edition: number; url: string; publishedAt: Date | string }

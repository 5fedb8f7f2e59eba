// What a channel is to Loa: data and a few functions, the same for each, so that another one is one file more.
import type { Field, PayloadRequest } from 'payload'
import type { Variant } from '../delivery/index.ts'
import type { Refusal } from '../errors/index.ts'
import type { RenditionName } from '../media/renditions.ts'
import type { Sources } from './sources.ts'

/** An outlet that an item is placed on, with the settings of its channel (empty where nothing is set). */
export type Placed = { id: string; code: string; name: string; settings: Record<string, unknown> }

/** A file of the library, as far as channels ask. Sizes in pixels, `seconds` of sound and clips. */
export type LibraryFile = {
  id: string
  filename: string
  mimeType: string
  filesize: number
  width: number | null
  height: number | null
  seconds: number | null
  alt: string
  credit: string | null
  renditions: Partial<
    Record<RenditionName, { filename: string; width: number; height: number; mimeType: string }>
  >
}

/** All that the checks and the variant of one item on one channel may depend on. */
export type OnChannel = {
  req: PayloadRequest
  doc: Record<string, unknown>
  /** The fields of the item for this channel alone. */
  own: Record<string, unknown>
  /** The text of the item without its form. */
  text: string
  files: Map<string, LibraryFile>
  /** What it rests on, and the column or programme it is for; read for kits alone. */
  sources: Sources
  /** IANA name of the zone of the item's plan. */
  timeZone: string
}

/** What a person passes on by hand: words to copy, and names of files that go with them. */
export type Kit = { text: string; files: string[]; captions?: string[] }

export type Channel = {
  /** As outlets, quotas and plan files name it. */
  code: string
  /**
   * Whether the date an item ran may be recorded afterwards. A portal shows an item from the moment it is
   * published; a newspaper, a station or a print shop ran it when it ran.
   */
  recordsPastDates: boolean
  /** Which renditions of pictures the receiving side is given beside the picture itself. */
  renditions: readonly RenditionName[]
  /** Where an item keeps its variant for this channel: a group of this name with these fields. */
  variant?: { group: string; fields: Field[] }
  /** Settings of an outlet of this channel: a group of this name with these fields. */
  settings?: { group: string; fields: Field[] }
  /** Files that the checks and the variant look at, as identifiers. */
  filesOf?: (args: { doc: Record<string, unknown>; own: Record<string, unknown> }) => string[]
  /** Why the item cannot go to these outlets as it is; asked before submit, approve, publish and force. */
  reasonsWhyNot?: (
    args: OnChannel & {
      outlets: Placed[]
      /** When it would run there once the step is taken. */
      runsAt: (outlet: Placed) => Date
    },
  ) => Refusal[]
  /** The package for who receives it by hand. */
  kit?: (args: OnChannel & { outlet: Placed }) => Kit
  /** What the edition for one outlet carries beside the item. */
  freeze?: (args: OnChannel & { outlet: Placed; publishedAt: Date }) => Variant
}

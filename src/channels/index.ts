// The channels of the plan (II.2.1 … II.2.7): how an outlet of each receives what is placed on it. An eighth is one
// file beside these and one line here.
import { event } from './event.ts'
import type { Channel } from './interface.ts'
import { loudspeaker } from './loudspeaker.ts'
import { portal } from './portal.ts'
import { press } from './press.ts'
import { pressInformation } from './pressInformation.ts'
import { publication } from './publication.ts'
import { screen } from './screen.ts'
import { social } from './social.ts'

export { EVENT_KINDS, KINDS } from './kinds.ts'

/** In the order of the plan. */
export const channels: readonly Channel[] = [
  press,
  loudspeaker,
  screen,
  portal,
  social,
  publication,
  event,
  pressInformation,
]

/** Codes of all channels. */
export const CHANNELS = channels.map(({ code }) => code) as [string, ...string[]]

/** The channel of this code; undefined for one that is none. */
export const channelOf = (code: string): Channel | undefined => channels.find((one) => one.code === code)

/** See `Channel.renditions`. */
export const renditionsOf = (code: string) => channelOf(code)?.renditions ?? []

/** See `Channel.recordsPastDates`. */
export const recordsPastDates = (code: string): boolean => channelOf(code)?.recordsPastDates ?? true

// The shapes of public screens, as data: pixels, and the rendition that is cut for each. A new shape is a line here and,
// where its ratio is new, one in `src/media/renditions.ts`.
import type { RenditionName } from '../media/renditions.ts'

export type ScreenProfile = { width: number; height: number; rendition: RenditionName }

export const SCREEN_PROFILES = {
  'wide-1920x1080': { width: 1920, height: 1080, rendition: 'screenWide' },
  'tall-1080x1920': { width: 1080, height: 1920, rendition: 'story' },
  'double-1024x512': { width: 1024, height: 512, rendition: 'screenDouble' },
  'banner-1024x256': { width: 1024, height: 256, rendition: 'screenBanner' },
} as const satisfies Record<string, ScreenProfile>

/** Of a screen that says nothing else: a still is shown for 10 seconds, a clip for a minute at most. */
export const USUAL_SCREEN = {
  profile: 'wide-1920x1080',
  stillSeconds: 10,
  clipSeconds: 60,
  /** A fifteenth of the short side: what can be read from thirty steps on a screen of three metres. */
  textShare: 1 / 15,
  days: 30,
} as const

export type Screen = ScreenProfile & {
  profile: string
  stillSeconds: number
  clipSeconds: number
  minTextHeight: number
  days: number
}

/** The settings of an outlet with what it does not say filled in. */
export const screenOf = (settings: Record<string, unknown>): Screen => {
  const asked = String(settings.profile ?? USUAL_SCREEN.profile)
  const profile = asked in SCREEN_PROFILES ? (asked as keyof typeof SCREEN_PROFILES) : USUAL_SCREEN.profile
  const shape: ScreenProfile = SCREEN_PROFILES[profile]
  const number = (name: string, usual: number) => Number(settings[name] ?? usual)
  return {
    ...shape,
    profile,
    stillSeconds: number('stillSeconds', USUAL_SCREEN.stillSeconds),
    clipSeconds: number('clipSeconds', USUAL_SCREEN.clipSeconds),
    minTextHeight: number(
      'minTextHeight',
      Math.round(Math.min(shape.width, shape.height) * USUAL_SCREEN.textShare),
    ),
    days: number('days', USUAL_SCREEN.days),
  }
}

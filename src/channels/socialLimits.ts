// What the platforms take, in one table. They change it as they like: look at their help pages once a year, and move the
// date on.

export type PlatformLimits = {
  /** Letters of the post with its hashtags, as the platform counts them (UTF-16). */
  letters: number
  hashtags: number
  clip: { seconds: number; bytes: number; ratio: { least: number; most: number } }
  /** Renditions of pictures that it shows without cutting. */
  pictures: readonly ('square' | 'story' | 'wide')[]
}

/** Ratios are width by height. */
const platforms = {
  facebook: {
    letters: 63_206,
    hashtags: 30,
    clip: { seconds: 240 * 60, bytes: 4_000_000_000, ratio: { least: 9 / 16, most: 16 / 9 } },
    pictures: ['square', 'wide'],
  },
  zalo: {
    letters: 2000,
    hashtags: 10,
    clip: { seconds: 10 * 60, bytes: 50_000_000, ratio: { least: 9 / 16, most: 16 / 9 } },
    pictures: ['wide'],
  },
  tiktok: {
    letters: 4000,
    hashtags: 30,
    clip: { seconds: 10 * 60, bytes: 4_000_000_000, ratio: { least: 9 / 16, most: 1 } },
    pictures: ['story'],
  },
  youtube: {
    letters: 5000,
    hashtags: 60,
    clip: { seconds: 12 * 60 * 60, bytes: 256_000_000_000, ratio: { least: 9 / 16, most: 16 / 9 } },
    pictures: ['wide'],
  },
} as const satisfies Record<string, PlatformLimits>

/** `notedOn`: the day on which the table was last gone through. */
export const SOCIAL_LIMITS = { notedOn: '2026-11-24', platforms } as const

export type Platform = keyof typeof platforms

export const PLATFORMS = Object.keys(platforms) as Platform[]

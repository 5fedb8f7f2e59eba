// What the platforms take, in one table. They change it as they like, and not every number is written down by the
// platform itself: look at what stands beside each platform once a year, and move the date on. Where sources differ, the
// smaller number stands here: a post that fits it fits everywhere.

export type PlatformLimits = {
  /** Letters of the post with its hashtags, as the platform counts them (UTF-16). */
  letters: number
  /** Letters of a title that stands beside the post; null where there is none. */
  title: number | null
  hashtags: number
  clip: { seconds: number; bytes: number; ratio: { least: number; most: number } }
  /** What a post is nothing without; null where words alone will do. */
  needs: 'clip' | 'clip or picture' | null
  /** Renditions of pictures that it shows without cutting. */
  pictures: readonly ('square' | 'story' | 'wide')[]
}

/** Ratios are width by height. */
const platforms = {
  // Post: 63,206 letters, 30 hashtags (postonce.to/tools/character-counter/facebook; Meta itself names none). Clip on a
  // page: four hours, 9:16 to 16:9 (ayrshare.com/docs/media-guidelines/facebook-pages); 4 GB with some, 10 with others.
  facebook: {
    letters: 63_206,
    title: null,
    hashtags: 30,
    clip: { seconds: 240 * 60, bytes: 4_000_000_000, ratio: { least: 9 / 16, most: 16 / 9 } },
    needs: null,
    pictures: ['square', 'wide'],
  },
  // Article of an official account: title 150 letters, clip of 50 MB as MP4 or AVI (article API, as the library
  // @warriorteam/redai-zalo-sdk has it). Letters of the post, hashtags and minutes are the house's own measure.
  zalo: {
    letters: 2000,
    title: 150,
    hashtags: 10,
    clip: { seconds: 10 * 60, bytes: 50_000_000, ratio: { least: 9 / 16, most: 16 / 9 } },
    needs: null,
    pictures: ['wide'],
  },
  // 4,000 letters in the app, 2,200 by programs (socialk.it/tools/tiktok-character-counter); five hashtags since August
  // 2025 (webpronews.com, netinfluencer.com); ten minutes, 4 GB (docs.getlate.dev/resources/media-guidelines/tiktok).
  tiktok: {
    letters: 4000,
    title: null,
    hashtags: 5,
    clip: { seconds: 10 * 60, bytes: 4_000_000_000, ratio: { least: 9 / 16, most: 1 } },
    needs: 'clip or picture',
    pictures: ['story'],
  },
  // Title 100 letters, description 5,000 (typecount.com/blog/youtube-description-character-limit); past 60 hashtags all are
  // ignored (support.google.com/youtube/answer/6390658). Twelve hours or 256 GB is what an account that is verified may
  // upload (support.google.com/youtube/answer/71673).
  youtube: {
    letters: 5000,
    title: 100,
    hashtags: 60,
    clip: { seconds: 12 * 60 * 60, bytes: 256_000_000_000, ratio: { least: 9 / 16, most: 16 / 9 } },
    needs: 'clip',
    pictures: ['wide'],
  },
} as const satisfies Record<string, PlatformLimits>

/** `notedOn`: the day on which the table was last gone through. */
export const SOCIAL_LIMITS = { notedOn: '2026-11-25', platforms } as const

export type Platform = keyof typeof platforms

export const PLATFORMS = Object.keys(platforms) as Platform[]

/** Of an outlet whose platform nobody knows the smallest of all: what fits them fits wherever it goes. */
export const limitsOf = (platform: Platform | undefined): PlatformLimits =>
  platform ? platforms[platform] : SMALLEST

const all: PlatformLimits[] = Object.values(platforms)
const least = (of: (one: PlatformLimits) => number | null) =>
  Math.min(...all.map((one) => of(one) ?? Number.POSITIVE_INFINITY))

const SMALLEST: PlatformLimits = {
  letters: least(({ letters }) => letters),
  title: least(({ title }) => title),
  hashtags: least(({ hashtags }) => hashtags),
  clip: {
    seconds: least(({ clip }) => clip.seconds),
    bytes: least(({ clip }) => clip.bytes),
    ratio: {
      least: Math.max(...all.map(({ clip }) => clip.ratio.least)),
      most: least(({ clip }) => clip.ratio.most),
    },
  },
  needs: null,
  pictures: ['square', 'wide'],
}

// The renditions that are made of every picture, once: what each is for, and its size in pixels.
import type { ImageSize } from 'payload'

/**
 * `card` and `full` for portals; `square` (1:1), `story` (9:16, upright screens too) and `wide` (1.91:1) for
 * social platforms; three shapes of screens; `print` for A4 at 300 dots an inch. Cut about the focal point; `full` and `print` are whole.
 */
export const RENDITIONS = {
  card: { width: 640, height: 360 },
  full: { width: 1600 },
  square: { width: 1080, height: 1080 },
  story: { width: 1080, height: 1920 },
  wide: { width: 1200, height: 628 },
  screenWide: { width: 1920, height: 1080 },
  screenDouble: { width: 1024, height: 512 },
  screenBanner: { width: 1024, height: 256 },
  print: { width: 3508 },
} as const satisfies Record<string, { width: number; height?: number }>

export type RenditionName = keyof typeof RENDITIONS

export const RENDITION_NAMES = Object.keys(RENDITIONS) as RenditionName[]

/** For `upload.imageSizes`. A picture that is smaller is not blown up: what does not cut it to shape leaves it out. */
export const imageSizes = (): ImageSize[] =>
  Object.entries(RENDITIONS).map(([name, { width, ...rest }]) => {
    const height = 'height' in rest ? rest.height : undefined
    const print = name === 'print'
    return {
      name,
      width,
      height,
      ...(height === undefined ? { withoutEnlargement: true } : {}),
      // two renditions may be of one size: the name tells them apart
      generateImageName: ({ originalName, sizeName, extension }) =>
        `${originalName}-${sizeName}.${extension}`,
      formatOptions: print
        ? { format: 'jpeg' as const, options: { quality: 92 } }
        : { format: 'webp' as const, options: { quality: 80, effort: 2 } },
    } as ImageSize
  })

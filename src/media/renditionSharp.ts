// Why this exists: for each rendition Payload decodes the whole picture, twice where it is cut about a focal point (once
// to learn how large it becomes). Here it is decoded once, at the largest size that a rendition has, and all are made of
// that. Measured with 40 megapixels: see tests/int/library.test.ts.
import sharp, { type Sharp } from 'sharp'
import { limited } from './limitedSharp.ts'
import { RENDITIONS } from './renditions.ts'

/** For Payload's `sharp`: the pipeline that it turns upright and clones for each rendition is decoded once. */
export const renditionSharp: typeof sharp = new Proxy(sharp, {
  apply: (target, self, args) => decodedOnce(limited(Reflect.apply(target, self, args) as Sharp)),
})

const LARGEST = { width: RENDITIONS.print.width, withoutEnlargement: true }

const decodedOnce = (base: Sharp): Sharp => {
  const { rotate, metadata, clone } = base
  let isUpright = false
  let decode: Promise<() => Sharp> | undefined
  let cloned: () => Sharp = () => clone.apply(base)
  const decoded = async () => {
    const { xmp } = await metadata.apply(base)
    const { data, info } = await clone.apply(base).resize(LARGEST).raw().toBuffer({ resolveWithObject: true })
    return () => {
      const copy = onWhite(limited(sharp(data, { raw: info })))
      return xmp ? copy.withXmp(xmp.toString('utf8')) : copy
    }
  }
  return Object.assign(base, {
    rotate: (...args: []) => {
      isUpright = true
      return rotate.apply(base, args)
    },
    // asked before the first clone is made, and the only thing before it that can be waited for
    metadata: async () => {
      if (isUpright) {
        decode ??= decoded()
        cloned = await decode
      }
      return metadata.apply(base)
    },
    clone: () => cloned(),
  }) as Sharp
}

/** JPEG knows no transparency: what shows through becomes paper, not black. */
const onWhite = (pipeline: Sharp): Sharp => {
  const { toFormat } = pipeline
  return Object.assign(pipeline, {
    toFormat: (...args: Parameters<Sharp['toFormat']>) => {
      if (args[0] === 'jpeg') pipeline.flatten({ background: '#ffffff' })
      return toFormat.apply(pipeline, args)
    },
  })
}

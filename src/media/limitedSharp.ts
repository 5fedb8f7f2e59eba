// Why this exists: sharp works in the threads that reading files and checking passwords need too. A picture of 40
// megapixels with its renditions would take all of them, and everybody else would wait for their turn.
import sharp, { type Sharp } from 'sharp'

/** Pictures worked on at a time; Node has four such threads unless told otherwise. */
const AT_A_TIME = 2

/** `sharp`, whose results wait for a free place. */
export const limitedSharp: typeof sharp = new Proxy(sharp, {
  apply: (target, self, args) => limited(Reflect.apply(target, self, args) as Sharp),
})

let running = 0
const waiting: (() => void)[] = []

/** Its results wait for a free place, and those of its clones. */
export const limited = (pipeline: Sharp): Sharp => {
  const { toBuffer, clone } = pipeline
  return Object.assign(pipeline, {
    toBuffer: async (...args: unknown[]) => {
      if (running >= AT_A_TIME) await new Promise<void>((go) => waiting.push(go))
      else running += 1
      try {
        return await Reflect.apply(toBuffer, pipeline, args)
      } finally {
        const next = waiting.shift()
        if (next) next()
        else running -= 1
      }
    },
    clone: () => limited(clone.apply(pipeline)),
  }) as Sharp
}

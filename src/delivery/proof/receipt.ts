// A receipt as a portal sends it.
import { z } from 'zod'

/** Clocks of portals may be ahead of ours by this, in milliseconds. */
const AHEAD_MS = 5 * 60_000

/** An address that a reader can open, as a browser writes it; no password may be in it. */
const address = z
  .string()
  .max(2000)
  .transform((text, context) => {
    const url = URL.canParse(text) ? new URL(text) : null
    const isGood = url && /^https?:$/.test(url.protocol) && !url.username && !url.password
    if (isGood && url.href.length <= 2000) return url.href
    context.addIssue({ code: 'custom', message: 'not an http(s) address' })
    return z.NEVER
  })

/**
 * Body of `POST /receipts`. `publishedAt` is ISO 8601 with a zone, at most five minutes ahead of our clock. Two
 * receipts are the same when edition and address are; what was said first stays.
 */
export const receipt = z.object({
  id: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[\w-]+$/)
    .describe('the item in the cms'),
  edition: z.number().int().min(1).max(2_147_483_647).describe('the edition that was published'),
  url: address.describe('where it can be read'),
  publishedAt: z.iso
    .datetime({ offset: true })
    .refine((text) => /^20\d\d-/.test(text) && Date.parse(text) <= Date.now() + AHEAD_MS)
    .describe('when it was published there'),
})
export type Receipt = z.infer<typeof receipt>

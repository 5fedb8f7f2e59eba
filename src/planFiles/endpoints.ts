// Plan files by HTTP, for admins: looked at, applied, written, and made for a unit that closes.
import type { Endpoint, PayloadRequest } from 'payload'
import { z } from 'zod'
import { readPlanFile } from '../../seed/planFile.ts'
import { writePlan } from '../../seed/writePlan.ts'
import { staffOf } from '../access/roles.ts'
import { invalid, refuse } from '../errors/index.ts'
import { applyPlanFile, refuseFile } from './apply.ts'
import { closingFile, closingWish } from './closingFile.ts'
import { readBody } from './readBody.ts'

/** Longest file, in bytes of UTF-8; the shipped plan has 45 kB. */
const MAX_FILE = 1_000_000

const upload = z.object({
  text: z.string().min(1).max(MAX_FILE),
  name: z.string().max(200).default('plan.yaml'),
  /** Of the difference that was looked at; without it nothing is kept. */
  fingerprint: z.string().max(100).optional(),
})

/**
 * On `plans`: `POST /file` `{ text, name?, fingerprint? }` answers what the file changes, and keeps it when the
 * fingerprint of that is given · `GET /file?plan=CODE` answers the plan as YAML · `POST /closing` answers
 * `{ text }`, the file that closes a unit.
 */
export const planFileEndpoints: Endpoint[] = [
  {
    path: '/file',
    method: 'post',
    handler: async (req) => {
      const { text, name, fingerprint } = await bodyOf({ req, schema: upload })
      return Response.json(await applyPlanFile({ req, text, name, expected: fingerprint }))
    },
  },
  {
    path: '/file',
    method: 'get',
    handler: async (req) => {
      requireAdmin(req)
      const code = req.query?.plan
      if (typeof code !== 'string' || !code) throw invalid({ req, path: 'plan', reason: 'required' })
      const text = await writePlan({ req, code })
      if (text === null) throw refuse({ req, code: 'not-found' })
      // a file that would not load again is no copy of the plan: better told now than when it is needed
      const read = await readPlanFile({ text, name: code })
      if ('problems' in read) throw refuseFile({ req, problems: read.problems, reason: 'planNotWritten' })
      const name = `${code.replaceAll(/[^A-Za-z0-9._-]/g, '-')}.yaml`
      return new Response(text, {
        headers: {
          'Content-Type': 'text/yaml; charset=utf-8',
          'Content-Disposition': `attachment; filename="${name}"`,
          'Cache-Control': 'private, no-store',
          'X-Content-Type-Options': 'nosniff',
        },
      })
    },
  },
  {
    path: '/closing',
    method: 'post',
    handler: async (req) => {
      const wish = await bodyOf({ req, schema: closingWish })
      return Response.json({ text: await closingFile({ req, wish }) })
    },
  },
]

const requireAdmin = (req: PayloadRequest) => {
  if (staffOf(req)?.role !== 'admin') throw refuse({ req, code: 'forbidden' })
}

const bodyOf = async <Schema extends z.ZodType>({
  req,
  schema,
}: {
  req: PayloadRequest
  schema: Schema
}): Promise<z.infer<Schema>> => {
  requireAdmin(req)
  // JSON writes a letter of the file as up to six
  const parsed = schema.safeParse(await readBody({ req, max: 2 * MAX_FILE }))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  if (issue?.code === 'too_big') throw refuse({ req, code: 'too-large' })
  throw invalid({ req, path: issue?.path.join('.') ?? '' })
}

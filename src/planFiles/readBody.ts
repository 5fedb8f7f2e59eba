// What is uploaded is read as far as it may be long, and no further, whatever its headers say.
import type { PayloadRequest } from 'payload'
import { invalid, refuse } from '../errors/index.ts'

/** The JSON of a request. @param max in bytes @throws Refusal 413 beyond, 400 for what is no JSON */
export const readBody = async ({ req, max }: { req: PayloadRequest; max: number }): Promise<unknown> => {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of (req.body ?? []) as unknown as AsyncIterable<Uint8Array>) {
    size += piece.byteLength
    if (size > max) throw refuse({ req, code: 'too-large' })
    pieces.push(piece)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(pieces)))
  } catch {
    throw invalid({ req, path: 'body' })
  }
}

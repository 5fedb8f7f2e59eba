// Why this exists: Payload answers an error 500 for a file that is not there, and for a name that no disk can hold.
import { access } from 'node:fs/promises'
import path from 'node:path'
import type { UploadConfig } from 'payload'
import { refuse } from '../src/errors/index.ts'

/** Refuses with 404 what is not a file of this folder, before Payload opens it. */
export const missingFile =
  (directory: string): NonNullable<UploadConfig['handlers']>[number] =>
  async (req, { params: { filename } }) => {
    const isName = path.basename(filename) === filename && !/\p{Cc}/u.test(filename)
    const isThere = isName && (await access(path.join(directory, filename)).then(TRUE, FALSE))
    if (!isThere) throw refuse({ req, code: 'not-found' })
  }

const TRUE = () => true
const FALSE = () => false

import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { EmailAdapter } from 'payload'

/** Where messages are kept. */
export const mailFolder = (dataDir: string): string => path.join(/* turbopackIgnore: true */ dataDir, 'mail')

/** Keeps each message as a JSON file in `dataDir/mail`, readable by the owner alone, named by its time. */
export const localMailbox =
  ({
    dataDir,
    defaultFromAddress,
    defaultFromName,
  }: {
    dataDir: string
    defaultFromAddress: string
    defaultFromName: string
  }): EmailAdapter =>
  () => ({
    name: 'local-mailbox',
    defaultFromAddress,
    defaultFromName,
    sendEmail: async (message) => {
      const folder = mailFolder(dataDir)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const name = `${new Date().toISOString().replaceAll(':', '-')}-${randomUUID()}.json`
      await writeFile(path.join(folder, name), `${JSON.stringify(message, null, 2)}\n`, { mode: 0o600 })
    },
  })

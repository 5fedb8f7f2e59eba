// What the local mailbox holds, for the page that shows it.
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { mailFolder } from './localMailbox.ts'

/** A mail as it was kept; `at` is ISO 8601 in UTC. */
export type KeptMail = { name: string; at: string; to: string; subject: string; text: string; html: string }

/** The newest mails, at most `limit`, and how many there are. A file that is none is left out. */
export const readMailbox = async ({
  dataDir,
  limit,
}: {
  dataDir: string
  limit: number
}): Promise<{ mails: KeptMail[]; total: number }> => {
  const folder = mailFolder(dataDir)
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => NAME.test(name))
    .sort()
    .reverse()
  const mails = await Promise.all(names.slice(0, limit).map((name) => readOne({ folder, name })))
  return { mails: mails.flatMap((mail) => mail ?? []), total: names.length }
}

// `2026-11-24T21-30-00.000Z-<uuid>.json`
const NAME = /^(\d{4}-\d{2}-\d{2})T(\d{2})-(\d{2})-(\d{2}\.\d{3}Z)-[0-9a-f-]{36}\.json$/

const readOne = async ({ folder, name }: { folder: string; name: string }): Promise<KeptMail | undefined> => {
  try {
    const { to, subject, text, html } = JSON.parse(await readFile(path.join(folder, name), 'utf8'))
    const [, day, hour, minute, second] = NAME.exec(name) ?? []
    return {
      name,
      at: `${day}T${hour}:${minute}:${second}`,
      to: Array.isArray(to) ? to.join(', ') : String(to ?? ''),
      subject: String(subject ?? ''),
      text: String(text ?? ''),
      html: String(html ?? ''),
    }
  } catch {
    // being written this moment
    return undefined
  }
}

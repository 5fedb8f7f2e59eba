// Mail goes out by SMTP_URL; without it, nothing leaves the house: messages are kept as files.
import { nodemailerAdapter } from '@payloadcms/email-nodemailer'
import type { EmailAdapter } from 'payload'
import { localMailbox } from './localMailbox.ts'

type Options = {
  /** `smtp://user:password@host:port` or `smtps://…`; empty keeps messages in `dataDir/mail`. */
  smtpUrl: string
  dataDir: string
  /** Address that messages come from. */
  from: string
}

export const mail = ({ smtpUrl, dataDir, from }: Options): EmailAdapter | Promise<EmailAdapter> => {
  const sender = { defaultFromAddress: from, defaultFromName: 'Loa' }
  if (!smtpUrl) return localMailbox({ dataDir, ...sender })
  // a mail server that is away must not keep the newsroom from starting
  const transportOptions = { url: impatient(smtpUrl) } as never
  return nodemailerAdapter({ ...sender, transportOptions, skipVerify: true })
}

/** In milliseconds; nodemailer's own are two to ten minutes, longer than a mail is leased. What the URL says stays. */
const PATIENCE = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  dnsTimeout: 10_000,
}

// nodemailer reads options from the query of its URL, and none beside it
const impatient = (smtpUrl: string): string => {
  const url = new URL(smtpUrl)
  for (const [name, value] of Object.entries(PATIENCE))
    if (!url.searchParams.has(name)) url.searchParams.set(name, String(value))
  return url.href
}

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
  return nodemailerAdapter({ ...sender, transportOptions: { url: smtpUrl } as never, skipVerify: true })
}

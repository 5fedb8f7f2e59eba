// A real SMTP server that notes what it is sent and does with it as it is told.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

/** A message that the server has taken; `source` is the whole of it, headers and body. */
export type TakenMail = { to: string[]; id: string; source: string }

/** What happens to a message once it is there: resolve to take it, reject to refuse it. */
export type MailReaction = (mail: TakenMail) => Promise<void>

/** @param onTaken called before the sender is told */
export const startMailServer = async ({
  port = 0,
  onTaken,
}: {
  port?: number
  onTaken?: (mail: TakenMail) => void
} = {}) => {
  const taken: TakenMail[] = []
  const reactions: MailReaction[] = []
  const refusedRecipients = new Set<string>()
  let arrived = 0
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: ({ address }, _session, done) =>
      refusedRecipients.has(address)
        ? done(Object.assign(new Error('No such mailbox'), { responseCode: 550 }))
        : done(),
    onData: async (stream, session, done) => {
      let source = ''
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        source += chunk
      })
      await once(stream, 'end')
      arrived += 1
      const to = session.envelope.rcptTo.map(({ address }) => address)
      const mail = { to, id: /^Message-ID: (.*)$/im.exec(source)?.[1]?.trim() ?? '', source }
      try {
        await reactions.shift()?.(mail)
        taken.push(mail)
        onTaken?.(mail)
        done()
      } catch (error) {
        done(error as Error)
      }
    },
  })
  // a sender that is killed breaks the line
  server.on('error', () => undefined)
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const { port: own } = server.server.address() as AddressInfo
  return {
    port: own,
    url: `smtp://127.0.0.1:${own}`,
    taken,
    reactions,
    refusedRecipients,
    /** How many messages came in whole, taken or not. */
    arrived: () => arrived,
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}

export type MailServer = Awaited<ReturnType<typeof startMailServer>>

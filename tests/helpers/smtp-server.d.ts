// What the tests use of smtp-server, whose own types would bring another copy of nodemailer's.
declare module 'smtp-server' {
  import type { Server } from 'node:net'
  import type { Readable } from 'node:stream'

  type Address = { address: string }
  type Session = { envelope: { rcptTo: Address[] } }
  type Done = (error?: Error | null) => void

  export class SMTPServer {
    constructor(options: {
      authOptional?: boolean
      disabledCommands?: string[]
      onRcptTo?: (address: Address, session: Session, done: Done) => void
      onData?: (stream: Readable, session: Session, done: Done) => void
    })
    readonly server: Server
    on(event: 'error', listener: (error: Error) => void): this
    listen(port: number, host: string): Server
    close(done: () => void): void
  }
}

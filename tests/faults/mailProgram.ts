// The tests' SMTP server as a process, which can be killed: `PORT` says where, each Message-ID that was taken is a line.
import { writeSync } from 'node:fs'
import { startMailServer } from '../helpers/mailServer.ts'

await startMailServer({ port: Number(process.env.PORT), onTaken: ({ id }) => writeSync(1, `taken ${id}\n`) })
writeSync(1, 'listens\n')

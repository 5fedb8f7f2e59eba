// A wire between our processes and PostgreSQL that can be slow, silent, or cut at a chosen moment. It reads as
// much of the frontend's messages as tells where a transaction begins and ends.
// https://www.postgresql.org/docs/18/protocol-message-formats.html
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Where a connection is cut: `statement`: in the middle of a transaction, the statement sent and not answered ·
 * `before-commit`: COMMIT never arrives, so nothing is stored · `after-commit`: COMMIT was carried out and its
 * answer never comes, so everything is stored and nobody is told.
 */
export type Cut = 'statement' | 'before-commit' | 'after-commit'

export type Wire = Awaited<ReturnType<typeof startWire>>

/** @param url `postgresql://…` of the server; @returns the same through the wire, as `url` */
export const startWire = async ({ url }: { url: string }) => {
  const target = new URL(url)
  const links = new Set<() => void>()
  const cuts: { cut: Cut; done: () => void }[] = []
  let delay = 0
  let silence: Promise<void> | undefined

  const takeCut = (fits: (cut: Cut) => boolean) => {
    const index = cuts.findIndex(({ cut }) => fits(cut))
    return index < 0 ? undefined : cuts.splice(index, 1)[0]
  }

  /** Passes chunks on in their order, as late as it is told. */
  const passTo = (socket: Socket) => {
    let last: Promise<unknown> = Promise.resolve()
    return (chunk: Buffer) => {
      const arrived = performance.now()
      const pass = async () => {
        await silence
        const left = arrived + delay - performance.now()
        if (left > 0) await sleep(left)
        if (!socket.destroyed) socket.write(chunk)
      }
      last = last.then(pass)
    }
  }

  const server = createServer((client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port) })
    const end = () => {
      links.delete(end)
      client.destroy()
      upstream.destroy()
    }
    links.add(end)
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true)
      socket.on('error', end)
      socket.on('close', end)
    }
    let answerTo: (() => void) | undefined
    const [up, down] = [passTo(upstream), passTo(client)]
    const messages = messagesIn((text) => {
      if (text.isCommit) {
        const found = takeCut((cut) => cut !== 'statement')
        if (found?.cut === 'before-commit') {
          end()
          found.done()
        } else answerTo = found?.done
      } else if (text.isInside) {
        const found = takeCut((cut) => cut === 'statement')
        // after the message has been passed on
        if (found)
          setImmediate(() => {
            end()
            found.done()
          })
      }
    })
    client.on('data', (chunk: Buffer) => {
      messages(chunk)
      up(chunk)
    })
    upstream.on('data', (chunk: Buffer) => {
      if (!answerTo) return down(chunk)
      end()
      answerTo()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    url: Object.assign(new URL(url), { host: `127.0.0.1:${port}` }).href,
    /** Cuts the next connection that comes to this point. Settles when it has been cut. */
    cut: (cut: Cut) => new Promise<void>((done) => void cuts.push({ cut, done })),
    /** From now on everything arrives so many milliseconds late, in both directions. */
    slowDown: (ms: number) => {
      delay = ms
    },
    /** Nothing arrives any more, and nobody is told; until the function that is returned is called. */
    fallSilent: () => {
      let speak = () => {}
      silence = new Promise((done) => {
        speak = done
      })
      return () => {
        silence = undefined
        speak()
      }
    },
    close: () => {
      for (const end of links) end()
      server.close()
    },
  }
}

type Told = {
  isCommit: boolean
  /** Within a transaction, and not its first statements, which only read. */
  isInside: boolean
}

/** Transactions of ours begin with reading; from here on they write. */
const FIRST_WRITES = 12

/** Takes the bytes of a client as they come; tells of each message that carries a statement. */
const messagesIn = (tell: (told: Told) => void) => {
  let rest: Buffer = Buffer.alloc(0)
  let isStarted = false
  // statements since BEGIN; none outside of a transaction
  let since: number | undefined
  return (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk])
    for (;;) {
      // the first message, alone, has no type before its length
      const head = isStarted ? 1 : 0
      if (rest.length < head + 4) return
      const length = head + rest.readInt32BE(head)
      if (rest.length < length) return
      const message = rest.subarray(0, length)
      rest = rest.subarray(length)
      if (!isStarted) {
        isStarted = true
        continue
      }
      const type = String.fromCharCode(message[0] ?? 0)
      if (type !== 'Q' && type !== 'P' && type !== 'B') continue
      const text = type === 'Q' ? message.toString('latin1', 5, 25).trim().toLowerCase() : ''
      if (text.startsWith('begin')) since = 0
      else if (since !== undefined) since += 1
      const isCommit = text.startsWith('commit')
      tell({ isCommit, isInside: !isCommit && (since ?? 0) > FIRST_WRITES })
      if (isCommit || text.startsWith('rollback')) since = undefined
    }
  }
}

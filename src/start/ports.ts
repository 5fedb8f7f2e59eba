import { createServer } from 'node:net'

/**
 * Why nobody could listen on this port, as an error code such as `EADDRINUSE`, or `null` when it is free. On
 * the own machine both of its addresses count: browsers take `localhost` for either.
 */
export const portProblem = async ({ host, port }: { host: string; port: number }): Promise<string | null> => {
  const isLocal = host === '127.0.0.1' || host === 'localhost'
  for (const address of isLocal ? ['127.0.0.1', '::1'] : [host]) {
    const code = await tryToListen({ host: address, port })
    const isAbsent = address === '::1' && code !== 'EADDRINUSE'
    if (code && !isAbsent) return code
  }
  return null
}

const tryToListen = ({ host, port }: { host: string; port: number }) =>
  new Promise<string | null>((resolve) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve(null)))
  })

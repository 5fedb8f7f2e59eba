import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { freePort, keep } from './programs.ts'

/**
 * HAProxy before these addresses (`127.0.0.1:PORT`), which it asks for /readyz.
 */
export const startProxy = async ({ folder, servers }: { folder: string; servers: string[] }) => {
  const port = await freePort()
  const name = path.join(folder, `proxy-${port}.cfg`)
  await writeFile(
    name,
    `global
  maxconn 4096
defaults
  mode http
  option forwardfor
  option redispatch
  retries 2
  timeout connect 3s
  timeout client 75s
  timeout server 75s
  default-server inter 500ms fall 1 rise 1 check
listen all
  bind 127.0.0.1:${port}
  balance roundrobin
  option httpchk
  http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host delivery
${servers.map((server, n) => `  server s${n} ${server}`).join('\n')}
`,
    { mode: 0o644 },
  )
  const child = await keep('haproxy', ['-f', name], path.join(folder, 'haproxy.log'))
  return { address: `http://127.0.0.1:${port}`, child }
}

// Three PostgreSQL nodes under Patroni in synchronous mode, etcd, and HAProxy before them, all on 127.0.0.1.
import type { ChildProcess } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { end, freePort, keep, PG_BIN, until } from '../programs.ts'

export type Node = {
  name: string
  port: number
  rest: number
  directory: string
  config: string
  patroni?: ChildProcess
}

/** Starts all of it and waits until one leads and one of the others is in step with it. */
export const startCluster = async ({ folder }: { folder: string }) => {
  const [client, peer] = [await freePort(), await freePort()]
  const [proxyPort, readPort] = [await freePort(), await freePort()]
  const [clients, peers] = [`http://127.0.0.1:${client}`, `http://127.0.0.1:${peer}`]
  const etcd = await keep(
    'etcd',
    [
      ...['--data-dir', path.join(folder, 'etcd'), '--name', 'e1', '--initial-cluster', `e1=${peers}`],
      ...['--listen-client-urls', clients, '--advertise-client-urls', clients],
      ...['--listen-peer-urls', peers, '--initial-advertise-peer-urls', peers],
    ],
    path.join(folder, 'etcd.log'),
  )
  const nodes: Node[] = []
  for (const name of ['n1', 'n2', 'n3']) {
    const node = { name, port: await freePort(), rest: await freePort() }
    const config = path.join(folder, `${name}.yml`)
    const directory = path.join(folder, name)
    await writeFile(config, configOf({ ...node, directory, folder, etcd: client }), { mode: 0o644 })
    nodes.push({ ...node, config, directory })
  }
  const start = async (node: Node) => {
    node.patroni = await keep('patroni', [node.config], path.join(folder, `${node.name}.log`))
  }
  for (const node of nodes) await start(node)
  const balanced = proxyConfig({ port: proxyPort, readPort, nodes })
  await writeFile(path.join(folder, 'database.cfg'), balanced, { mode: 0o644 })
  const proxy = await keep(
    'haproxy',
    ['-f', path.join(folder, 'database.cfg')],
    path.join(folder, 'database.log'),
  )

  const answers = async (node: Node, path: string) =>
    (
      await fetch(`http://127.0.0.1:${node.rest}${path}`, { signal: AbortSignal.timeout(1000) }).catch(
        () => null,
      )
    )?.status === 200
  const first = async (path: string) => {
    for (const node of nodes) if (await answers(node, path)) return node
    return undefined
  }
  /** One leads, the two others follow, one of them in step. */
  const whole = () =>
    until(
      'the cluster is whole',
      async () => {
        const replicas = await Promise.all(nodes.map((node) => answers(node, '/replica')))
        return (
          Boolean(await first('/primary')) &&
          Boolean(await first('/synchronous')) &&
          replicas.filter(Boolean).length === 2
        )
      },
      180_000,
    )
  await whole()

  return {
    url: `postgresql://postgres@127.0.0.1:${proxyPort}/postgres`,
    /** The one node that is in step with the primary, and stands in until it leads itself. */
    readUrl: `postgresql://postgres@127.0.0.1:${readPort}/postgres`,
    nodes,
    whole,
    leader: () => first('/primary'),
    start,
    /** As when the machine goes dark: Patroni and PostgreSQL at once. */
    kill: async (node: Node) => {
      const [pid] = (await readFile(path.join(node.directory, 'postmaster.pid'), 'utf8')).split('\n')
      node.patroni?.kill('SIGKILL')
      process.kill(Number(pid), 'SIGKILL')
    },
    stop: async () => {
      await end(proxy)
      for (const node of nodes) await end(node.patroni)
      await end(etcd)
    },
  }
}

const configOf = ({
  name,
  port,
  rest,
  directory,
  folder,
  etcd,
}: Omit<Node, 'config' | 'patroni'> & { folder: string; etcd: number }) => `
scope: loa
name: ${name}
restapi: { listen: "127.0.0.1:${rest}", connect_address: "127.0.0.1:${rest}" }
etcd3: { hosts: ["127.0.0.1:${etcd}"] }
bootstrap:
  dcs:
    ttl: 20
    loop_wait: 3
    retry_timeout: 5
    synchronous_mode: true
    postgresql:
      use_pg_rewind: true
      parameters: { max_connections: 200, shared_buffers: 128MB, wal_level: replica, wal_keep_size: 256MB }
  initdb:
    - encoding: UTF8
    - locale: C.UTF-8
    - locale-provider: icu
    - icu-locale: vi
    - data-checksums
postgresql:
  listen: 127.0.0.1:${port}
  connect_address: 127.0.0.1:${port}
  data_dir: ${directory}
  bin_dir: ${PG_BIN}
  pgpass: ${folder}/${name}.pgpass
  pg_hba: ["host all all 127.0.0.1/32 trust", "host replication all 127.0.0.1/32 trust"]
  authentication:
    superuser: { username: postgres, password: only-here }
    replication: { username: replicator, password: only-here }
    rewind: { username: rewinder, password: only-here }
  parameters: { unix_socket_directories: "" }
`

const proxyConfig = ({ port, readPort, nodes }: { port: number; readPort: number; nodes: Node[] }) => `
defaults
  mode tcp
  timeout connect 2s
  timeout client 1h
  timeout server 1h
  timeout check 2s
${listener({ name: 'primary', port, nodes })}
${listener({ name: 'synchronous', port: readPort, nodes })}
`

/** @param name of the address where Patroni says whether a node is that */
const listener = ({ name, port, nodes }: { name: string; port: number; nodes: Node[] }) => `
listen ${name}
  bind 127.0.0.1:${port}
  option httpchk GET /${name}
  default-server inter 1s fall 2 rise 1 on-marked-down shutdown-sessions
${nodes.map((node) => `  server ${node.name} 127.0.0.1:${node.port} check port ${node.rest}`).join('\n')}
`

// PostgreSQL refuses to run as root. Here is decided as whom it runs, and how it gets there.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Binaries, environmentOf } from './binaries.ts'

const run = promisify(execFile)

export type Owner = { uid: number; gid: number }

/** Turns a program and its arguments into what `spawn` starts. */
export type Launcher = {
  /** `deathSignal` is what the program gets when this process dies, however it dies (Linux with setpriv). */
  wrap: (call: { program: string; args: string[]; deathSignal: 'INT' | 'KILL' }) => [string, string[]]
  spawnOptions: Partial<Owner>
}

export const isRoot = () => process.getuid?.() === 0

/**
 * The user that shall own a new cluster: nobody else (`null`) for a normal user; for root the system user
 * `postgres`, made when missing, or else `nobody`. initdb wants a user that has a name.
 *
 * @throws Error when root finds neither
 */
export const clusterOwner = async (): Promise<Owner | null> => {
  if (!isRoot()) return null
  const found = (await lookUp('postgres')) ?? (await createUser('postgres')) ?? (await lookUp('nobody'))
  if (found) return found
  throw new Error(
    'PostgreSQL không chạy bằng root; hãy tạo người dùng "postgres". ' +
      'PostgreSQL does not run as root and no user could be made for it: useradd --system postgres',
  )
}

/**
 * The first way to run a program as `owner` that reaches both the programs and `folder`, or `null`. A folder
 * that only root may enter (0700 on the way to it) is reached by lending the process one capability, to read
 * first; its files stay its own.
 */
export const findLauncher = async (target: { owner: Owner | null; binaries: Binaries; folder: string }) => {
  for (const launcher of launchers(target.owner)) if (await reaches({ launcher, ...target })) return launcher
  return null
}

const launchers = (owner: Owner | null): Launcher[] => {
  const direct: Launcher = { wrap: ({ program, args }) => [program, args], spawnOptions: owner ?? {} }
  if (process.platform !== 'linux') return [direct]
  if (!owner) return [setpriv([]), direct]
  const become = ['--reuid', String(owner.uid), '--regid', String(owner.gid), '--clear-groups']
  return [
    setpriv(become),
    setpriv([...become, ...lend('+dac_read_search')]),
    // What a container gives to root by default.
    setpriv([...become, ...lend('+dac_override')]),
    direct,
  ]
}

const setpriv = (flags: string[]): Launcher => ({
  wrap: ({ program, args, deathSignal }) => [
    'setpriv',
    [...flags, '--pdeathsig', deathSignal, '--', program, ...args],
  ],
  spawnOptions: {},
})

// Without no_setuid_fixup access(2), with which initdb looks for its companions, ignores the capability.
const lend = (capability: string) => [
  ...['--inh-caps', capability, '--ambient-caps', capability],
  ...['--securebits', '+no_setuid_fixup'],
]

const reaches = ({
  launcher,
  binaries,
  folder,
}: {
  launcher: Launcher
  binaries: Binaries
  folder: string
}) => {
  const [command, args] =
    process.platform === 'win32'
      ? [binaries.postgres, ['--version']]
      : launcher.wrap({
          program: '/bin/sh',
          args: ['-c', 'cd "$1" && exec "$2" --version', 'sh', folder, binaries.postgres],
          deathSignal: 'KILL',
        })
  return run(command, args, { ...launcher.spawnOptions, env: environmentOf(binaries), cwd: '/' }).then(
    ({ stdout }) => stdout.includes('PostgreSQL'),
    () => false,
  )
}

const lookUp = async (name: string): Promise<Owner | null> => {
  const number = (flag: string) => run('id', [flag, name]).then(({ stdout }) => Number.parseInt(stdout, 10))
  const [uid, gid] = await Promise.all([number('-u'), number('-g')]).catch(() => [Number.NaN, Number.NaN])
  return uid && gid ? { uid, gid } : null
}

const createUser = async (name: string) => {
  const flags = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin']
  await run('useradd', [...flags, name]).catch(() => undefined)
  return lookUp(name)
}

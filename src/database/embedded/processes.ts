// What the operating system knows about a process, so that a number left in a file by a killed process is
// never mistaken for another process that has the number now.
import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'

const run = promisify(execFile)

/**
 * What tells this process from any other that ever had its number: the moment it started.
 * `null` when there is no such process, or only its unread exit code (a zombie).
 */
export const identityOf = async (pid: number): Promise<string | null> => {
  if (process.platform === 'linux') {
    const stat = await readStat(pid)
    if (!stat || stat.state === 'Z' || stat.state === 'X') return null
    return `${await bootId()}:${stat.startedAt}`
  }
  if (process.platform === 'win32') return isAlive(pid) ? 'alive' : null
  return run('ps', ['-o', 'lstart=', '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim() || null,
    () => null,
  )
}

/**
 * Numbers of the PostgreSQL processes that work on the cluster in `clusterDir` (an absolute path without
 * symbolic links). `recorded` is the number in its `postmaster.pid`; outside Linux only that one is looked
 * at.
 */
export const serversOf = async ({ clusterDir, recorded }: { clusterDir: string; recorded?: number }) => {
  if (process.platform === 'linux') {
    const numbers = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
    const isServer = await Promise.all(numbers.map((pid) => worksOn({ pid, clusterDir })))
    return numbers.filter((_, index) => isServer[index])
  }
  if (!recorded || !isAlive(recorded)) return []
  if (process.platform === 'win32') return [recorded]
  const command = await run('ps', ['-o', 'command=', '-p', String(recorded)]).then(
    ({ stdout }) => stdout,
    () => '',
  )
  return command.includes(clusterDir) ? [recorded] : []
}

/** Whether a process with this number exists, whoever owns it. */
export const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

// Every process of a server has the cluster as its working directory. Root without CAP_SYS_PTRACE (in a
// container) may not read that of another user; the first process also names the folder in its arguments.
const worksOn = async ({ pid, clusterDir }: { pid: number; clusterDir: string }) => {
  const stat = await readStat(pid)
  if (stat?.name !== 'postgres' || stat.state === 'Z') return false
  const [workingDir, commandLine] = await Promise.all([
    readlink(`/proc/${pid}/cwd`).catch(() => ''),
    readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''),
  ])
  return workingDir === clusterDir || commandLine.split('\0').includes(clusterDir)
}

// https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html; the name may itself hold spaces and brackets.
const readStat = async (pid: number) => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  if (!text) return null
  const end = text.lastIndexOf(')')
  const fields = text.slice(end + 2).split(' ')
  return { name: text.slice(text.indexOf('(') + 1, end), state: fields[0], startedAt: fields[19] }
}

const bootId = () =>
  readFile('/proc/sys/kernel/random/boot_id', 'utf8').then(
    (id) => id.trim(),
    () => '',
  )

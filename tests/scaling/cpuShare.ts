// Gives a process no more than a share of one core, by the control groups of Linux (cgroups(7), version 1 or 2): what
// machines of their own would have, each as much as the other, on one machine that all share.
import { existsSync } from 'node:fs'
import { mkdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** Microseconds; short, so that a process that has used its share waits milliseconds. */
const PERIOD = 10_000

const ROOT = '/sys/fs/cgroup'

/**
 * @param share of one core, 0.1 for a tenth
 * @returns what takes the limit away again; null where this machine does not let us set one
 */
export const limitCpu = async ({
  pid,
  share,
}: {
  pid: number
  share: number
}): Promise<(() => Promise<void>) | null> => {
  const parent = existsSync(`${ROOT}/cpu`) ? `${ROOT}/cpu` : ROOT
  const group = path.join(parent, `loa-share-${pid}`)
  const quota = Math.round(PERIOD * share)
  try {
    await mkdir(group)
    if (existsSync(`${group}/cpu.max`)) await writeFile(`${group}/cpu.max`, `${quota} ${PERIOD}`)
    else {
      await writeFile(`${group}/cpu.cfs_period_us`, String(PERIOD))
      await writeFile(`${group}/cpu.cfs_quota_us`, String(quota))
    }
    const before = await groupOf(pid)
    await writeFile(`${group}/cgroup.procs`, String(pid))
    return async () => {
      await writeFile(path.join(parent, before, 'cgroup.procs'), String(pid))
      await rmdir(group)
    }
  } catch (error) {
    console.log(`no share of a core: ${(error as Error).message}`)
    await rmdir(group).catch(() => undefined)
    return null
  }
}

/** Where it is, below the root of the hierarchy that counts processors. */
const groupOf = async (pid: number): Promise<string> => {
  const text = await readFile(`/proc/${pid}/cgroup`, 'utf8')
  const lines = text.split('\n').map((line) => line.split(':'))
  const [, , own] = lines.find(([, controllers]) => controllers?.split(',').includes('cpu')) ??
    lines.find(([, controllers]) => controllers === '') ?? ['', '', '/']
  return own ?? '/'
}

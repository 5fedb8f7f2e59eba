// What the processes hold in memory, looked at every few seconds.
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Part } from '../helpers/processes.ts'

const EVERY_MS = 2000

/** Bytes that a process holds (resident set); undefined where the system does not say (other than Linux). */
const residentOf = async (pid: number | undefined): Promise<number | undefined> => {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(text) ?? []
  return kilobytes ? Number(kilobytes) * 1024 : undefined
}

/** Looks until it is closed. */
export const watchMemory = (parts: Part[]) => {
  const samples = new Map<string, number[]>(parts.map(({ name }) => [name, []]))
  const stopping = new AbortController()
  const look = async () => {
    while (!stopping.signal.aborted) {
      for (const part of parts) {
        const bytes = await residentOf(part.pid())
        if (bytes) samples.get(part.name)?.push(bytes)
      }
      await sleep(EVERY_MS, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const closed = look()
  return {
    close: async () => {
      stopping.abort()
      await closed
    },
    /** For each process the mean of the second and of the last third of the time, and by how much the last is more. */
    thirds: () =>
      [...samples].map(([name, all]) => {
        const third = Math.floor(all.length / 3)
        const second = mean(all.slice(third, 2 * third))
        const last = mean(all.slice(2 * third))
        return { name, second, last, growth: last / second - 1 }
      }),
  }
}

const mean = (values: number[]) => values.reduce((sum, one) => sum + one, 0) / values.length

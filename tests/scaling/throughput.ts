// How many requests delivery servers answer through the proxy, and what a request costs them.
import { readFile } from 'node:fs/promises'
import autocannon from 'autocannon'
import type { Part } from '../helpers/processes.ts'

export type Throughput = { perSecond: number; cpuMs: number; coresUsed: number; failed: number }

/** @param parts the servers behind the address @param seconds of load */
export const throughputOf = async ({
  address,
  parts,
  headers,
  seconds,
}: {
  address: string
  parts: Part[]
  headers: Record<string, string>
  seconds: number
}): Promise<Throughput> => {
  const cpuOf = async () => {
    const all = await Promise.all(parts.map((part) => cpuSecondsOf(part.pid())))
    return all.reduce((sum, one) => sum + one, 0)
  }
  const before = await cpuOf()
  const load = await autocannon({
    url: `${address}/v1/items?limit=20`,
    connections: 24,
    duration: seconds,
    headers,
  })
  const cpu = (await cpuOf()) - before
  return {
    perSecond: Math.round(load.requests.average),
    cpuMs: Number(((cpu / load.requests.total) * 1000).toFixed(4)),
    coresUsed: Number((cpu / seconds).toFixed(2)),
    failed: failedIn(load),
  }
}

/** Answers that were not 200, and connections that broke. */
export const failedIn = ({ errors, requests, statusCodeStats }: Awaited<ReturnType<typeof autocannon>>) =>
  errors + requests.total - (statusCodeStats['200']?.count ?? 0)

/** Processor time of a process so far, all its threads, in seconds (proc(5): utime and stime, in hundredths). */
const cpuSecondsOf = async (pid: number | undefined) => {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

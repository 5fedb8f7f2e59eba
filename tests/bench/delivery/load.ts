// The client of a measurement, a process of its own: what it costs must not fall on the server. Takes its task as JSON in the
// first argument, prints the result as JSON.
import { readFileSync } from 'node:fs'
import http from 'node:http'
import autocannon from 'autocannon'

/** What is asked, and for how long; `paths`: a file with one path a line, each asked once, in turns. */
export type Task = {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  paths?: string
  seconds: number
  connections: number
  /** One request after the other instead, so many, for the median time of one. */
  rounds?: number
}

/** `others`: answers that were neither 2xx nor 304, and errors. Times in milliseconds, bytes of bodies and headers. */
export type Result = { perSecond: number; p50: number; others: number; bytesPerAnswer: number }

const load = async ({ paths, seconds, ...task }: Omit<Task, 'rounds'>): Promise<Result> => {
  const list = paths ? readFileSync(paths, 'utf8').trim().split('\n') : []
  let next = 0
  const requests = paths
    ? [{ setupRequest: (request: object) => ({ ...request, path: list[next++ % list.length] }) }]
    : undefined
  const {
    requests: done,
    latency,
    errors,
    throughput,
    statusCodeStats,
  } = await autocannon({
    ...task,
    requests,
    setupClient: dropBodies,
    duration: seconds,
  } as never)
  const bad = Object.entries(statusCodeStats).filter(([status]) => !/^2|^304/.test(status))
  return {
    perSecond: done.average,
    p50: latency.p50,
    others: errors + bad.reduce((sum, [, { count = 0 }]) => sum + count, 0),
    bytesPerAnswer: throughput.total / done.total,
  }
}

/**
 * autocannon joins what it receives to a string. Decoding Vietnamese takes it several times as long as the fastest server
 * needs (measured: 1,400 answers of 154 KB a second, against 11,700 in ASCII), and every server would measure alike. Nothing here
 * reads bodies; bytes are counted elsewhere.
 */
const dropBodies = (client: { pipelinedRequests?: { addBody?: (body: Buffer) => void } }) => {
  if (!client.pipelinedRequests?.addBody) throw new Error('autocannon is not what it was')
  client.pipelinedRequests.addBody = () => undefined
}

const inTurns = async ({ url, headers, paths, rounds = 0 }: Task): Promise<Result> => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const list = paths ? readFileSync(paths, 'utf8').trim().split('\n') : []
  const times: number[] = []
  let others = 0
  for (let round = 0; round < rounds; round += 1) {
    const address = paths ? new URL(list[round % list.length] ?? '', url) : url
    const begun = performance.now()
    await new Promise<void>((resolve, reject) => {
      const request = http.get(address, { agent, headers }, (response) => {
        if (response.statusCode !== 200) others += 1
        response.resume().once('end', resolve)
      })
      request.once('error', reject)
    })
    times.push(performance.now() - begun)
  }
  times.sort((a, b) => a - b)
  return { perSecond: 0, p50: times[Math.floor(times.length / 2)] ?? 0, others, bytesPerAnswer: 0 }
}

const task: Task = JSON.parse(process.argv[2] ?? '{}')
console.log(JSON.stringify(await (task.rounds ? inTurns(task) : load(task))))
process.exit()

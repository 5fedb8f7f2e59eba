// One report in one process: `node --import tsx reportProcess.ts FORMAT`. Prints what it took as one line of JSON.
import { randomUUID } from 'node:crypto'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { getPayload, handleEndpoints } from 'payload'
import configuration from '../../../payload.config.ts'

const format = process.argv[2] ?? 'json'
const config = await configuration
config.secret ||= 'bench'
const payload = await getPayload({ config, disableOnInit: true })
const credentials = { email: `${randomUUID()}@loa.example`, password: randomUUID() }
await payload.create({
  collection: 'users',
  data: { name: 'Biên tập viên', ...credentials, role: 'admin' },
  overrideAccess: true,
})
const { token } = await payload.login({ collection: 'users', data: credentials })
const ask = async (query: string) => {
  const response = await handleEndpoints({
    config,
    request: new Request(`http://localhost:3000/api/reports/progress?${query}`, {
      headers: { authorization: `JWT ${token}` },
    }),
  })
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.arrayBuffer()).byteLength
}
// a running server has its connections and statements; the libraries of the format are loaded for the first time
await ask('plan=TN-CDS-2024-2025&from=2024-11-01&to=2024-11-02')
const rest = process.memoryUsage().rss
const delay = monitorEventLoopDelay({ resolution: 10 })
delay.enable()
const cpu = process.cpuUsage()
const start = performance.now()
const bytes = await ask(`plan=LARGE&from=2024-11-04&to=2026-01-01&format=${format}`)
const seconds = (performance.now() - start) / 1000
const { user, system } = process.cpuUsage(cpu)
delay.disable()
const peak = process.resourceUsage().maxRSS * 1024
console.log(
  JSON.stringify({
    format,
    seconds,
    computing: (user + system) / 1e6,
    peak,
    rest,
    bytes,
    slowest: delay.max / 1e6,
  }),
)
process.exit()

// What a portal's request costs, as ratios from one run on one machine: the standalone server beside plain Payload over the
// same rows (a plain node server on Payload's own handlers, see `plainServer.ts`) and beside a bare node:http server
// that sends the same bytes from memory. Real HTTP on loopback; the client is a process of its own.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { encodeCursor } from '../../../src/delivery/cursor.ts'
import { median } from '../statistics.ts'
import type { Result, Task } from './load.ts'
import { type Seeded, seedOutlets } from './seed.ts'

const SECONDS = 2
const ROUNDS = 3
const CONNECTIONS = 10
const ITEMS = 5000

/** A measured figure; `asked` where a least (or, for memory and growth, a most) was asked for. */
type Figure = { what: string; value: number; unit: string; asked?: string; isReached?: boolean }

/** @param databaseUrl a database with the demo, which this fills. @returns a line for each figure */
export const benchDelivery = async ({ databaseUrl }: { databaseUrl: string }): Promise<string[]> => {
  // stays out of what is printed as the result
  const log = (line: string) => process.stderr.write(`  … ${line}\n`)
  const folder = await mkdtemp(path.join(tmpdir(), 'loa-bench-'))
  const children: ChildProcess[] = []
  const start = async (args: string[], env: Record<string, string> = {}) => {
    const child = spawn(process.execPath, ['--import', 'tsx', ...args], {
      env: { ...process.env, DATABASE_URL: databaseUrl, NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    children.push(child)
    const said = once(child.stdout.setEncoding('utf8'), 'data')
    await Promise.race([said, once(child, 'exit').then(() => Promise.reject(new Error(`${args[0]} ended`)))])
    // what else it says is dropped, or its pipe would fill
    child.stdout.resume()
    return child
  }
  try {
    log('seeding')
    const [five] = (await seedOutlets({ databaseUrl, counts: [ITEMS] })) as [Seeded]
    const ports = await Promise.all([freePort(), freePort(), freePort(), freePort()])
    const [ours, cold, plain, bare] = ports.map((port) => `http://127.0.0.1:${port}`) as [
      string,
      string,
      string,
      string,
    ]
    const delivery = (port: number | undefined, cache: Record<string, string> = {}) =>
      start(['src/delivery/server.ts'], { DELIVERY_PORT: String(port), HOST: '127.0.0.1', ...cache })
    const server = await delivery(ports[0])
    const headers = { authorization: `Bearer ${five.key}` }
    const get = async (address: string, more: Record<string, string> = {}) => {
      const response = await fetch(address, { headers: { ...headers, ...more } })
      if (!response.ok) throw new Error(`${address}: ${response.status} ${await response.text()}`)
      return response
    }

    // the same bytes for the bare server
    const list = '/v1/items?limit=20'
    const changes = '/v1/changes?limit=100'
    const one = `/v1/items/${five.item}`
    const query = `{ items(limit: 20) { items { id edition title slug kind summary html text task line themes priority byline organization publishedAt updatedAt cover { url } } next } }`
    const bareFolder = path.join(folder, 'bare')
    await promisify(execFile)('mkdir', [bareFolder])
    for (const [name, address] of Object.entries({ list, changes, one }))
      await writeFile(
        path.join(bareFolder, name),
        Buffer.from(await (await get(ours + address)).arrayBuffer()),
      )
    const etag = (await get(ours + list, { 'accept-encoding': 'identity' })).headers.get('etag') ?? ''
    const unique = path.join(folder, 'unique')
    const lists = await uniquePaths({ get, base: ours })
    for (let round = 0; round < ROUNDS; round += 1)
      await writeFile(`${unique}-${round}`, lists.filter((_, n) => n % ROUNDS === round).join('\n'))

    const figures: Figure[] = []
    const measure = async (task: Omit<Task, 'seconds' | 'connections'>, isFirst = false) => {
      const run = async (seconds: number) => {
        const whole: Task = { connections: CONNECTIONS, ...task, seconds }
        const { stdout } = await promisify(execFile)(
          process.execPath,
          ['--import', 'tsx', path.join(import.meta.dirname, 'load.ts'), JSON.stringify(whole)],
          { maxBuffer: 1e7 },
        )
        return JSON.parse(stdout) as Result
      }
      if (isFirst && !task.paths) {
        const { method, body, headers: sent } = task
        const answer = await fetch(task.url, { method, body, headers: sent })
        const text = await answer.text()
        if ((answer.status !== 304 && !answer.ok) || text.includes('"errors":'))
          throw new Error(`${task.url}: ${answer.status} ${text.slice(0, 500)}`)
        await run(1)
      }
      const result = await run(SECONDS)
      if (result.others > 0) throw new Error(`${task.url}: ${result.others} requests failed`)
      return result
    }
    /** Each in turn, several times over: whatever else the machine does then falls on all of them alike. */
    const ratesOf = async <Name extends string>(
      tasks: Record<Name, [string, Parameters<typeof measure>[0]]>,
    ) => {
      const all = Object.entries<[string, Parameters<typeof measure>[0]]>(tasks)
      const taken = new Map<string, Result[]>()
      for (let round = 0; round < ROUNDS; round += 1)
        for (const [name, [what, task]] of all) {
          const result = await measure(
            { ...task, paths: task.paths && `${task.paths}-${round}` },
            round === 0,
          )
          log(`${what}: ${result.perSecond.toFixed(0)}/s`)
          taken.set(name, [...(taken.get(name) ?? []), result])
        }
      const rates = all.map(([name, [what]]) => {
        const results = taken.get(name) ?? []
        const size = `${((results[0]?.bytesPerAnswer ?? 0) / 1000).toFixed(1)} KB`
        const value = median(results.map(({ perSecond }) => perSecond))
        figures.push({ what: `${what}, ${size}`, value, unit: '/s' })
        return [name, value]
      })
      return Object.fromEntries(rates) as Record<Name, number>
    }
    const ratio = (what: string, value: number, least: number) =>
      figures.push({ what, value, unit: '×', asked: `≥ ${least}`, isReached: value >= least })
    const most = (what: string, value: number, limit: number, unit: string) =>
      figures.push({ what, value, unit, asked: `≤ ${limit}`, isReached: value <= limit })

    await start([path.join(import.meta.dirname, 'bareServer.ts'), bareFolder, String(ports[3])])
    await delivery(ports[1], { DELIVERY_CACHE_MB: '0' })
    await start([path.join(import.meta.dirname, 'plainServer.ts'), String(ports[2])], {
      PAYLOAD_SECRET: 'x'.repeat(40),
    })
    const json = { 'content-type': 'application/json' }
    const zipped = { ...headers, 'accept-encoding': 'gzip' }
    const where = `where[outlets][in]=${five.outlet}&where[_status][equals]=published`
    const ofEditions = `${plain}/api/editions?limit=100&sort=number&where[outlet][equals]=${five.outlet}`
    const rates = await ratesOf({
      bareA: ['bare (a) list of 20', { url: `${bare}/list` }],
      bareB: ['bare (b) one item', { url: `${bare}/one` }],
      bareC: ['bare (c) 100 changes', { url: `${bare}/changes` }],
      bareE: ['bare (e) 304', { url: `${bare}/list`, headers: { 'if-none-match': '"bare"' } }],
      a: ['Loa (a) list of 20', { url: ours + list, headers }],
      zipped: ['Loa (a) with gzip', { url: ours + list, headers: zipped }],
      b: ['Loa (b) one item', { url: ours + one, headers }],
      c: ['Loa (c) 100 changes', { url: ours + changes, headers }],
      cZipped: ['Loa (c) with gzip', { url: ours + changes, headers: zipped }],
      d: [
        'Loa (d) GraphQL list of 20',
        {
          url: `${ours}/v1/graphql`,
          method: 'POST',
          headers: { ...headers, ...json },
          body: JSON.stringify({ query }),
        },
      ],
      e: ['Loa (e) 304', { url: ours + list, headers: { ...headers, 'if-none-match': etag } }],
      unique: ['Loa (a) new filter each time', { url: ours, headers, paths: unique }],
      cold: ['Loa (a) nothing cached', { url: cold + list, headers }],
      payloadA: [
        'Payload (a) list of 20, depth 1',
        {
          url: `${plain}/api/items?limit=20&depth=1&sort=-publishedAt&${where}`,
        },
      ],
      payloadB: ['Payload (b) one item, depth 1', { url: `${plain}/api/items/${five.item}?depth=1` }],
      payloadC: ['Payload (c) 100 editions, depth 0', { url: `${ofEditions}&depth=0` }],
      payloadC1: ['Payload (c) 100 editions, depth 1', { url: `${ofEditions}&depth=1` }],
      payloadD: [
        'Payload (d) GraphQL list of 20',
        {
          url: `${plain}/api/graphql`,
          method: 'POST',
          headers: json,
          body: JSON.stringify({
            query: `{ Items(limit: 20, sort: "-updatedAt", where: { outlets: { in: ["${five.outlet}"] } }) { docs { id title slug kind summary body task { code title } line { code } themes { code } outlets { code } priority byline organization { code name } updatedAt cover { url } } nextPage } }`,
          }),
        },
      ],
    })
    // every item through the cache once, then what the process holds
    for (let next: string | null = ''; next !== null; ) {
      const page = (await (await get(`${ours}/v1/items?limit=200${next && `&cursor=${next}`}`)).json()) as {
        next: string | null
      }
      next = page.next
    }
    const resident = await residentOf(server.pid ?? 0)
    ratio('(a) list of 20 beside Payload', rates.a / rates.payloadA, 100)
    ratio('(a) beside bare node:http', rates.a / rates.bareA, 0.7)
    ratio('(a) with gzip beside Payload', rates.zipped / rates.payloadA, 150)
    ratio('(a) a new filter each time beside Payload', rates.unique / rates.payloadA, 30)
    ratio('(a) nothing cached beside Payload', rates.cold / rates.payloadA, 5)
    ratio('(b) one item beside Payload', rates.b / rates.payloadB, 60)
    ratio('(c) 100 changes beside Payload, populated', rates.c / rates.payloadC1, 80)
    ratio('(c) 100 changes beside Payload, bare rows', rates.c / rates.payloadC, 80)
    ratio('(c) with gzip beside Payload, bare rows', rates.cZipped / rates.payloadC, 80)
    figures.push({ what: '(c) beside bare node:http', value: rates.c / rates.bareC, unit: '×' })
    ratio("(d) GraphQL list beside Payload's", rates.d / rates.payloadD, 25)
    ratio('(e) 304 beside bare node:http', rates.e / rates.bareE, 0.7)
    most('resident memory with 5,000 items', resident, 250, ' MB')
    // only now: Payload would have to find its 5,000 among them
    log('seeding more')
    const [small, large] = (await seedOutlets({ databaseUrl, counts: [1000, 100_000] })) as [Seeded, Seeded]
    for (const [name, address, isNew] of [
      ['(a)', list, false],
      ['(c)', changes, false],
      ['(a), a new filter each time,', list, true],
    ] as const) {
      log(`growth of ${name}`)
      const p50 = async ({ key }: Seeded) => {
        const mine = { authorization: `Bearer ${key}` }
        const paths = isNew ? path.join(folder, key.slice(-8)) : undefined
        if (paths)
          await writeFile(
            paths,
            (await uniquePaths({ get: (address) => fetch(address, { headers: mine }), base: ours })).join(
              '\n',
            ),
          )
        return (await measure({ url: ours + address, headers: mine, paths, rounds: 1500 })).p50
      }
      const [little, much] = [await p50(small), await p50(large)]
      figures.push({
        what: `p50 of ${name} at 1,000 and 100,000: ${little.toFixed(2)} and`,
        value: much,
        unit: ' ms',
      })
      most(`growth of ${name} from 1,000 to 100,000 items`, much / little, 1.3, '×')
    }
    return figures.map(lineOf)
  } finally {
    for (const child of children) {
      if (child.exitCode !== null || child.signalCode !== null) continue
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await Promise.race([ended, new Promise((done) => setTimeout(done, 6000))])
      child.kill('SIGKILL')
    }
    await rm(folder, { recursive: true, force: true })
  }
}

const lineOf = ({ what, value, unit, asked, isReached }: Figure) => {
  const figure = `${what}: ${value.toFixed(unit === '/s' ? 0 : 2)}${unit}`
  return asked ? `${figure}   asked ${asked}, ${isReached ? 'reached' : 'NOT reached'}` : figure
}

/** Lists of 20 that nobody asked for before: filters with a cursor at every minute of the first items. */
const uniquePaths = async ({
  get,
  base,
}: {
  get: (address: string) => Promise<Response>
  base: string
}): Promise<string[]> => {
  const { items } = (await (await get(`${base}/v1/items?limit=1`)).json()) as {
    items: { id: string; publishedAt: string }[]
  }
  const newest = new Date(items[0]?.publishedAt ?? 0).getTime()
  const filters = [
    '',
    ...[0, 1, 2, 3, 4].map((n) => `&task=T${n}`),
    '&line=L0',
    '&line=L1',
    '&kind=news',
    '&kind=article',
  ]
  return Array.from({ length: 60_000 }, (_, n) => {
    // a second each: between two items, or at one; at least 20 of the rarest filter stay behind it
    const cursor = encodeCursor({
      publishedAt: new Date(newest - Math.floor(n / filters.length) * 6000),
      id: 'ffffffff-ffff-4fff-bfff-ffffffffffff',
    })
    return `/v1/items?limit=20${filters[n % filters.length]}&cursor=${cursor}`
  })
}

const residentOf = async (pid: number): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1000
}

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => done(port))
    })
  })

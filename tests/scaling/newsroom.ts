// The application on a database of one's own: two cms, two workers and delivery servers, as many as asked for.
import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import type { Application } from '../helpers/application.ts'
import { createPart, type Part } from '../helpers/processes.ts'

const SECRET = 'only-for-tests-only-for-tests-only-for-tests'

/** Migrates, loads the demo and starts everything. */
export const startNewsroom = async ({
  databaseUrl,
  readUrl,
  dataDir,
  deliveries,
}: {
  databaseUrl: string
  readUrl?: string
  dataDir: string
  deliveries: number
}) => {
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: dataDir, PAYLOAD_SECRET: SECRET, HOST: '127.0.0.1' }
  await promisify(execFile)(process.execPath, ['bin/command.mjs', 'src/start/migrate.ts'], {
    env: { ...process.env, ...env, LOA_SEED: 'demo', NODE_ENV: 'production' },
  })
  const make = async (kind: Part['kind'], count: number) => {
    const parts: Part[] = []
    for (let n = 1; n <= count; n += 1) parts.push(await createPart({ kind, name: `${kind}-${n}` }))
    return parts
  }
  const cmsParts = await make('cms', 2)
  const workers = await make('worker', 2)
  const deliveryParts = await make('delivery', deliveries)
  const parts = [...cmsParts, ...workers, ...deliveryParts]
  const start = (part: Part) =>
    part.start({
      ...env,
      PUBLIC_URL: cmsParts[0]?.address ?? '',
      ...(part.kind === 'delivery'
        ? { DELIVERY_PORT: part.port, ...(readUrl ? { DATABASE_READ_URL: readUrl } : {}) }
        : {}),
    })
  await Promise.all(parts.map(start))
  const demo = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8'))
  const application = {
    cms: cmsParts[0]?.address,
    cmsParts,
    worker: workers[0],
    account: (role: string, organization: string) =>
      demo.accounts.find((one: any) => one.role === role && one.organization === organization),
    keyOf: (outlet: string) => demo.subscribers.find((one: any) => one.outlet === outlet).key,
  } as unknown as Application
  return {
    application,
    workers,
    deliveryParts,
    output: () => parts.map((part) => part.output()).join('\n'),
    stop: async () => {
      await Promise.all(parts.map((part) => part.stop()))
    },
  }
}

// The application as an operator runs it: the built cms, once or several times, the delivery API and, where
// asked for, the worker, each a process of its own, on free ports, over a database of their own.
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Role } from '../../src/access/roles.ts'
import { type Contents, freshDatabase } from './database.ts'
import { buildWhenMissing, createPart, type Kind, type Part } from './processes.ts'

export type Account = { role: Role; email: string; password: string; organization: string }
export type Application = Awaited<ReturnType<typeof startApplication>>

type DemoFile = { accounts: Account[]; subscribers: { outlet: string; key: string }[] }

/**
 * Starts all of it and waits until it is ready.
 * @param copies how many cms processes; they share the database and nothing else
 * @param hasWorker whether what is scheduled is published when it is due
 * @param database one that is there, with the demo in it, instead of a copy of the template
 * @param settings further variables of each kind of process
 */
export const startApplication = async ({
  contents,
  copies = 1,
  hasWorker = false,
  database,
  settings = {},
}: {
  contents: Exclude<Contents, 'none'>
  copies?: number
  hasWorker?: boolean
  database?: { url: string; dataDir: string }
  settings?: Partial<Record<Kind, Record<string, string>>>
}) => {
  await buildWhenMissing()
  const { url, dataDir } = database ?? (await freshDatabase(contents))
  const cmsParts: Part[] = []
  for (let n = 1; n <= copies; n += 1) cmsParts.push(await createPart({ kind: 'cms', name: `cms-${n}` }))
  const deliveryPart = await createPart({ kind: 'delivery', name: 'delivery' })
  const worker = await createPart({ kind: 'worker', name: 'worker' })
  const parts = [...cmsParts, deliveryPart, ...(hasWorker ? [worker] : [])]
  // the address people use; with several copies a balancer would stand there
  const cms = cmsParts[0]?.address ?? ''
  const env = {
    DATABASE_URL: url,
    DATA_DIR: dataDir,
    PORT: cmsParts[0]?.port ?? '',
    DELIVERY_PORT: deliveryPart.port,
    HOST: '127.0.0.1',
    PUBLIC_URL: cms,
  }
  const stop = async () => {
    await Promise.all(parts.map((part) => part.stop()))
  }
  try {
    await Promise.all(parts.map((part) => part.start({ ...env, ...settings[part.kind] })))
  } catch (error) {
    await stop()
    throw error
  }
  const demo: DemoFile = JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8'))

  return {
    cms,
    delivery: deliveryPart.address,
    /** Every copy of the cms, in order. */
    cmsParts,
    deliveryPart,
    worker,
    databaseUrl: url,
    dataDir,
    stop,
    /** What all of them have printed so far. */
    output: () => parts.map((part) => part.output()).join('\n'),
    /** @param at which of several, from 0 */
    account: (role: Role, organization: string, at = 0): Account => {
      const found = demo.accounts.filter((one) => one.role === role && one.organization === organization)[at]
      if (!found) throw new Error(`no ${role} at ${organization}`)
      return found
    },
    keyOf: (outlet: string): string => {
      const found = demo.subscribers.find((one) => one.outlet === outlet)
      if (!found) throw new Error(`no subscriber for ${outlet}`)
      return found.key
    },
  }
}

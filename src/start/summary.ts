import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { addressesOf } from './addresses.ts'
import type { Configuration } from './configuration.ts'
import { words } from './words.ts'

/** The lines a person needs once everything runs: where to look, as whom to log in, how to stop. */
export const summarise = async ({ configuration, ms }: { configuration: Configuration; ms: number }) => {
  const { dataDir, seed } = configuration
  const { cms, delivery } = addressesOf(configuration)
  const demo = seed === 'none' ? null : await readDemo(dataDir)
  const addresses = [
    [words.editing, `${cms}/admin`],
    [words.delivery, `${delivery}/v1`],
  ]
  const accounts = demo?.accounts.map(({ role, organization, email, password }) => [
    role,
    organization ?? '',
    email,
    password,
  ])
  const key = demo?.subscribers.find(({ outlet }) => outlet === 'portal-dinh-hoa')
  return [
    '',
    words.ready({ ms }),
    '',
    ...table(addresses),
    ...(accounts?.length ? ['', words.accounts, ...table(accounts)] : []),
    ...(key ? ['', ...table([[`${words.key} ${key.outlet}`, key.key]])] : []),
    '',
    words.howToStop,
    '',
  ]
}

const demoSchema = z.object({
  accounts: z.array(
    z.object({
      role: z.string(),
      organization: z.string().nullish(),
      email: z.string(),
      password: z.string(),
    }),
  ),
  subscribers: z.array(z.object({ outlet: z.string(), key: z.string() })),
})

const readDemo = async (dataDir: string) => {
  const text = await readFile(join(dataDir, 'demo.json'), 'utf8').catch(() => null)
  return text ? demoSchema.parse(JSON.parse(text)) : null
}

const table = (rows: string[][]) => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  )
}

import type { Configuration } from './configuration.ts'
import type { Part } from './supervise.ts'

type Target = { configuration: Configuration; databaseUrl: string; secret: string; isDev: boolean }

/** What every part reads from its environment. */
export const environmentFor = ({ configuration, databaseUrl, secret, isDev }: Target) => ({
  NODE_ENV: isDev ? 'development' : 'production',
  NEXT_TELEMETRY_DISABLED: '1',
  PORT: String(configuration.port),
  DELIVERY_PORT: String(configuration.deliveryPort),
  HOST: configuration.host,
  DATA_DIR: configuration.dataDir,
  DATABASE_URL: databaseUrl,
  PAYLOAD_SECRET: secret,
  LOA_SEED: configuration.seed,
  PUBLIC_URL: configuration.publicUrl,
  // a person watches
  LOG_FORMAT: process.env.LOG_FORMAT || 'text',
})

/** Brings the schema up to date and loads the demo; ends by itself. */
export const migration = (target: Target): Part => ({
  name: 'migrate',
  args: ['--import', 'tsx', 'src/start/migrate.ts'],
  env: environmentFor(target),
})

/** What runs as long as Loa does. */
export const parts = (target: Target): Part[] => {
  const env = environmentFor(target)
  const { port, host } = target.configuration
  const next = [
    'node_modules/next/dist/bin/next',
    target.isDev ? 'dev' : 'start',
    '-p',
    String(port),
    '-H',
    host,
  ]
  const script = (file: string) =>
    target.isDev
      ? ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', file]
      : ['--import', 'tsx', file]
  return [
    { name: 'cms', args: next, env },
    { name: 'delivery', args: script('src/delivery/server.ts'), env },
    { name: 'worker', args: script('src/worker/index.ts'), env },
  ]
}

// npm run cms: the built cms on HOST and PORT, after the same checks as `npm start`.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { ConfigurationError, readConfiguration } from './configuration.ts'

const root = path.join(import.meta.dirname, '../..')

const settings = () => {
  try {
    if (!process.env.DATABASE_URL) throw new ConfigurationError(['DATABASE_URL is required'])
    return readConfiguration({ env: process.env, root })
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    for (const problem of error.problems) console.error(problem)
    return process.exit(2)
  }
}

const { port, host } = settings()
const next = path.join(root, 'node_modules/next/dist/bin/next')
const child = spawn(process.execPath, [next, 'start', '-p', String(port), '-H', host], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 0))

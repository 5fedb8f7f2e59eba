// npm run cms: the built cms on HOST and PORT, after the same checks as `npm start`.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import path from 'node:path'
import { configuration, requireDatabase } from './checkedConfiguration.ts'

requireDatabase()
const { port, host } = configuration
const root = path.join(import.meta.dirname, '../..')
const next = path.join(root, 'node_modules/next/dist/bin/next')
const child = spawn(process.execPath, [next, 'start', '-p', String(port), '-H', host], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
})
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => child.kill(signal))
// as shells tell it: what was killed, by the kernel for its memory say, did not end well
child.once('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)))

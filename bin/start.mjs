// `npm start`: makes ready what is missing, then hands over to src/start. With `--dev`, nothing is built.
import { spawn } from 'node:child_process'
import { followNpm } from './followNpm.mjs'
import { buildWhenNeeded, installWhenNeeded, interrupt, requireNode, root } from './prepare.mjs'

const startedAt = Date.now()
const isDev = process.argv.includes('--dev')
let child
let isStopping = false

const stop = () => {
  isStopping = true
  interrupt()
  if (child) child.kill('SIGTERM')
}

const run = () =>
  new Promise((done) => {
    child = spawn(
      process.execPath,
      [
        '--import',
        './src/start/followParent.mjs',
        '--import',
        'tsx',
        'src/start/index.ts',
        ...(isDev ? ['--dev'] : []),
      ],
      {
        cwd: root,
        stdio: ['ignore', 'inherit', 'inherit'],
        env: { ...process.env, LOA_STARTED_AT: String(startedAt), LOA_PARENT_PID: String(process.pid) },
      },
    )
    child.once('error', (error) => {
      console.error(error.message)
      done(1)
    })
    child.once('exit', (code) => done(code === null ? 1 : code))
  })

requireNode()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop)
await followNpm()

try {
  await installWhenNeeded()
  if (!isStopping && !isDev) await buildWhenNeeded()
  process.exitCode = isStopping ? 0 : await run()
} catch (error) {
  if (!isStopping) {
    console.error(error.message)
    process.exitCode = 1
  }
}
process.exit()

// `npm test`: every check, and as the last line their sum. Arguments go to vitest, and then only vitest runs.
import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { followNpm } from './followNpm.mjs'
import { buildWhenNeeded, installWhenNeeded, interrupt, requireNode, root } from './prepare.mjs'

const vitestArgs = process.argv.slice(2)
const total = { passed: 0, failed: 0, skipped: 0 }
let child

const run = (script, args = []) =>
  new Promise((done) => {
    child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
    })
    child.once('error', () => done(1))
    child.once('exit', (code) => done(code === null ? 1 : code))
  })

const check = async (name, perform) => {
  console.log(`\n── ${name}`)
  const isPassed = await perform().then(
    (code) => code === 0 || code === undefined,
    (error) => {
      console.error(error.message)
      return false
    },
  )
  total[isPassed ? 'passed' : 'failed'] += 1
  console.log(`${isPassed ? '✓' : '✗'} ${name}`)
}

const vitest = async () => {
  console.log('\n── vitest')
  const folder = await mkdtemp(join(tmpdir(), 'loa-vitest-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await run('vitest/vitest.mjs', ['run', ...reporters, ...vitestArgs])
  const text = await readFile(report, 'utf8').catch(() => '')
  await rm(folder, { recursive: true, force: true })
  const counted = text ? count(JSON.parse(text)) : { passed: 0, failed: 0, skipped: 0 }
  // A crash, an error outside of any test: nothing that the report counts, and still no success.
  if (code !== 0 && counted.failed === 0) counted.failed = 1
  for (const name of Object.keys(total)) total[name] += counted[name]
  return counted
}

const count = (report) => ({
  passed: report.numPassedTests,
  // A file that cannot even be loaded has no tests to count.
  failed:
    report.numFailedTests +
    report.testResults.filter(
      ({ status, assertionResults }) =>
        status === 'failed' && !assertionResults.some((result) => result.status === 'failed'),
    ).length,
  skipped: report.numPendingTests + report.numTodoTests,
})

const stop = () => {
  interrupt()
  if (child) child.kill('SIGTERM')
  setTimeout(() => process.exit(130), 5000).unref()
  process.exitCode = 130
}

requireNode()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, stop)
await followNpm()

let hasTests = false
try {
  await installWhenNeeded()
  if (vitestArgs.length === 0) {
    await check('lint', () => run('@biomejs/biome/bin/biome', ['ci']))
    await check('types', () => run('typescript/bin/tsc', ['--noEmit']))
    await check('knip', () => run('knip/bin/knip.js'))
    await check('dependencies', () => import('./checkDependencies.mjs').then(() => process.exitCode ?? 0))
    await check('build', buildWhenNeeded)
  }
  const { passed, failed } = await vitest()
  hasTests = passed + failed > 0
} catch (error) {
  console.error(error.message)
  total.failed += 1
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`, () =>
  process.exit(process.exitCode || (total.failed > 0 || !hasTests ? 1 : 0)),
)

// `npm run fuzz -- --minutes 10 [--seed N]`: the fuzzing of the tests, longer. A failure prints the seed that repeats it.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { root } from './prepare.mjs'

const { minutes, seed } = parseArgs({
  options: { minutes: { type: 'string', default: '5' }, seed: { type: 'string' } },
}).values
if (!(Number(minutes) > 0)) {
  console.error('--minutes takes a number')
  process.exit(2)
}
const child = spawn(
  process.execPath,
  [join(root, 'node_modules/vitest/vitest.mjs'), 'run', 'tests/int/fuzz.test.ts', '--execArgv=--expose-gc'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_MINUTES: minutes, FUZZ_SEED: seed ?? '' } },
)
child.once('exit', (code) => process.exit(code ?? 1))

// `npm run check:package [-- TARBALL]`: what npm would publish is well formed (publint) and its types resolve for
// those who import it (attw). Without a tarball it packs one. The package is ESM only, so attw leaves out what
// only CommonJS asks.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { root } from './prepare.mjs'

const run = (command, args) => {
  const shell = process.platform === 'win32' && command === 'npm'
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', shell })
  if (error) console.error(error.message)
  if (status !== 0) process.exitCode = 1
}

const folder = mkdtempSync(join(tmpdir(), 'loa-pack-'))
try {
  let [tarball] = process.argv.slice(2)
  if (!tarball) {
    const npm = process.env.npm_execpath || ''
    const isNpm = basename(npm).startsWith('npm-cli')
    const args = ['pack', '--silent', '--ignore-scripts=false', '--pack-destination', folder]
    run(isNpm ? process.execPath : 'npm', isNpm ? [npm, ...args] : args)
    tarball = join(folder, readdirSync(folder)[0] ?? 'no tarball')
  }
  run(process.execPath, [join(root, 'node_modules/publint/src/cli.js'), 'run', '--strict', tarball])
  run(process.execPath, [
    join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'),
    tarball,
    '--profile',
    'esm-only',
  ])
} finally {
  rmSync(folder, { recursive: true, force: true })
}

// Runs a command that is written in TypeScript: `node bin/command.mjs SCRIPT ARGS`. Node 20 now and then ends with 13 where an
// import through a loader should go on, before anything of ours ran; then it is begun anew.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const UNSETTLED = 13
const TRIES = 5
const [script, ...args] = process.argv.slice(2)
let child

const begin = (attempt) => {
  child = spawn(process.execPath, ['--import', 'tsx', script, ...args], { stdio: 'inherit' })
  child.once('exit', (code, signal) => {
    if (code === UNSETTLED && attempt < TRIES) return begin(attempt + 1)
    // as shells tell it, and src/start/cms.ts
    process.exit(code ?? 128 + constants.signals[signal])
  })
}

// Ctrl-C reaches both; what is told to this process alone is passed on, and the other one's end awaited
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child?.kill(signal))
begin(1)

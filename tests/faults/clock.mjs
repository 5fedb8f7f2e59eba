// Loaded into a process by `node --import`: its clock is ahead by as many milliseconds as stand in CLOCK_FILE,
// read ten times a second, so that it can jump while the process runs.
import { readFileSync } from 'node:fs'

const TrueDate = Date
let shift = 0
const read = () => {
  try {
    shift = Number(readFileSync(process.env.CLOCK_FILE ?? '', 'utf8')) || 0
  } catch {
    // not written yet
  }
}
const now = () => TrueDate.now() + shift

read()
setInterval(read, 100).unref()
globalThis.Date = new Proxy(TrueDate, {
  construct: (target, args, self) =>
    Reflect.construct(target, args.length > 0 ? args : [now()], self === globalThis.Date ? target : self),
  apply: () => new TrueDate(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})
TrueDate.prototype.constructor = globalThis.Date

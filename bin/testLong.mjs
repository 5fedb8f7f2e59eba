// `npm run test:faults` and `npm run test:load`: what `npm test` does for a moment, for as long as it is told
// (`-- --minutes 2`), and with its figures written into docs/RELIABILITY.md.
const MINUTES = { faults: 20, load: 30 }
const FILES = { faults: ['faults', 'services'], load: ['load'] }

const [part, ...rest] = process.argv.slice(2)
const at = rest.indexOf('--minutes')
const minutes = at < 0 ? MINUTES[part] : Number(rest[at + 1])
if (!(minutes > 0)) {
  console.error('--minutes N')
  process.exit(2)
}
process.env.LOA_MINUTES = String(minutes)
process.argv.splice(2, rest.length + 1, ...FILES[part].map((name) => `tests/faults/${name}.test.ts`))
await import('./test.mjs')

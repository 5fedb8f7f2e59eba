// `npm run dev`: as `npm start`, but the parts reload when their sources change and nothing is built.
process.argv.push('--dev')
await import('./start.mjs')

// The health check of a container: `node bin/isReady.mjs PORT 3000` asks /readyz on the port that the variable names.
const [variable, fallback] = process.argv.slice(2)
const port = process.env[variable] || fallback
const answer = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(5000) }).catch(
  () => null,
)
process.exit(answer?.ok ? 0 : 1)

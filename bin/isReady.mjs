// The health check of a container: `node bin/isReady.mjs PORT 3000 /readyz` asks these paths on the port that the variable
// names; well is what answers all of them well.
const [variable, fallback, ...paths] = process.argv.slice(2)
const port = process.env[variable] || fallback
const answers = await Promise.all(
  paths.map((path) =>
    fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(5000) }).catch(() => null),
  ),
)
process.exit(paths.length > 0 && answers.every((answer) => answer?.ok) ? 0 : 1)

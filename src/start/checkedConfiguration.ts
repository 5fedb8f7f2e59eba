// The settings of a part that runs by itself. Imported before payload.config.ts, which reads the environment as soon as
// it is loaded: what cannot be used ends the process first, in the same words as at `npm start`.
import { ConfigurationError, readConfiguration } from './configuration.ts'

const checked = () => {
  try {
    return readConfiguration({ env: process.env, root: process.cwd() })
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    for (const problem of error.problems) console.error(problem)
    return process.exit(2)
  }
}

export const configuration = checked()

/** Ends the process where no database is named: only `npm start` and the commands have one of their own. */
export const requireDatabase = () => {
  if (configuration.databaseUrl) return
  console.error('DATABASE_URL is required')
  process.exit(2)
}

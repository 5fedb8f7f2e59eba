// One real PostgreSQL for the whole run, and in it a template database with the schema and the demo, which
// every test file copies. Only the files that ask for a database pay for the template.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../src/database/embedded/index.ts'

export default async function setup({ provide }: TestProject) {
  const directory = await mkdtemp(path.join(tmpdir(), 'loa-tests-'))
  const server = await startEmbeddedPostgres({ dataDir: directory, durable: false })
  provide('postgres', { url: server.url, directory })
  return async () => {
    await server.stop()
    await rm(directory, { recursive: true, force: true })
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the server, and a folder for files of the run. */
    postgres: { url: string; directory: string }
  }
}

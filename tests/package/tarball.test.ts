// What is packed is what a project elsewhere gets: it is installed there and run, each plugin alone.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyDatabase } from '../helpers/database.ts'
import { type Elsewhere, makeProject } from './elsewhere.ts'

const run = promisify(execFile)

let elsewhere: Elsewhere
beforeAll(async () => {
  elsewhere = await makeProject()
})
afterAll(() => elsewhere?.remove())

const tryOut = async (file: string, trial: string) =>
  elsewhere.node([`${file}.mjs`, trial], { DATABASE_URL: await emptyDatabase() })

describe('the tarball', () => {
  it('is well formed, and its types resolve (publint, attw)', async () => {
    await run(process.execPath, ['bin/checkPackage.mjs', elsewhere.tarball])
  })

  it('holds what is imported and what is read, and no source', async () => {
    const folder = path.join(elsewhere.project, 'node_modules/loa')
    expect((await readdir(folder)).sort()).toEqual(['LICENSE', 'README.md', 'dist', 'docs', 'package.json'])
    const sources = (await readdir(folder, { recursive: true })).filter((name) =>
      /(?<!\.d)\.tsx?$/.test(name),
    )
    expect(sources).toEqual([])
  })

  it('brings no copy of what the project has', () => {
    const installed = (name: string) => existsSync(path.join(elsewhere.project, 'node_modules', name))
    expect(installed('loa')).toBe(true)
    for (const name of ['payload', 'next', 'react', 'drizzle-orm', 'graphql', 'pg'])
      expect(`${name} ${installed(name)}`).toBe(`${name} false`)
  })
})

describe('types', () => {
  it('are those of a strict project, in Node’s way of resolving and in a bundler’s', async () => {
    const tsc = path.resolve('node_modules/typescript/bin/tsc')
    for (const [module, moduleResolution] of [
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
    ] as const) {
      await writeFile(
        path.join(elsewhere.project, 'tsconfig.json'),
        JSON.stringify({
          compilerOptions: {
            module,
            moduleResolution,
            target: 'es2022',
            strict: true,
            exactOptionalPropertyTypes: true,
            noEmit: true,
            skipLibCheck: true,
            types: ['node'],
          },
          files: ['types.ts'],
        }),
      )
      await elsewhere.node([tsc, '-p', 'tsconfig.json'])
    }
  })

  // skipLibCheck hides what is wrong in a declaration file; others' are not ours to check
  it('are without a mistake of their own', async () => {
    const tsc = path.resolve('node_modules/typescript/bin/tsc')
    const args = [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--module',
      'nodenext',
      '--types',
      'node',
      'types.ts',
    ]
    const told = await elsewhere.node([tsc, ...args, '--ignoreConfig']).catch((error: Error) => error.message)
    expect(told.split('\n').filter((line) => /loa\/dist|^types\.ts/.test(line))).toEqual([])
  })
})

describe('the client', () => {
  it('needs nothing but the platform', async () => {
    expect(await elsewhere.node(['client.mjs'])).toContain('client: ok')
    const folder = path.join(elsewhere.project, 'node_modules/loa/dist/client')
    for (const name of await readdir(folder)) {
      const text = await readFile(path.join(folder, name), 'utf8')
      for (const [, from = ''] of text.matchAll(/(?:from|import\() ?['"]([^'"]+)/g))
        expect(`${name} ${from}`).toMatch(/ \.\//)
    }
  })
})

describe.each(['approval', 'quota', 'delivery', 'report'])('%s alone', (plugin) => {
  it.each([
    ['with its defaults', 'defaults'],
    ['with own slugs, further fields and other collections', 'overrides'],
    ['switched off: the schema and what it holds stay', 'disabled'],
  ])('%s', async (_name, trial) => {
    expect(await tryOut(plugin, trial)).toContain(`${trial}: ok`)
  })
})

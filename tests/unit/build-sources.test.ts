// A second start builds anew only when a source has changed: whatever the cms is made from has to be looked at.
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parseSync } from 'oxc-parser'
import { expect, it } from 'vitest'
import { root, sourceFiles } from '../../bin/prepare.mjs'

const SCRIPT = /\.[jt]sx?$/

/** What Next begins with. */
const entriesOfNext = async () => {
  const pages = await readdir(path.join(root, 'src/app'), { recursive: true })
  return [
    ...pages.filter((name) => SCRIPT.test(name)).map((name) => `src/app/${name}`),
    ...['src/instrumentation.ts', 'src/proxy.ts', 'payload.config.ts', 'next.config.ts'],
  ].map((name) => path.join(root, name))
}

/** Every file of the project that these import, and so on. */
const importedBy = async (entries: string[]): Promise<Set<string>> => {
  const found = new Set<string>()
  const waiting = [...entries]
  for (let file = waiting.pop(); file; file = waiting.pop()) {
    if (found.has(file)) continue
    found.add(file)
    if (!SCRIPT.test(file)) continue
    const text = await readFile(file, 'utf8')
    const { module } = parseSync(file, text)
    const named = [
      ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
      ...module.staticExports.flatMap(({ entries: of }) =>
        of.flatMap(({ moduleRequest }) => moduleRequest?.value ?? []),
      ),
      ...module.dynamicImports.map(({ moduleRequest: { start, end } }) => text.slice(start + 1, end - 1)),
    ]
    for (const name of named) {
      if (name.startsWith('.')) waiting.push(fileOf(path.resolve(path.dirname(file), name)))
      if (name === '@payload-config') waiting.push(path.join(root, 'payload.config.ts'))
    }
  }
  return found
}

// Payload writes the list of migrations without endings
const fileOf = (name: string) => (path.extname(name) ? name : `${name}.ts`)

it('covers every file that the cms is built from', async () => {
  const imported = [...(await importedBy(await entriesOfNext()))]
  expect(imported.filter((file) => !existsSync(file))).toEqual([])
  expect(imported).toContain(path.join(root, 'seed/loadPlan.ts'))
  const watched = new Set(await sourceFiles())
  expect(imported.filter((file) => !watched.has(file))).toEqual([])
})

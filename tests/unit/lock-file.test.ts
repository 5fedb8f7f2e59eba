// `npm ci` refuses a lock file that leaves out an optional package of another platform, and the one who wrote
// it on his own platform never sees it.
import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

type Lock = {
  packages: Record<string, { optionalDependencies?: Record<string, string>; resolved?: string }>
}

it('names every optional package, and no download address', async () => {
  const { packages }: Lock = JSON.parse(await readFile('package-lock.json', 'utf8'))
  const isKnown = (where: string, name: string): boolean => {
    if (packages[`${where ? `${where}/` : ''}node_modules/${name}`]) return true
    return (
      where !== '' &&
      isKnown(
        where.includes('/node_modules/') ? where.slice(0, where.lastIndexOf('/node_modules/')) : '',
        name,
      )
    )
  }
  const missing = Object.entries(packages).flatMap(([where, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isKnown(where, name)),
  )
  expect(missing).toEqual([])
  expect(Object.entries(packages).filter(([, { resolved }]) => resolved)).toEqual([])
})

// The built application keeps every stylesheet it has loaded: a name that two screens give to different things makes one of
// them look otherwise, depending on which was opened first.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const ADMIN = path.join(import.meta.dirname, '../../../src/admin')

/** The classes that a stylesheet describes by themselves, not as a part of something else. */
const describedIn = (css: string): string[] => {
  const heads = css.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/(?:^|[{}])\s*([^{}@;]+)\{/g)
  const selectors = [...heads].flatMap(([, head = '']) => head.split(/,(?![^(]*\))/))
  return selectors.flatMap((one) => /^\s*\.(loa-[\w-]+)\s*$/.exec(one)?.[1] ?? [])
}

it('gives each class one stylesheet', () => {
  const homes = new Map<string, Set<string>>()
  for (const file of readdirSync(ADMIN, { recursive: true, encoding: 'utf8' }))
    if (file.endsWith('.css'))
      for (const name of describedIn(readFileSync(path.join(ADMIN, file), 'utf8')))
        homes.set(name, (homes.get(name) ?? new Set()).add(file))
  expect(homes.size).toBeGreaterThan(100)
  expect([...homes].filter(([, files]) => files.size > 1).map(([name, files]) => [name, ...files])).toEqual(
    [],
  )
})

it('sees a class in a list and within a media query', () => {
  expect(
    describedIn('.loa-a,\n.loa-b { x: y }\n@media print {\n  .loa-c { x: y }\n}\n.loa-d .loa-e { x: y }'),
  ).toEqual(['loa-a', 'loa-b', 'loa-c'])
})

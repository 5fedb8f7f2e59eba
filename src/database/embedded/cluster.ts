// The files of the database: made once, completely or not at all, and found again at the next start.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmod,
  chown,
  cp,
  lchown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
  symlink,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Binaries, binariesIn, environmentOf } from './binaries.ts'
import { clusterOwner, findLauncher, isRoot, type Launcher, type Owner } from './user.ts'

const run = promisify(execFile)

export const SUPERUSER = 'postgres'

export type Cluster = {
  /** Absolute, without symbolic links. */
  clusterDir: string
  binaries: Binaries
  launcher: Launcher
  password: string
}

/** Where a cluster goes that its owner could not reach below the data folder. */
const OUTSIDE = '/var/lib/loa'

// Vietnamese sorting comes from ICU. The C library still decides what is a letter for pg_trgm, and in plain
// `C` no letter with an accent is one.
const LOCALES = ['C.UTF-8', 'en_US.UTF-8', 'C']

/**
 * Finds the cluster below `home`, or makes it: UTF-8, ICU collation `vi`, scram passwords, and a random
 * password for its superuser in `home`/password (mode 0600).
 *
 * @param isDurable whether initdb waits for the disk
 * @throws Error when the cluster belongs to another user or another major version, or cannot be reached
 */
export const findOrCreateCluster = async (target: {
  home: string
  binaries: Binaries
  isDurable: boolean
}): Promise<Cluster> => {
  await mkdir(target.home, { recursive: true })
  const path = join(target.home, 'cluster')
  const isPresent = await exists(path)
  const password = await findOrCreatePassword({ file: join(target.home, 'password'), mayCreate: !isPresent })
  const found = isPresent
    ? await openCluster({ ...target, path })
    : await createCluster({ ...target, path, password })
  return { ...found, password }
}

const openCluster = async ({ path, binaries }: { path: string; binaries: Binaries }) => {
  const clusterDir = await realpath(path)
  const owner = await ownerOf(clusterDir)
  await chmod(clusterDir, 0o700)
  const major = (await readFile(join(clusterDir, 'PG_VERSION'), 'utf8').catch(() => '')).trim()
  if (major !== binaries.version.split('.')[0]) {
    throw new Error(
      `Dữ liệu trong ${path} không phải của PostgreSQL ${binaries.version}. ` +
        `${path} holds data of PostgreSQL ${major || '?'}, not of ${binaries.version}.`,
    )
  }
  for (const programs of [() => binaries, () => copyOutside(binaries)]) {
    const reachable = await programs()
    const launcher = await findLauncher({ owner, binaries: reachable, folder: clusterDir })
    if (launcher) return { clusterDir, binaries: reachable, launcher }
    if (!isRoot()) break
  }
  throw unreachable(path)
}

const createCluster = async (target: {
  home: string
  path: string
  password: string
  binaries: Binaries
  isDurable: boolean
}) => {
  const { home, path } = target
  const owner = await clusterOwner()
  // Left behind by starts that were killed while initdb ran.
  const stale = (await readdir(home)).filter((name) => name.startsWith('new-'))
  await Promise.all(stale.map((name) => rm(join(home, name), { recursive: true, force: true })))

  const inside = await tryToCreate({ ...target, owner, parent: home, prefix: 'new-' })
  if (inside) {
    await rename(inside.clusterDir, path)
    return { ...inside, clusterDir: await realpath(path) }
  }
  if (!isRoot() || process.platform !== 'linux') throw unreachable(home)
  const binaries = await copyOutside(target.binaries)
  const outside = await tryToCreate({ ...target, owner, binaries, parent: OUTSIDE, prefix: 'cluster-' })
  if (!outside) throw unreachable(home)
  await symlink(outside.clusterDir, path)
  return outside
}

/** A complete new cluster in its own folder below `parent`, or `null` when `owner` cannot reach that. */
const tryToCreate = async (target: {
  parent: string
  prefix: string
  owner: Owner | null
  binaries: Binaries
  password: string
  isDurable: boolean
}) => {
  const { parent, prefix, owner, binaries, password } = target
  const clusterDir = await mkdtemp(join(await realpath(parent), prefix))
  const passwordFile = `${clusterDir}.password`
  try {
    if (owner) await chown(clusterDir, owner.uid, owner.gid)
    const launcher = await findLauncher({ owner, binaries, folder: clusterDir })
    if (!launcher) {
      await rm(clusterDir, { recursive: true })
      return null
    }
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
    if (owner) await chown(passwordFile, owner.uid, owner.gid)
    await initdb({ ...target, clusterDir, passwordFile, launcher })
    return { clusterDir, binaries, launcher }
  } catch (error) {
    await rm(clusterDir, { recursive: true, force: true })
    throw error
  } finally {
    await rm(passwordFile, { force: true })
  }
}

const initdb = async (call: {
  clusterDir: string
  passwordFile: string
  launcher: Launcher
  binaries: Binaries
  isDurable: boolean
}) => {
  const { clusterDir, passwordFile, launcher, binaries, isDurable } = call
  for (const locale of LOCALES) {
    const [command, args] = launcher.wrap({
      program: binaries.initdb,
      args: [
        ...['--pgdata', clusterDir, '--username', SUPERUSER, '--pwfile', passwordFile],
        ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--locale', locale, '--lc-messages', 'C'],
        ...['--locale-provider', 'icu', '--icu-locale', 'vi', '--no-instructions'],
        ...(isDurable ? [] : ['--no-sync']),
      ],
      deathSignal: 'KILL',
    })
    try {
      await run(command, args, { ...launcher.spawnOptions, env: environmentOf(binaries), cwd: '/' })
      return
    } catch (error) {
      const { stderr = '' } = error as { stderr?: string }
      if (!stderr.includes('invalid locale name')) throw new Error(`initdb: ${stderr.trim() || error}`)
    }
  }
  throw new Error('initdb: no usable locale')
}

const findOrCreatePassword = async ({ file, mayCreate }: { file: string; mayCreate: boolean }) => {
  const known = await readFile(file, 'utf8').catch(() => '')
  if (known) return known.trim()
  if (!mayCreate) {
    throw new Error(
      `Thiếu tệp mật khẩu ${file} của cơ sở dữ liệu. ` +
        `The database's password file ${file} is missing or not readable; put it back.`,
    )
  }
  const password = randomBytes(24).toString('base64url')
  await writeFile(`${file}.new`, `${password}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
  return password
}

/** Who owns an existing cluster, made right where only root can have done wrong (a copy made by root). */
const ownerOf = async (clusterDir: string): Promise<Owner | null> => {
  const { uid, gid } = await stat(clusterDir)
  if (isRoot()) {
    if (uid !== 0) return { uid, gid }
    const owner = await clusterOwner()
    if (owner) await giveTo({ path: clusterDir, owner })
    return owner
  }
  if (process.getuid && uid !== process.getuid()) {
    throw new Error(
      `Cơ sở dữ liệu ${clusterDir} thuộc người dùng khác. ` +
        `${clusterDir} belongs to user ${uid}; start as that user or as root, or set another DATA_DIR.`,
    )
  }
  return null
}

const giveTo = async ({ path, owner }: { path: string; owner: Owner }) => {
  for (const entry of await readdir(path, { recursive: true }))
    await lchown(join(path, entry), owner.uid, owner.gid)
  await chown(path, owner.uid, owner.gid)
}

const copyOutside = async (binaries: Binaries) => {
  const root = join(OUTSIDE, `postgresql-${binaries.version}`)
  if (!(await exists(root))) {
    await mkdir(OUTSIDE, { recursive: true, mode: 0o755 })
    const draft = await mkdtemp(join(OUTSIDE, 'copy-'))
    await cp(binaries.root, draft, { recursive: true, verbatimSymlinks: true })
    await chmod(draft, 0o755)
    await rename(draft, root)
  }
  return binariesIn({ root, version: binaries.version })
}

const unreachable = (path: string) =>
  new Error(
    `Người dùng chạy PostgreSQL không vào được ${path}; hãy đổi DATA_DIR. ` +
      `The user PostgreSQL runs as cannot reach ${path} or the installed packages; ` +
      'move the project out of the private folder, install setpriv (util-linux), or set DATABASE_URL.',
  )

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

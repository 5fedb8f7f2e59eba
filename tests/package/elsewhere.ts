// A Payload project elsewhere on disk with the packed tarball installed by npm. Payload and the other peers come
// from our own node_modules, one folder up, where Node looks next: a project has its own copy of them, and there
// may be only one.
import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.join(import.meta.dirname, '../..')

export type Elsewhere = Awaited<ReturnType<typeof makeProject>>

/** Packs, makes the project and installs into it. What is in `project/` beside this file is copied there. */
export const makeProject = async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'loa-elsewhere-'))
  const project = path.join(folder, 'project')
  await npm(['pack', '--ignore-scripts=false', '--pack-destination', folder], root)
  const name = (await readdir(folder)).find((one) => one.endsWith('.tgz'))
  if (!name) throw new Error('npm pack made no tarball')
  await mkdir(project)
  const dependencies = { loa: `file:../${name}` }
  const write = (file: string, content: unknown) =>
    writeFile(path.join(project, file), JSON.stringify(content, null, 2))
  await write('package.json', { name: 'elsewhere', private: true, type: 'module', dependencies })
  await write('package-lock.json', await lockOf(dependencies))
  await symlink(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  await npm(['install', '--prefer-offline', '--legacy-peer-deps', '--no-audit', '--no-fund'], project)
  await cp(path.join(import.meta.dirname, 'project'), project, { recursive: true })

  /** Runs a command of Node there; rejects with what it printed when it fails. */
  const node = async (args: string[], env: Record<string, string> = {}): Promise<string> => {
    const { stdout } = await run(process.execPath, args, { cwd: project, env: { ...outer(), ...env } })
    return stdout
  }

  return {
    tarball: path.join(folder, name),
    project,
    node,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Our own lock file with other dependencies: npm takes the versions that are tested here, from its cache. */
const lockOf = async (dependencies: Record<string, string>) => {
  const { lockfileVersion, packages } = JSON.parse(
    await readFile(path.join(root, 'package-lock.json'), 'utf8'),
  )
  return { name: 'elsewhere', lockfileVersion, packages: { ...packages, '': { dependencies } } }
}

const npm = (args: string[], cwd: string) => {
  const cli = process.env.npm_execpath ?? ''
  const isCli = path.basename(cli).startsWith('npm-cli')
  return isCli
    ? run(process.execPath, [cli, ...args], { cwd, env: outer() })
    : run('npm', args, { cwd, env: outer(), shell: process.platform === 'win32' })
}

const run = async (file: string, args: string[], options: { cwd: string; env: object; shell?: boolean }) => {
  try {
    return await promisify(execFile)(file, args, { ...options, env: options.env as NodeJS.ProcessEnv })
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string }
    throw new Error(`${message}\n${stdout.slice(-4000)}\n${stderr.slice(-4000)}`)
  }
}

// npm and vitest tell their children about this project; the other one is none of that.
const outer = () =>
  Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(npm_(package|lifecycle|config_local_prefix)|VITEST|DATABASE_URL|DATA_DIR|NODE_OPTIONS)/.test(
          name,
        ),
    ),
  )

// Services that Loa uses and does not keep running: an S3 server and a mail server, each a process that can be killed
// and started again at the same address with what it had.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort } from '../helpers/processes.ts'
import { until } from './postgres.ts'

const root = path.join(import.meta.dirname, '../..')

const startProgram = async ({
  args,
  env = {},
  ready,
}: {
  args: string[]
  env?: Record<string, string>
  ready: RegExp
}) => {
  let said = ''
  let child: ChildProcess
  const start = async () => {
    let now = ''
    child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        now += chunk
        said += chunk
      })
    await until(async () => ready.test(now), 30_000)
  }
  const kill = async () => {
    const ended = new Promise((done) => child.once('exit', done))
    child.kill('SIGKILL')
    await ended
  }
  await start()
  return { start, kill, output: () => said }
}

/** A bucket `loa` of its own; `settings` are for the parts of Loa. */
export const startBucket = async () => {
  const directory = await mkdtemp(path.join(tmpdir(), 'loa-bucket-'))
  const port = String(await freePort())
  const program = await startProgram({
    args: [
      // beyond a thousand objects it makes a token for the next page with a cipher that OpenSSL 3 has put away
      '--openssl-legacy-provider',
      path.join(root, 'node_modules/s3rver/bin/s3rver.js'),
      ...['--directory', directory, '--address', '127.0.0.1', '--port', port],
      ...['--configure-bucket', 'loa'],
    ],
    ready: /listening/,
  })
  return {
    ...program,
    start: async () => {
      await dropHalfWritten(path.join(directory, 'loa'))
      await program.start()
    },
    settings: {
      S3_BUCKET: 'loa',
      S3_ENDPOINT: `http://127.0.0.1:${port}`,
      S3_ACCESS_KEY_ID: 'S3RVER',
      S3_SECRET_ACCESS_KEY: 'S3RVER',
    },
    stop: async () => {
      await program.kill()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/**
 * s3rver writes an object and what it knows of it one after the other, and lists nothing any more once one of these is
 * half a file. A store that keeps what it has acknowledged forgets what it was killed over.
 */
const dropHalfWritten = async (bucket: string) => {
  const names = await readdir(bucket, { recursive: true })
  for (const name of names.filter((one) => one.endsWith('_S3rver_metadata.json'))) {
    const isWhole = await readFile(path.join(bucket, name), 'utf8')
      .then(JSON.parse)
      .catch(() => null)
    const own = name.replace(/metadata\.json$/, '')
    if (!isWhole)
      for (const part of names.filter((one) => one.startsWith(own)))
        await rm(path.join(bucket, part), { force: true })
  }
}

export const startMail = async () => {
  const port = String(await freePort())
  const program = await startProgram({
    args: ['--import', 'tsx', 'tests/faults/mailProgram.ts'],
    env: { PORT: port },
    ready: /listens/,
  })
  return {
    ...program,
    settings: { SMTP_URL: `smtp://127.0.0.1:${port}` },
    /** The Message-ID of each mail that was taken, once for each time. */
    taken: () => [...program.output().matchAll(/^taken (.*)$/gm)].map(([, id = '']) => id),
    stop: program.kill,
  }
}

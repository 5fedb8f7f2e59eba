// What the parts cannot run without, read from the environment and checked before anything is started.
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { dataDirIn } from '../dataDir.ts'
import { words } from './words.ts'

/** A value in the environment that cannot be used. `problems` holds one line for each, in both languages. */
export class ConfigurationError extends Error {
  readonly problems: string[]

  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

export type Configuration = {
  port: number
  deliveryPort: number
  host: string
  /** Absolute. */
  dataDir: string
  /** Absent: the embedded PostgreSQL is used. */
  databaseUrl?: string
  /** Absent: the one in `dataDir` is used. */
  secret?: string
  seed: 'demo' | 'plan' | 'none'
  publicUrl?: string
  deliveryUrl?: string
  /** What the operator should know, one line each. */
  notices: string[]
}

/**
 * Reads the configuration. An empty variable counts as not set.
 *
 * @param root folder against which a relative `DATA_DIR` is resolved
 * @throws ConfigurationError naming every bad value at once
 */
export const readConfiguration = ({ env, root }: { env: NodeJS.ProcessEnv; root: string }): Configuration => {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = schema.safeParse(set)
  if (!parsed.success) throw new ConfigurationError(parsed.error.issues.map(({ message }) => message))
  const { PORT, DELIVERY_PORT, HOST, DATABASE_URL, PAYLOAD_SECRET, LOA_SEED, PUBLIC_URL, DELIVERY_URL } =
    parsed.data
  const isIgnored = !DATABASE_URL && PAYLOAD_SECRET !== undefined && isWeak(PAYLOAD_SECRET)
  return {
    port: PORT,
    deliveryPort: DELIVERY_PORT,
    host: HOST,
    dataDir: resolve(root, dataDirIn(env)),
    databaseUrl: DATABASE_URL,
    secret: isIgnored ? undefined : PAYLOAD_SECRET,
    seed: LOA_SEED ?? (DATABASE_URL ? 'none' : 'demo'),
    publicUrl: PUBLIC_URL,
    deliveryUrl: DELIVERY_URL,
    notices: isIgnored ? [words.weakSecretIgnored] : [],
  }
}

/** The secret of an installation with the embedded database: random, made once, mode 0600. */
export const findOrCreateSecret = async ({ dataDir }: { dataDir: string }) => {
  const file = join(dataDir, 'secret')
  const known = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return ''
    throw error
  })
  if (!isWeak(known.trim())) return known.trim()
  const secret = randomBytes(32).toString('base64url')
  await mkdir(dataDir, { recursive: true })
  await writeFile(`${file}.new`, `${secret}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
  return secret
}

/** Whether a secret is short, one of the known examples, or has hardly any variety. */
export const isWeak = (secret: string) => {
  const word = secret.toLowerCase().replace(/[^a-z0-9]/g, '')
  return (
    secret.length < 32 || KNOWN_DEFAULTS.some((known) => isRepeated(word, known)) || new Set(secret).size < 10
  )
}

// Examples from manuals and templates, also written several times in a row to look long enough.
const KNOWN_DEFAULTS = [
  ...['secret', 'password', 'changeme', 'changethis', 'example', 'payload', 'payloadsecret', 'mysecret'],
  ...['yoursecrethere', 'yoursecret', 'yourpayloadsecret', 'supersecret', 'supersecretkey', 'replaceme'],
  ...[
    'yoursecretkeyhere',
    'changemeinproduction',
    'pleasechangeme',
    'abcdefghijklmnopqrstuvwxyz',
    '0123456789',
  ],
  ...['1234567890', '0123456789abcdef', 'abcdefghijklmnopqrstuvwxyz0123456789', 'thisisasecret'],
]

const isRepeated = (word: string, known: string) =>
  word.length > 0 && known.repeat(Math.ceil(word.length / known.length)).startsWith(word)

const bad = (name: string, vi: string, en: string) => ({ error: words.badValue({ name, vi, en }) })

const port = (name: string, fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, bad(name, 'phải là số từ 1 đến 65535', 'must be a number from 1 to 65535'))
    .transform(Number)
    .refine((n) => n >= 1 && n <= 65_535, bad(name, 'phải là số từ 1 đến 65535', 'must be from 1 to 65535'))
    .default(fallback)

const address = (name: string, protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      bad(name, `phải có dạng ${protocols[0]}//…`, `must look like ${protocols[0]}//…`),
    )
    .optional()

const schema = z
  .object({
    PORT: port('PORT', 3000),
    DELIVERY_PORT: port('DELIVERY_PORT', 3001),
    HOST: z
      .string()
      .regex(/^[\w.:-]+$/, bad('HOST', 'không phải địa chỉ', 'is not an address'))
      .default('127.0.0.1'),
    DATABASE_URL: address('DATABASE_URL', ['postgresql:', 'postgres:']),
    PAYLOAD_SECRET: z.string().optional(),
    LOA_SEED: z
      .enum(
        ['demo', 'plan', 'none'],
        bad('LOA_SEED', 'chỉ nhận demo, plan, none', 'takes demo, plan or none'),
      )
      .optional(),
    PUBLIC_URL: address('PUBLIC_URL', ['https:', 'http:']),
    DELIVERY_URL: address('DELIVERY_URL', ['https:', 'http:']),
  })
  .refine(({ PORT, DELIVERY_PORT }) => PORT !== DELIVERY_PORT, {
    error: words.badValue({ name: 'DELIVERY_PORT', vi: 'trùng với PORT', en: 'is the same as PORT' }),
  })
  .refine(({ DATABASE_URL, PAYLOAD_SECRET }) => !DATABASE_URL || !isWeak(PAYLOAD_SECRET ?? ''), {
    error: words.badValue({
      name: 'PAYLOAD_SECRET',
      vi: 'bắt buộc khi có DATABASE_URL, ít nhất 32 ký tự, không dùng giá trị mẫu',
      en: 'required with DATABASE_URL: at least 32 characters, random, no example value (openssl rand -base64 32)',
    }),
  })

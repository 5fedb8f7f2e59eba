// Why this exists: Payload takes a password of three letters. Length is what counts, and that it is on nobody's list of first
// guesses (NIST SP 800-63B, 5.1.1.2); rules about digits and signs only make people write them down.
import type { CollectionBeforeOperationHook } from 'payload'
import { invalid } from '../src/errors/index.ts'

const LEAST = 12

export const requireGoodPassword: CollectionBeforeOperationHook = ({ args, operation, req }) => {
  if (!['create', 'update', 'updateByID', 'resetPassword'].includes(operation)) return args
  const { password, email, name } = ((args as { data?: object }).data ?? {}) as Record<string, unknown>
  if (password === undefined || password === null || password === '') return args
  if (typeof password !== 'string') throw invalid({ req, path: 'password', reason: 'notText' })
  if (password.length < LEAST)
    throw invalid({ req, path: 'password', reason: 'shortPassword', values: { least: LEAST } })
  if (isEasy(password, [email ?? (req.user?.collection === 'users' ? req.user.email : ''), name]))
    throw invalid({ req, path: 'password', reason: 'easyPassword' })
  return args
}

const isEasy = (password: string, about: unknown[]): boolean => {
  const word = plain(password)
  if (new Set(word).size < 5) return true
  const rest = [...COMMON, ...about.flatMap(partsOf)].reduce((left, one) => left.replaceAll(one, ''), word)
  // what is left after the guesses is too little to guess
  return rest.length < 6
}

const partsOf = (one: unknown): string[] =>
  [String(one ?? ''), ...String(one ?? '').split('@'), ...String(one ?? '').split(/[@.\s_-]/)]
    .map(plain)
    .filter((part) => part.length >= 4)

const plain = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd')

const COMMON = [
  ...[
    'password',
    'passw0rd',
    'matkhau',
    'administrator',
    'admin',
    'qwertyuiop',
    'qwerty',
    'asdfghjkl',
    'zxcvbnm',
  ],
  ...[
    '1234567890',
    '123456789',
    '12345678',
    '1234567',
    '123456',
    '12345',
    '0987654321',
    '987654321',
    'abcdef',
    'abc123',
  ],
  ...[
    'iloveyou',
    'letmein',
    'welcome',
    'anhyeuem',
    'vietnam',
    'thainguyen',
    'hanoi',
    'saigon',
    'changeme',
    'secret',
  ],
]

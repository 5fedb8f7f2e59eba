// Why this exists: a lock on the account tells strangers which addresses are known, and lets anybody lock anybody out.
// Here attempts are counted by what was typed, known or not, and by where it comes from: whoever guesses from elsewhere uses up
// his own attempts, not those of the person he wants to be.
import { pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { CollectionAfterLoginHook, CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { callerAddress } from '../delivery/limits/callerAddress.ts'
import { refuse } from '../errors/index.ts'
import { callerOf } from '../http/callerOf.ts'
import { noteEntrance, takeAttempts } from './loginAttempts.ts'

/** Attempts in ten minutes, of all copies of the cms together. */
const MOST = {
  /** At one account from one address: what a person needs who has forgotten which password it was. */
  accountFromAddress: 8,
  /** From one address: an office behind one router on a Monday morning. */
  address: 150,
  /** At one account from everywhere: people who guess from many addresses; those who got in before are not held up. */
  account: 60,
}

/** Counts an attempt to log in or to have a password sent, and refuses what is too much (429). */
export const limitAttempts: CollectionBeforeOperationHook = async ({ args, operation, req }) => {
  if (!['login', 'forgotPassword', 'resetPassword'].includes(operation) || req.payloadAPI === 'local')
    return args
  const { email, password } = ((args as { data?: object }).data ?? {}) as Record<string, unknown>
  const asked = attemptOf({ req, email })
  // whoever resets a password names a token, which nobody guesses, and no account
  const ofAccount =
    operation === 'resetPassword'
      ? []
      : [
          { name: asked.pair, most: MOST.accountFromAddress },
          { name: asked.account, most: MOST.account },
        ]
  const ofAddress = asked.address ? [{ name: asked.address, most: MOST.address }] : []
  const retryAfter = await takeAttempts({
    payload: req.payload,
    buckets: [...ofAccount, ...ofAddress],
    pair: asked.pair,
    unlessKnown: asked.account,
  })
  if (retryAfter > 0) {
    const minutes = Math.max(1, Math.ceil(retryAfter / 60))
    throw refuse({ req, code: 'too-many-requests', values: { minutes }, data: { retryAfter } })
  }
  if (operation === 'login') await takeAsLong({ req, email, password })
  return args
}

/** A person who is in has all attempts again. */
export const forgetAttempts: CollectionAfterLoginHook = ({ req, user }) =>
  noteEntrance({ payload: req.payload, pair: attemptOf({ req, email: user.email }).pair })

const attemptOf = ({ req, email }: { req: PayloadRequest; email: unknown }) => {
  const address = callerAddress(callerOf(req))
  // as Payload reads it; the rest of a very long one is nobody's
  const account = `account ${String(email).toLowerCase().trim().slice(0, 300)}`
  return { account, pair: `${account} from ${address}`, address: address && `address ${address}` }
}

/** Payload compares a password only where the address is known, which takes a fifth of a second: so does this. */
const takeAsLong = async ({
  req,
  email,
  password,
}: {
  req: PayloadRequest
  email: unknown
  password: unknown
}) => {
  if (typeof email !== 'string' || typeof password !== 'string' || email.includes('\u0000')) return
  const { totalDocs } = await req.payload.db.count({
    collection: 'users',
    where: { email: { equals: email.toLowerCase().trim() } },
    req,
  })
  if (totalDocs === 0) await hash(password, randomBytes(32).toString('hex'), ITERATIONS, KEY_LENGTH, 'sha256')
}

const hash = promisify(pbkdf2)
// of Payload 3.90, payload/dist/auth/strategies/local/generatePasswordSaltHash.js; a test compares the times
const ITERATIONS = 600_000
const KEY_LENGTH = 32

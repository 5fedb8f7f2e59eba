// Why this exists: a lock on the account tells strangers which addresses are known, and lets anybody lock anybody out.
// Here attempts are counted by what was typed, known or not, and by where it comes from: whoever guesses from elsewhere uses up
// his own attempts, not those of the person he wants to be.
import { pbkdf2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import type { CollectionAfterLoginHook, CollectionBeforeOperationHook, PayloadRequest } from 'payload'
import { callerAddress } from '../delivery/limits/callerAddress.ts'
import { tokenBuckets } from '../delivery/limits/tokenBuckets.ts'
import { environment } from '../environment.ts'
import { refuse } from '../errors/index.ts'
import { PEER } from '../http/rememberPeer.ts'

const MINUTES = 10

/** Attempts in ten minutes; each copy of the cms counts for itself. */
const MOST = {
  /** At one account from one address: what a person needs who has forgotten which password it was. */
  accountFromAddress: 8,
  /** From one address: an office behind one router on a Monday morning. */
  address: 150,
  /** At one account from everywhere: people who guess from many addresses; those who got in before are not held up. */
  account: 60,
}

const buckets = tokenBuckets()
/** Where each account got in from, newest last; see `MOST.account`. */
const gotIn = new Set<string>()
const MOST_REMEMBERED = 20_000

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
          { name: asked.pair, limit: MOST.accountFromAddress },
          ...(gotIn.has(asked.pair) ? [] : [{ name: asked.account, limit: MOST.account }]),
        ]
  const ofAddress = asked.address ? [{ name: asked.address, limit: MOST.address }] : []
  const taken = [...ofAccount, ...ofAddress].map((one) => buckets.take({ ...one, minutes: MINUTES }))
  const refused = taken.find(({ isAllowed }) => !isAllowed)
  if (refused) {
    const minutes = Math.max(1, Math.ceil(refused.retryAfter / 60))
    throw refuse({
      req,
      code: 'too-many-requests',
      values: { minutes },
      data: { retryAfter: refused.retryAfter },
    })
  }
  if (operation === 'login') await takeAsLong({ req, email, password })
  return args
}

/** A person who is in has all attempts again. */
export const forgetAttempts: CollectionAfterLoginHook = ({ req, user }) => {
  const { pair } = attemptOf({ req, email: user.email })
  buckets.forget(pair)
  gotIn.delete(pair)
  gotIn.add(pair)
  if (gotIn.size > MOST_REMEMBERED) gotIn.delete(gotIn.values().next().value as string)
}

const attemptOf = ({ req, email }: { req: PayloadRequest; email: unknown }) => {
  const address = callerAddress({
    forwarded: req.headers.get('x-forwarded-for'),
    remoteAddress: req.headers.get(PEER) || undefined,
    trustedProxies: environment().trustedProxies,
  })
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

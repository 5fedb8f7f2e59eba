// Accounts by role, each with a password of its own.
import { randomBytes } from 'node:crypto'
import type { PayloadRequest } from 'payload'
import type { DemoAccount } from './demoFiles.ts'
import { idByCode } from './idByCode.ts'

export type Account = {
  key: string
  role: string
  email: string
  password: string
  organization: string
  user: Record<string, unknown>
}

export const createAccounts = async ({
  req,
  accounts,
}: {
  req: PayloadRequest
  accounts: DemoAccount[]
}): Promise<Account[]> => {
  const created: Account[] = []
  for (const { key, role, organization, name, email } of accounts) {
    const password = randomBytes(15).toString('base64url')
    const user = await req.payload.create({
      collection: 'users',
      data: {
        name,
        email,
        password,
        role,
        organization: await idByCode({ req, collection: 'organizations', code: organization }),
      },
      depth: 0,
      overrideAccess: true,
      req,
    })
    created.push({ key, role, email, password, organization, user: { ...user, collection: 'users' } })
  }
  return created
}

/** The same transaction, in the name of an account; without one, of the house. */
export const requestAs = ({
  req,
  account,
}: {
  req: PayloadRequest
  account: Account | undefined
}): PayloadRequest =>
  Object.assign(Object.create(Object.getPrototypeOf(req)), req, { user: account?.user ?? null, context: {} })

// Who is asking: a person of the newsroom (staff) or a machine (subscriber).
import type { PayloadRequest } from 'payload'

/** A person's role; what each may do stands in `table.ts`. */
export const ROLES = ['admin', 'editor', 'approver', 'reporter'] as const
export type Role = (typeof ROLES)[number]

/** A person who is logged in. `organization` is the identifier of the one he or she works for. */
export type Staff = { id: string; collection: 'users'; role: Role; organization: string; name: string }

/** A portal, station or screen that is logged in by key. `outlets` are identifiers. */
export type Subscriber = { id: string; collection: 'subscribers'; outlets: string[] }

type Asking = Pick<PayloadRequest, 'user'>

/** Tells who of the house is behind a request, or null: the option by which a plugin knows a project's people. */
export type ActorOf = (req: Asking) => Staff | null

/** The person behind the request, or null for machines and strangers. */
export const staffOf = ({ user }: Asking): Staff | null => {
  if (user?.collection !== 'users') return null
  const { role, organization, name, isDisabled } = user as unknown as {
    role: Role
    organization: unknown
    name: string
    isDisabled?: boolean | null
  }
  // a session that began while the account was being disabled
  if (isDisabled) return null
  return { id: String(user.id), collection: 'users', role, organization: idOf(organization) ?? '', name }
}

/** The machine behind the request, or null for people and strangers. */
export const subscriberOf = ({ user }: Asking): Subscriber | null => {
  if (user?.collection !== 'subscribers') return null
  const outlets = ((user as unknown as { outlets?: unknown[] }).outlets ?? []).flatMap(
    (one) => idOf(one) ?? [],
  )
  return { id: String(user.id), collection: 'subscribers', outlets }
}

/** The identifier of a relationship's value, populated or not; a numbered one as its digits. */
export const idOf = (value: unknown): string | undefined => {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (value && typeof value === 'object' && 'id' in value) return String(value.id)
  return undefined
}

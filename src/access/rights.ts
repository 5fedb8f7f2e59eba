// What the collections of the plugins grant when a project decides nothing else: explicit for every operation,
// deny first. Loa itself decides everything in its own table (`table.ts`).
import type { Access, FieldAccess } from 'payload'
import type { ActorOf, Role } from './roles.ts'

/** Every operation of a collection, so that none falls back to Payload's "any logged-in user". */
export type Rights = {
  create: Access
  read: Access
  update: Access
  delete: Access
  readVersions?: Access
  unlock?: Access
}

const nobody: Access = () => false

/** The usual rights, for people as `actorOf` knows them. */
export const rightsFor = (actorOf: ActorOf) => {
  const anyStaff: Access = ({ req }) => actorOf(req) !== null
  const only =
    (...roles: Role[]): Access =>
    ({ req }) => {
      const staff = actorOf(req)
      return staff !== null && roles.includes(staff.role)
    }
  const adminOnly = only('admin')
  return {
    /** Data that admins keep and everybody of the house reads. */
    keptByAdmins: { create: adminOnly, read: anyStaff, update: adminOnly, delete: adminOnly },
    /** Records that code alone writes. */
    records: { create: nobody, read: anyStaff, update: nobody, delete: nobody },
    /** Records that approvers and admins read. */
    audit: { create: nobody, read: only('approver', 'admin'), update: nobody, delete: nobody },
    /** What people add and nobody changes. */
    added: { create: anyStaff, read: anyStaff, update: nobody, delete: nobody },
    /** What is no business of anybody but admins, who do not change it either. */
    secret: { create: nobody, read: adminOnly, update: nobody, delete: nobody },
  } satisfies Record<string, Rights>
}

/** Field access for people as `actorOf` knows them: what only staff may see, only an admin may set, nobody sets. */
export const fieldRightsFor = (actorOf: ActorOf) => ({
  staffReads: (({ req }) => actorOf(req) !== null) as FieldAccess,
  adminWrites: (({ req }) => actorOf(req)?.role === 'admin') as FieldAccess,
  nobodyWrites: (() => false) as FieldAccess,
})

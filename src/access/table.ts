// Who may do what: the one place. Deny first; what is not named here nobody may do.
//
//                       anonymous  subscriber      reporter    editor      approver    admin
//  plan documents ¹     -          read            read        read        read        all
//  quotas               -          -               read        read        read        all
//  events               -          read            read        write ²     write ²     all
//  items                -          read live ³     write own   write ²     write ²     all
//  items' versions      -          -               read ²      read ²      read ²      read
//  media                -          - ⁴             create      write ²     write ²     all
//  documents, programmes -         -               read        write       write       all
//  briefs               -          -               read ⁹      write ²     write ² ⁹   read, delete
//  proofs               -          -               read        create ²    create ²    create
//  press requests       -          -               read ²      write ²     write ² ¹⁰  write ¹⁰
//  users                -          -               read ⁵      read ⁵      read ⁵      all
//  subscribers, keys    -          read itself     -           -           -           all ⁶
//  push deliveries      -          -               -           -           -           read ⁶
//  leaders' links       -          -               -           -           read ² ⁷   read ⁷
//  comments             -          -               create, read where the item can be read     read
//  notices              -          -               own read ⁸  own read ⁸  own read ⁸  own read ⁸
//  audit log            -          -               read own    read own    read ²      read
//  ledger, editions,    -          -               read        read        read        read
//    placements,
//    receipts, retrievals
//
//  ¹ plans, themes, tasks, lines, organizations, outlets
//  ² of one's own organisation and those below it
//  ³ items with a live edition on one of its own outlets, as published
//  ⁴ files reach a portal through the delivery API, which checks the edition or the event
//  ⁵ name, role and organisation; e-mail only one's own
//  ⁶ keys are made and revoked, deliveries sent again, through their endpoints and never edited
//  ⁷ made and revoked through their endpoints and never edited; an approver sees those for the own scope
//  ⁸ on screen, read and marked as read by their recipient alone: src/notices/options.ts
//  ⁹ those in force everybody, drafts who writes them; an approver puts them in force
//  ¹⁰ an approver answers and corrects; what was answered nobody changes or deletes
//
// A user of role `admin` runs the house but does not approve: transitions have their own table
// (src/approval/transitions).
import type { Access, FieldAccess, Where } from 'payload'
import { organizationTree } from './organizations.ts'
import { fieldRightsFor, type Rights } from './rights.ts'
import { type Role, type Staff, staffOf, subscriberOf } from './roles.ts'

const nobody: Access = () => false
const anyStaff: Access = ({ req }) => staffOf(req) !== null
const anyoneKnown: Access = ({ req }) => staffOf(req) !== null || subscriberOf(req) !== null
const only =
  (...roles: Role[]): Access =>
  ({ req }) => {
    const staff = staffOf(req)
    return staff !== null && roles.includes(staff.role)
  }
const adminOnly = only('admin')

/** Documents of the user's organisation and of all below it; everything for an admin. */
const inScope =
  (...roles: Role[]): Access =>
  async ({ req }) => {
    const staff = staffOf(req)
    if (!staff || !roles.includes(staff.role)) return false
    if (staff.role === 'admin') return true
    const tree = await organizationTree(req)
    return { organization: { in: tree.below(staff.organization) } }
  }

const planDocuments: Rights = {
  create: adminOnly,
  read: anyoneKnown,
  update: adminOnly,
  delete: adminOnly,
}

/** For staff, with the organisations they answer for; everything for an admin, nothing for others. */
const whereInScope =
  (where: (args: { staff: Staff; scope: string[] }) => Where): Access =>
  async ({ req }) => {
    const staff = staffOf(req)
    if (!staff) return false
    if (staff.role === 'admin') return true
    return where({ staff, scope: (await organizationTree(req)).below(staff.organization) })
  }

/** An item of one's scope, or offered to an outlet of it once it is more than a draft. */
const ownOrOffered = ({ scope, prefix }: { scope: string[]; prefix: '' | 'version.' | 'item.' }): Where[] => [
  { [`${prefix}organization`]: { in: scope } },
  {
    and: [
      { [`${prefix}outlets.organization`]: { in: scope } },
      { [`${prefix}stage`]: { not_equals: 'draft' } },
    ],
  },
]

const itemsToRead = (prefix: '' | 'version.') =>
  whereInScope(({ scope }) => ({
    or: [...ownOrOffered({ scope, prefix }), { [`${prefix}_status`]: { equals: 'published' } }],
  }))

export const access = {
  planDocuments,
  quotas: { ...planDocuments, read: anyStaff },
  events: {
    create: only('admin', 'editor', 'approver'),
    read: anyoneKnown,
    update: inScope('admin', 'editor', 'approver'),
    delete: inScope('admin', 'editor', 'approver'),
  },
  items: {
    create: anyStaff,
    read: async (args) => {
      const subscriber = subscriberOf(args.req)
      if (!subscriber) return itemsToRead('')(args)
      return { and: [{ _status: { equals: 'published' } }, { outlets: { in: subscriber.outlets } }] }
    },
    readVersions: itemsToRead('version.'),
    update: ownOrInScope(),
    delete: ownOrInScope(),
  },
  media: {
    create: anyStaff,
    read: anyStaff,
    update: inScope('admin', 'editor', 'approver'),
    delete: inScope('admin', 'editor', 'approver'),
  },
  users: {
    create: adminOnly,
    read: anyStaff,
    update: async ({ req }) => {
      const staff = staffOf(req)
      if (!staff) return false
      return staff.role === 'admin' ? true : { id: { equals: staff.id } }
    },
    delete: adminOnly,
    unlock: adminOnly,
  },
  subscribers: {
    create: adminOnly,
    read: ({ req }) => {
      const subscriber = subscriberOf(req)
      if (subscriber) return { id: { equals: subscriber.id } }
      return staffOf(req)?.role === 'admin'
    },
    update: adminOnly,
    delete: adminOnly,
    unlock: adminOnly,
  },
  comments: {
    create: anyStaff,
    read: whereInScope(({ staff, scope }) => ({
      or: [
        ...ownOrOffered({ scope, prefix: 'item.' }),
        { author: { equals: staff.id } },
        { mentions: { equals: staff.id } },
      ],
    })),
    update: nobody,
    delete: nobody,
  },
  audit: {
    create: nobody,
    read: whereInScope(({ staff, scope }): Where => {
      if (staff.role === 'approver') return { 'item.organization': { in: scope } }
      return { user: { equals: staff.id } }
    }),
    update: nobody,
    delete: nobody,
  },
  /** The library of documents, columns and programmes: data that editors keep for everybody. */
  guidance: {
    create: only('admin', 'editor', 'approver'),
    read: anyStaff,
    update: only('admin', 'editor', 'approver'),
    delete: adminOnly,
  },
  /** Drafts are read by who may write them; what is in force by everybody. */
  briefs: {
    create: only('editor', 'approver'),
    read: async (args) => {
      const staff = staffOf(args.req)
      if (!staff || staff.role === 'admin') return staff !== null
      const inForce: Where = { _status: { equals: 'published' } }
      const own = await inScope('editor', 'approver')(args)
      return typeof own === 'object' ? { or: [inForce, own] } : inForce
    },
    readVersions: async ({ req }) => {
      const staff = staffOf(req)
      if (!staff || staff.role === 'reporter') return false
      if (staff.role === 'admin') return true
      const scope = (await organizationTree(req)).below(staff.organization)
      return { 'version.organization': { in: scope } }
    },
    update: inScope('editor', 'approver'),
    delete: adminOnly,
  },
  /** Whose item or outlet it is, `hooks/requireProof.ts` asks. */
  proofs: { create: only('admin', 'editor', 'approver'), read: anyStaff, update: nobody, delete: nobody },
  pressRequests: {
    create: only('admin', 'editor', 'approver'),
    read: inScope('admin', 'reporter', 'editor', 'approver'),
    update: inScope('admin', 'editor', 'approver'),
    delete: async (args) => {
      const scope = await inScope('admin', 'approver')(args)
      if (scope === false) return false
      const unanswered: Where = { answeredAt: { exists: false } }
      return scope === true ? unanswered : { and: [scope, unanswered] }
    },
  },
  keys: { create: nobody, read: adminOnly, update: nobody, delete: nobody },
  leaderLinks: {
    create: nobody,
    read: inScope('admin', 'approver'),
    update: nobody,
    delete: nobody,
  },
  records: { create: nobody, read: anyStaff, update: nobody, delete: nobody },
} satisfies Record<string, Rights>

/** Field access: what only staff may see, what only an admin may set, what nobody sets from outside. */
export const fieldAccess = {
  ...fieldRightsFor(staffOf),
  selfOrAdminReads: (({ req, id, doc }) => {
    const staff = staffOf(req)
    return staff !== null && (staff.role === 'admin' || staff.id === (id ?? doc?.id))
  }) as FieldAccess,
}

/** A reporter's own items; for editors and approvers those in scope. */
function ownOrInScope(): Access {
  return async (args) => {
    const staff = staffOf(args.req)
    if (staff?.role === 'reporter') {
      return { and: [{ author: { equals: staff.id } }, { organization: { equals: staff.organization } }] }
    }
    return inScope('admin', 'editor', 'approver')(args)
  }
}

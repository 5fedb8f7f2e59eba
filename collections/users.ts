import type { CollectionConfig, PayloadRequest } from 'payload'
import { endSessions } from '../hooks/endSessions.ts'
import { refuseDisabled } from '../hooks/refuseDisabled.ts'
import { requireGoodPassword } from '../hooks/requireGoodPassword.ts'
import { requireTextEmail } from '../hooks/requireTextEmail.ts'
import { sendNoMailToDisabled } from '../hooks/sendNoMailToDisabled.ts'
import { forgetAttempts, limitAttempts } from '../src/access/loginLimits.ts'
import { ROLES } from '../src/access/roles.ts'
import { access, fieldAccess } from '../src/access/table.ts'
import { collectionLabels, labelled, say, words } from '../src/i18n/index.ts'

/** People of the newsroom. Machines are `subscribers`. */
export const users = ({ secureCookies }: { secureCookies: boolean }): CollectionConfig => ({
  slug: 'users',
  labels: collectionLabels('users'),
  access: { ...access.users, admin: ({ req }) => req.user?.collection === 'users' },
  auth: {
    // a working day; a session ends at logout, at a change of password, and here
    tokenExpiration: 8 * 60 * 60,
    // attempts are limited without a lock that anybody could put on anybody: see loginLimits
    maxLoginAttempts: 0,
    cookies: { sameSite: 'Lax', secure: secureCookies },
  },
  admin: {
    group: words('groups.house'),
    useAsTitle: 'name',
    defaultColumns: ['name', 'role', 'organization'],
    listSearchableFields: ['name'],
  },
  defaultSort: 'name',
  hooks: {
    beforeOperation: [requireTextEmail, limitAttempts, requireGoodPassword, sendNoMailToDisabled],
    beforeChange: [endSessions],
    beforeLogin: [refuseDisabled],
    afterLogin: [forgetAttempts],
  },
  fields: labelled('users', [
    {
      name: 'name',
      type: 'text',
      required: true,
      maxLength: 200,
      access: { update: fieldAccess.adminWrites },
    },
    {
      name: 'email',
      type: 'email',
      required: true,
      unique: true,
      access: { read: fieldAccess.selfOrAdminReads, update: fieldAccess.adminWrites },
    },
    {
      name: 'role',
      type: 'select',
      required: true,
      options: [...ROLES],
      saveToJWT: true,
      access: { create: fieldAccess.adminWrites, update: fieldAccess.adminWrites },
    },
    {
      name: 'organization',
      type: 'relationship',
      relationTo: 'organizations',
      saveToJWT: true,
      // the first administrator comes before the first organisation
      validate: (value: unknown, { data, req }: { data: unknown; req: PayloadRequest }) =>
        Boolean(value) ||
        (data as { role?: string }).role === 'admin' ||
        say(req, 'errors.organizationRequired'),
      access: { create: fieldAccess.adminWrites, update: fieldAccess.adminWrites },
    },
    {
      name: 'isDisabled',
      type: 'checkbox',
      defaultValue: false,
      // the last administrator must not lock himself out
      validate: (value: unknown, { id, req }: { id?: unknown; req: PayloadRequest }) =>
        !(value && id !== undefined && id === req.user?.id) || say(req, 'errors.ownAccount'),
      access: { create: fieldAccess.adminWrites, update: fieldAccess.adminWrites },
      admin: { position: 'sidebar', description: words('users.isDisabledHelp') },
    },
  ]),
})

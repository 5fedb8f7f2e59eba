// The assembly of Loa: database, collections, and the plugins in the order in which a document meets them.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { en } from '@payloadcms/translations/languages/en'
import { vi } from '@payloadcms/translations/languages/vi'
import { buildConfig } from 'payload'
import { briefs } from './collections/briefs.ts'
import { events } from './collections/events.ts'
import { items } from './collections/items.ts'
import { leaderLinks } from './collections/leaderLinks.ts'
import { legalDocuments } from './collections/legalDocuments.ts'
import { lines } from './collections/lines.ts'
import { media } from './collections/media.ts'
import { organizations } from './collections/organizations.ts'
import { outlets } from './collections/outlets.ts'
import { plans } from './collections/plans.ts'
import { pressRequests } from './collections/pressRequests.ts'
import { programmes } from './collections/programmes.ts'
import { proofs } from './collections/proofs.ts'
import { bodyEditor } from './collections/richText.ts'
import { tasks } from './collections/tasks.ts'
import { themes } from './collections/themes.ts'
import { users } from './collections/users.ts'
import { fillUnsaved } from './hooks/fillUnsaved.ts'
import { keepOwnDates } from './src/access/dropGivenDates.ts'
import { dropUnusedAddresses } from './src/access/dropUnusedAddresses.ts'
import { guardQueries } from './src/access/guardQueries.ts'
import { closeInternalCollections } from './src/access/internalCollections.ts'
import { access } from './src/access/table.ts'
import { screens } from './src/admin/index.ts'
import { approval, occupancyOf, transitionIn } from './src/approval/index.ts'
import { approvalOptions } from './src/approvalOptions.ts'
import { recordsPastDates, renditionsOf } from './src/channels/index.ts'
import { variants } from './src/channels/variants.ts'
import { loaDatabase } from './src/database/adapter.ts'
import { delivery } from './src/delivery/index.ts'
import { environment } from './src/environment.ts'
import { answerErrors } from './src/errors/answerErrors.ts'
import { translations } from './src/i18n/index.ts'
import { letterhead } from './src/letterhead.ts'
import { isLogStructured, loggerOptions } from './src/log/logger.ts'
import { mail } from './src/mail/index.ts'
import { MAX_UPLOAD_BYTES } from './src/media/limits.ts'
import { renditionSharp } from './src/media/renditionSharp.ts'
import { storagePlugins } from './src/media/storage.ts'
import { notices } from './src/notices/index.ts'
import { noticesOptions } from './src/noticesOptions.ts'
import { quota, ranAtIn } from './src/quota/index.ts'
import { report } from './src/report/index.ts'

const root = path.dirname(fileURLToPath(import.meta.url))
const { dataDir, mailFrom, origins, publicUrl, push, secret, smtpUrl } = environment()

const config = buildConfig({
  secret,
  serverURL: publicUrl,
  // A browser may write here only from a page of ours.
  csrf: origins,
  cors: origins,
  db: loaDatabase({
    connectionString: () => environment().databaseUrl,
    migrationDir: path.join(root, 'src/database/migrations'),
  }),
  editor: bodyEditor,
  sharp: renditionSharp,
  email: mail({ smtpUrl, dataDir, from: mailFrom }),
  collections: [
    items,
    events,
    media({ dataDir }),
    plans,
    themes,
    tasks,
    lines,
    briefs,
    legalDocuments,
    programmes,
    proofs,
    pressRequests,
    organizations,
    outlets,
    leaderLinks,
    users({ secureCookies: publicUrl.startsWith('https:') }),
  ],
  plugins: [
    approval(approvalOptions),
    quota({
      recordsPastDates,
      occupancy: occupancyOf,
      fillNew: fillUnsaved,
      access: { quotas: access.quotas, slots: access.records, checks: access.keys },
    }),
    delivery({
      recordsPastDates,
      renditions: renditionsOf,
      variants,
      access: {
        subscribers: access.subscribers,
        keys: access.keys,
        placements: access.records,
        editions: access.records,
        pushes: access.keys,
        receipts: access.records,
        retrievals: access.records,
      },
      push,
      // the table of rights names subscribers for every collection
      keysOpenPayload: true,
      publication: ({ req, doc }) => {
        const transition = transitionIn({ req, id: doc.id })
        const { saving, now = new Date() } = transition ?? {}
        const note = doc.changeNote ? String(doc.changeNote) : undefined
        if (saving === 'publish') return { change: 'publish', now, note, ranAt: ranAtIn(doc) }
        return saving === 'unpublish' ? { change: 'withdraw', now } : undefined
      },
    }),
    notices(noticesOptions),
    report({ letterhead }),
    ...(await storagePlugins()),
    screens({ hasMailbox: !smtpUrl }),
    guardQueries(),
  ],
  hooks: { afterError: [answerErrors] },
  i18n: { supportedLanguages: { vi, en }, fallbackLanguage: 'vi', translations },
  defaultDepth: 1,
  maxDepth: 3,
  // lines of JSON in production; without options Payload writes for a person
  logger: isLogStructured() ? { options: loggerOptions('payload') } : undefined,
  // refusals are answers, not faults of ours
  loggingLevels: { Refusal: 'debug' } as never,
  graphQL: {
    maxComplexity: 1000,
    disablePlaygroundInProduction: true,
  },
  // what is not read is refused, not cut off
  upload: {
    limits: { fileSize: MAX_UPLOAD_BYTES },
    requestSizeLimit: MAX_UPLOAD_BYTES + 1_000_000,
    abortOnLimit: true,
  },
  // Nothing leaves the premises unasked.
  telemetry: false,
  admin: {
    user: 'users',
    avatar: 'default',
    theme: 'all',
    timezones: { defaultTimezone: 'Asia/Ho_Chi_Minh' },
    dateFormat: 'dd/MM/yyyy HH:mm',
    meta: { titleSuffix: ' · Loa' },
    importMap: { baseDir: root, importMapFile: path.join(root, 'src/app/(payload)/admin/importMap.js') },
  },
  // by `npm run generate`, not behind the back of a running command
  typescript: { autoGenerate: false, outputFile: path.join(root, 'src/payload-types.ts') },
})

export default config.then(closeInternalCollections).then(dropUnusedAddresses).then(keepOwnDates)

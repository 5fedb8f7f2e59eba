// Who may do what, route by route: the one table that tests/int/rights.test.ts tries on every address of the
// running configuration. An address without a row fails that test, with the name of the missing row.
//
// Columns, in this order:
export const COLUMNS = [
  'anonymous',
  'subscriber',
  'reporter',
  'editor',
  'approver',
  'admin',
  /** An editor of another organisation, which is not above the document's. */
  'foreign',
  /** An admin who left, with the session he had. No row names him: he is let in where `anonymous` is. */
  'disabled',
] as const
export type Column = (typeof COLUMNS)[number]

// Cells: `+` let in · `-` refused (401, 403) · `0` not there for this one (404, an empty list, or 403 for this document)
//
// The document asked about belongs to `so-tttt`; of items it is a draft of the asking reporter, of users somebody else.
type Row = string

/** What may be done with a collection. Each row holds for REST (one and in bulk) and for GraphQL. */
export type Operation = 'read' | 'create' | 'update' | 'delete' | 'duplicate' | 'readVersions' | 'restore'

const NOBODY = '- - - - - - -'
const ADMIN = '- - - - - + -'
const STAFF = '- - + + + + +'
const KNOWN = '- + + + + + +'

const planDocument = { read: KNOWN, create: ADMIN, update: ADMIN, delete: ADMIN, duplicate: ADMIN }
const record = { read: STAFF, create: NOBODY, update: NOBODY, delete: NOBODY }
const secret = { ...record, read: ADMIN }
/** What editors of all units keep for everybody. */
const guidance = {
  read: STAFF,
  create: '- - - + + + +',
  update: '- - - + + + +',
  delete: ADMIN,
  duplicate: '- - - + + + +',
}

/**
 * One line a collection. An operation that is left out is nobody's, and none has versions or copies unless it
 * says so. To add one, copy the line whose documents are most like it.
 */
export const COLLECTIONS: Record<string, Partial<Record<Operation, Row>>> = {
  plans: planDocument,
  themes: planDocument,
  tasks: planDocument,
  lines: planDocument,
  organizations: planDocument,
  outlets: planDocument,
  quotas: { ...planDocument, read: STAFF },
  events: {
    read: KNOWN,
    create: '- - - + + + +',
    update: '- - - + + + 0',
    delete: '- - - + + + 0',
    duplicate: '- - - + + + +',
  },
  items: {
    read: '- 0 + + + + 0',
    create: STAFF,
    update: '- - + + + + 0',
    delete: '- - + + + + 0',
    duplicate: '- - + + + + 0',
    readVersions: '- - + + + + 0',
    restore: '- - + + + + 0',
  },
  media: {
    read: STAFF,
    create: STAFF,
    update: '- - - + + + 0',
    delete: '- - - + + + 0',
    duplicate: STAFF,
  },
  users: { read: STAFF, create: ADMIN, update: '- - 0 0 0 + 0', delete: ADMIN },
  subscribers: { read: '- 0 - - - + -', create: ADMIN, update: ADMIN, delete: ADMIN },
  comments: { read: '- - + + + + 0', create: STAFF },
  briefs: {
    // the one asked about is not in force yet
    read: '- - 0 + + + 0',
    create: '- - - + + - +',
    update: '- - - + + - 0',
    delete: ADMIN,
    duplicate: '- - - + + - 0',
    readVersions: '- - - + + + 0',
    restore: '- - - + + - 0',
  },
  'legal-documents': guidance,
  programmes: guidance,
  // of which item and outlet, a rule of the collection asks
  proofs: { read: STAFF, create: '- - - + + + +' },
  // no answer has been given yet
  'press-requests': {
    read: '- - + + + + 0',
    create: '- - - + + + +',
    update: '- - - + + + 0',
    delete: '- - - - + + -',
  },
  // of a unit that is not the approver's
  'leader-links': { read: '- - - - 0 + -' },
  // the approver's
  notices: { read: '- - 0 0 + 0 0' },
  'audit-log': { read: '- - + 0 + + 0' },
  'quota-slots': record,
  'quota-checks': secret,
  'subscriber-keys': secret,
  'push-deliveries': secret,
  placements: record,
  editions: record,
  receipts: record,
  retrievals: record,
  // Payload's own
  'payload-kv': {},
  'payload-locked-documents': { read: STAFF, create: STAFF, update: STAFF, delete: STAFF, duplicate: STAFF },
  // one's own: the admin's is asked about
  'payload-preferences': {
    read: '- - 0 0 0 + 0',
    create: STAFF,
    update: '- - 0 0 0 + 0',
    delete: '- - 0 0 0 + 0',
    duplicate: '- - 0 0 0 + 0',
  },
  'payload-migrations': {},
}

/**
 * Addresses beside those of a collection's documents, as `METHOD address`; parameters stay as they are written
 * in the code, `:action` has a line for each transition. Bodies that are needed to come as far as the question who
 * asks stand in `BODIES`.
 */
export const ENDPOINTS: Record<string, Row> = {
  'POST /api/items/:id/:action': '- - + + - - 0',
  'GET /api/items/:id/actions': '- - + + + + 0',
  'GET /api/items/:id/quota': '- - + + + + 0',
  'GET /api/items/:id/proof': '- - + + + + 0',
  'GET /api/items/:id/history': '- - + + + + 0',
  'GET /api/items/:id/preview': '- - + + + + 0',
  'GET /api/items/:id/comparison': '- - + + + + 0',
  'GET /api/items/:id/people': '- - + + + + 0',
  'GET /api/items/:id/deliveries': '- - + + + + 0',
  'GET /api/items/:id/kits': '- - + + + + 0',
  // the item runs on no outlet of that name
  'GET /api/items/:id/kits/:outlet': '- - 0 0 0 0 0',
  // of an item that is not saved yet
  'POST /api/items/quota': STAFF,
  'GET /api/press-requests/:id/sheet': '- - + + + + 0',
  'GET /api/calendar.ics': STAFF,
  // of no item: a body that names none is refused for what it lacks
  'POST /api/calendar/move': STAFF,
  'GET /api/notices/mine': STAFF,
  'POST /api/notices/read': STAFF,
  'POST /api/plans/file': ADMIN,
  'GET /api/plans/file': ADMIN,
  'POST /api/plans/closing': ADMIN,
  'POST /api/leader-links/make': '- - - - + + -',
  'POST /api/leader-links/:id/revoke': '- - - - 0 + -',
  'GET /api/audit-log/export.csv': STAFF,
  'GET /api/quotas/progress': STAFF,
  'POST /api/quota-checks/run': ADMIN,
  'POST /api/quota-checks/recount': ADMIN,
  'GET /api/reports/progress': STAFF,
  'POST /api/subscribers/:id/keys': ADMIN,
  'POST /api/subscribers/:id/keys/:key/rotate': ADMIN,
  // the one above has ended the key already
  'POST /api/subscribers/:id/keys/:key/revoke': '- - - - - 0 -',
  'GET /api/subscribers/:id/push/secret': ADMIN,
  'POST /api/subscribers/:id/push/secret': ADMIN,
  'POST /api/subscribers/:id/push/replay': ADMIN,
  'POST /api/push-deliveries/:id/replay': ADMIN,
  'GET /api/push-deliveries/summary': ADMIN,
  // the file asked for is not there
  'GET /api/media/file/:filename': '- - 0 0 0 0 0',
  // what the caller himself may do, which for a stranger is nothing
  'GET /api/access': '+ + + + + + +',
  'POST /api/*/access/:id?': '+ + + + + + +',
  'POST /api/payload-kv/access/:id?': STAFF,
  'POST /api/payload-locked-documents/access/:id?': STAFF,
  'POST /api/payload-preferences/access/:id?': STAFF,
  // logging in, and what a person does with his own session; a session is his own or none
  'GET /api/users/init': '+ + + + + + +',
  'GET /api/users/me': '+ + + + + + +',
  'POST /api/users/login': '+ + + + + + +',
  'POST /api/users/forgot-password': '+ + + + + + +',
  'POST /api/users/reset-password': '- - - - - - -',
  'POST /api/users/first-register': '- - - - - - -',
  'POST /api/users/refresh-token': STAFF,
  // how an editor has set up his own lists
  'GET /api/payload-preferences/:key': STAFF,
  'POST /api/payload-preferences/:key': STAFF,
  // of a key that the caller has not set
  'DELETE /api/payload-preferences/:key': '- - 0 0 0 0 0',
}

/** Bodies of `ENDPOINTS`; default `{}`. */
export const BODIES: Record<string, object> = {
  'POST /api/items/:id/:action': { revision: 'another' },
}

/** What is asked for behind an address of `ENDPOINTS`. */
export const QUERIES: Record<string, string> = {
  'GET /api/quotas/progress': 'plan=TN-CDS-2024-2025',
  'GET /api/reports/progress': 'plan=TN-CDS-2024-2025',
}

/** Fields of GraphQL that stand for no collection's documents. */
export const GRAPHQL: Record<string, Row> = {
  Access: '+ + + + + + +',
  // of a document that is not there
  'docAccess…': '0 0 0 0 0 0 0',
  meUser: '+ + + + + + +',
  initializedUser: '+ + + + + + +',
  loginUser: '+ + + + + + +',
  refreshTokenUser: '- - + + + + +',
  forgotPasswordUser: '+ + + + + + +',
  resetPasswordUser: '+ + + + + + +',
  transitionItem: '- - + + - - 0',
}

const KEY = '- + - - - - -'

/** The delivery API, as `METHOD path` below its base. What its answers may show: tests/helpers/isolation.ts. */
export const DELIVERY: Record<string, Row> = {
  'GET /openapi.json': '+ + + + + + +',
  'GET /docs': '+ + + + + + +',
  'GET /items': KEY,
  'GET /items/:id': '- 0 - - - - -',
  'GET /changes': KEY,
  'GET /media/:name': '- 0 - - - - -',
  'GET /feed.rss': KEY,
  'GET /feed.atom': KEY,
  'GET /feed.json': KEY,
  'GET /events.ics': KEY,
  'GET /themes': KEY,
  'GET /tasks': KEY,
  'GET /lines': KEY,
  'GET /events': KEY,
  'GET /playlist.json': KEY,
  'GET /playlist.m3u': KEY,
  'GET /playlist.html': KEY,
  'GET /loop.json': KEY,
  // the program of a screen, which asks for the loop with a key of its own
  'GET /player': '+ + + + + + +',
  'GET /player.js': '+ + + + + + +',
  'GET /player.css': '+ + + + + + +',
  'GET /player-worker.js': '+ + + + + + +',
  'POST /receipts': KEY,
  'POST /graphql': KEY,
}

/** Files below src/app that answer requests, and where it is tried to whom. */
export const ROUTES: Record<string, string> = {
  'src/app/(payload)/admin/[[...segments]]/page.tsx': 'tests/e2e/headers.test.ts',
  'src/app/(payload)/api/[...slug]/route.ts': 'ENDPOINTS and COLLECTIONS',
  'src/app/(payload)/api/graphql/route.ts': 'GRAPHQL and COLLECTIONS',
  'src/app/healthz/route.ts': 'open: says that the process is up',
  'src/app/leader/[secret]/route.ts': 'tests/int/leader-links.test.ts: open to whoever has the secret',
  'src/app/metrics/route.ts': 'tests/int/logs-and-metrics.test.ts',
  'src/app/portal/v1/[[...path]]/route.ts': 'DELIVERY',
  'src/app/readyz/route.ts': 'open: says whether the database is reachable',
}

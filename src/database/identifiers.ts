// Payload's PostgreSQL adapter numbers documents by `uuid`, `uuidv7` or, by default, `serial`. Raw statements
// ask here what to cast to and how a new identifier is made; our own code holds identifiers as strings.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { isIdentifier } from '../identifier.ts'
import type { Statement } from './statement.ts'

export type Identifiers = {
  /** The type of an identifier, to cast to: `uuid` or `integer`. */
  type: Statement
  /** The type of a list of them. */
  list: Statement
  /** A new identifier for a row of this table. */
  next: (table: string) => Statement
  /** Whether a value can be an identifier here; PostgreSQL refuses anything else with an error. */
  isValid: (value: unknown) => value is string
  /** As Payload's own functions want it: a number where documents are numbered. */
  own: (id: string) => string | number
}

/** What identifiers are in the database of this request. */
export const identifiersOf = ({ payload }: Pick<PayloadRequest, 'payload'>): Identifiers =>
  (payload.db as unknown as { idType?: string }).idType?.startsWith('uuid') ? UUIDS : NUMBERS

const UUIDS: Identifiers = {
  type: sql`uuid`,
  list: sql`uuid[]`,
  next: () => sql`gen_random_uuid()`,
  isValid: isIdentifier,
  own: (id) => id,
}

const NUMBERS: Identifiers = {
  type: sql`integer`,
  list: sql`integer[]`,
  next: (table) => sql`nextval(pg_get_serial_sequence(${table}, 'id'))`,
  isValid: (value): value is string => typeof value === 'string' && /^[1-9]\d{0,8}$/.test(value),
  own: Number,
}

import pg from 'pg'
import { enumOf, tableOf } from '../../../database/tables.ts'
import { type DeliveryTables, sanitizeTables } from '../../options.ts'
import { type Names, namesOf } from '../../store/names.ts'

/** The tables that the sender reads and writes, quoted. */
export type PushNames = Names & { pushes: string; pushState: string }

export const pushNamesOf = (tables: DeliveryTables): PushNames => ({
  ...namesOf(tables),
  pushes: pg.escapeIdentifier(tableOf(sanitizeTables(tables).slugs.pushes)),
  pushState: pg.escapeIdentifier(enumOf(sanitizeTables(tables).slugs.pushes, 'state')),
})

import { type MigrateDownArgs, type MigrateUpArgs, sql } from '@payloadcms/db-postgres'
import { statisticsOf } from '../../delivery/database.ts'

export async function up({ db }: MigrateUpArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "subscribers" ADD COLUMN "push_old_secret" varchar;
  ALTER TABLE "subscribers" ADD COLUMN "push_old_secret_until" timestamp(3) with time zone;`)
  await db.execute(sql.raw(statisticsOf({ placements: 'placements' })))
}

export async function down({ db }: MigrateDownArgs): Promise<void> {
  await db.execute(sql`
   ALTER TABLE "subscribers" DROP COLUMN "push_old_secret";
  ALTER TABLE "subscribers" DROP COLUMN "push_old_secret_until";`)
  await db.execute(sql`alter table placements alter column outlet_id reset (n_distinct)`)
}

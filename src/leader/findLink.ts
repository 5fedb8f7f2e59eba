// The link behind a secret, as long as it opens; that it was opened is noted at most once a minute.
import { sql } from '@payloadcms/db-postgres'
import type { PayloadRequest } from 'payload'
import { rowsOf } from '../database/statement.ts'
import { hashOfSecret, isSecret } from './secret.ts'

/** Codes of plan and organisation. `expiresAt` ISO 8601 in UTC. */
export type LeaderLink = {
  plan: string
  organization: string
  organizationName: string
  expiresAt: string
}

/** Null when there is none, it is revoked, or its time is over. Index: leader_links (hash). */
export const findLink = async ({
  req,
  secret,
}: {
  req: PayloadRequest
  secret: string
}): Promise<LeaderLink | null> => {
  if (!isSecret(secret)) return null
  const [found] = await rowsOf<LeaderLink & { id: string }>({
    req,
    statement: sql`
      select l.id::text, p.code as plan, g.code as organization, g.name as "organizationName",
             to_char(l.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "expiresAt"
      from leader_links l join plans p on p.id = l.plan_id join organizations g on g.id = l.organization_id
      where l.hash = ${hashOfSecret(secret)} and l.revoked_at is null and l.expires_at > now()`,
  })
  if (!found) return null
  const { id, ...link } = found
  await rowsOf({
    req,
    statement: sql`
      update leader_links set last_used_at = now()
      where id::text = ${id} and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
  })
  return link
}

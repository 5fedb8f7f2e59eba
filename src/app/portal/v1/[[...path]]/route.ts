import config from '@payload-config'
import { getPayload } from 'payload'
import type { Pool } from 'pg'
import { planTimeZone } from '../../../../database/planTimeZone.ts'
import { createDeliveryApp } from '../../../../delivery/app.ts'
import { limitsIn } from '../../../../delivery/limits/environment.ts'
import { environment } from '../../../../environment.ts'
import { mediaStore } from '../../../../media/storage.ts'

export const dynamic = 'force-dynamic'

const makeApp = async () => {
  const payload = await getPayload({ config })
  const { dataDir, publicUrl } = environment()
  const { pool } = payload.db as unknown as { pool: Pool }
  const app = createDeliveryApp({
    pool,
    basePath: '/portal/v1',
    publicUrl: publicUrl || undefined,
    media: mediaStore({ dataDir }),
    limits: limitsIn(process.env),
    timeZoneNow: () => planTimeZone(pool),
  })
  // Next ends when every request is answered; those that wait for a change are answered now
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void app.close())
  return app
}

let app: ReturnType<typeof makeApp> | undefined

/** The delivery API inside the cms, for small installations. */
const handle = async (request: Request) => {
  app ??= makeApp()
  return (await app).fetch(request)
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
}

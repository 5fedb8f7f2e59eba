// What the application reads from its environment; the table stands in docs/administrators.
import path from 'node:path'
import { dataDirIn } from './dataDir.ts'
import { publicOrigin } from './publicOrigin.ts'
import { addressesOf } from './start/addresses.ts'

export type Environment = {
  databaseUrl: string
  secret: string
  /** Absolute path of media and, when embedded, the database. */
  dataDir: string
  /** Origin of the cms as a browser sees it. */
  publicUrl: string
  /** Origins whose pages may send our cookies. */
  origins: string[]
  /** Proxies before the cms, each appending to X-Forwarded-For; 0: that header is not believed. */
  trustedProxies: number
  /** Mail server; empty keeps messages in `dataDir`. */
  smtpUrl: string
  /** Address that messages come from. */
  mailFrom: string
  /** Base of the delivery API as portals see it, for the addresses in what is pushed. */
  deliveryBase: string
  /** Which addresses may be pushed to. */
  push: { allowHttp: boolean; allowPrivateTargets: boolean }
}

/** Defaults serve the demo on one machine; `npm start` and the parts that need the secret refuse a weak one. */
export const environment = (): Environment => {
  const {
    DATABASE_URL = '',
    PAYLOAD_SECRET = '',
    HOST,
    PORT = '3000',
    PUBLIC_URL,
    SMTP_URL = '',
    MAIL_FROM = 'loa@localhost',
    DELIVERY_PORT = '3001',
    DELIVERY_URL,
    TRUSTED_PROXIES = '0',
    PUSH_ALLOW_HTTP,
    PUSH_ALLOW_PRIVATE_TARGETS,
  } = process.env
  const { cms, delivery } = addressesOf({
    host: HOST || '127.0.0.1',
    port: Number(PORT),
    deliveryPort: Number(DELIVERY_PORT),
    publicUrl: PUBLIC_URL,
    deliveryUrl: DELIVERY_URL,
  })
  const local = [`http://localhost:${PORT}`, `http://127.0.0.1:${PORT}`, cms]
  const publicUrl = publicOrigin({ PUBLIC_URL }) ?? ''
  return {
    databaseUrl: DATABASE_URL,
    secret: PAYLOAD_SECRET,
    dataDir: path.resolve(/* turbopackIgnore: true */ dataDirIn(process.env)),
    publicUrl,
    origins: publicUrl ? [publicUrl] : [...new Set(local)],
    trustedProxies: Number(TRUSTED_PROXIES) || 0,
    smtpUrl: SMTP_URL,
    mailFrom: MAIL_FROM,
    deliveryBase: `${delivery}/v1`,
    push: {
      allowHttp: PUSH_ALLOW_HTTP === 'true',
      allowPrivateTargets: PUSH_ALLOW_PRIVATE_TARGETS === 'true',
    },
  }
}

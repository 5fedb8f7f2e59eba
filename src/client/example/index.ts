// A portal in a few files, for its developer to read and to take: it follows the feed into a file, shows what it
// holds, with pictures of its own, and tells where. Nothing but Node.js and the client is needed.
//
//   LOA_API=http://localhost:3001/v1 LOA_KEY=loa_… npm run portal
import path from 'node:path'
import { createClient } from '../index.ts'
import { keepUp } from './keepUp.ts'
import { pictureCache } from './pictures.ts'
import { startSite } from './site.ts'
import { openStore } from './store.ts'

const {
  LOA_API = 'http://localhost:3001/v1',
  LOA_KEY = '',
  LOA_HOOK_SECRET = '',
  PORTAL_DIR = '.data/portal',
  PORTAL_HOST = '127.0.0.1',
  PORTAL_PORT = '3002',
  PORTAL_URL = `http://localhost:${PORTAL_PORT}`,
  PORTAL_NAME = 'Cổng thông tin mẫu',
} = process.env
if (!LOA_KEY) {
  console.error('LOA_KEY is required: the key of a subscriber, loa_…')
  process.exit(2)
}

const client = createClient({ baseUrl: LOA_API, key: LOA_KEY })
const store = await openStore({ file: path.join(PORTAL_DIR, 'items.json') })
const pictures = pictureCache({ client, directory: path.join(PORTAL_DIR, 'pictures') })
const stopping = new AbortController()
const feed = keepUp({
  client,
  store,
  url: PORTAL_URL,
  isPushed: LOA_HOOK_SECRET !== '',
  signal: stopping.signal,
})
const site = await startSite({
  store,
  pictures,
  feed,
  name: PORTAL_NAME,
  secret: LOA_HOOK_SECRET,
  host: PORTAL_HOST,
  port: Number(PORTAL_PORT),
})
console.log(`portal listens on ${site.address}`)

const stop = async () => {
  stopping.abort()
  site.close()
  await feed.ended
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)

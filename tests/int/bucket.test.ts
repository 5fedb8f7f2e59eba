// The library in a bucket of a real S3 server: files go there and nowhere else, and come to portals from there.
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import S3rver from 's3rver'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mediaStore } from '../../src/media/storage.ts'
import { sweepFiles } from '../../src/media/sweepFiles.ts'
import { freshDatabase } from '../helpers/database.ts'
import { deliveryOf, newSubscriber } from '../helpers/delivery.ts'
import { upload, wav } from '../helpers/files.ts'
import { type Loa, startLoa } from '../helpers/loa.ts'
import { type Steps, stepsOf } from '../helpers/steps.ts'

let loa: Loa
let steps: Steps
let server: S3rver
let directory: string
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'loa-s3-'))
  server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: 'loa', configs: [] }],
  })
  const { port } = await server.run()
  // the demo that all tests share keeps its files on disk
  await freshDatabase('demo')
  Object.assign(process.env, {
    S3_BUCKET: 'loa',
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_ACCESS_KEY_ID: 'S3RVER',
    S3_SECRET_ACCESS_KEY: 'S3RVER',
  })
  loa = await startLoa({ contents: 'demo' })
  steps = stepsOf(loa)
})
afterAll(async () => {
  await loa?.stop()
  await server?.close()
  await rm(directory, { recursive: true, force: true })
})

it('keeps files there, and gives portals what is live, whole and in parts', async () => {
  const as = await steps.token('reporter@so-tttt')
  const before = await readdir(path.join(loa.dataDir, 'media'))
  const sound = wav(2, 500)
  const { status, body } = await upload(loa, { as, bytes: sound, name: 'bai.wav' })
  expect(status).toBe(201)
  const { default: sharp } = await import('sharp')
  const picture = await sharp({ create: { width: 1700, height: 1000, channels: 3, background: '#225588' } })
    .jpeg()
    .toBuffer()
  const cover = (await upload(loa, { as, bytes: picture, name: 'bia.jpg' })).body.doc
  expect(await readdir(path.join(loa.dataDir, 'media'))).toEqual(before)
  const stored = await readdir(path.join(directory, 'loa'))
  for (const name of [body.doc.filename, cover.filename, cover.sizes.card.filename])
    expect(stored.some((one) => one.startsWith(name))).toBe(true)

  const outlet = await steps.newOutlet({ channel: 'loudspeaker' })
  const portal = await steps.newOutlet({ channel: 'portal' })
  const admin = await steps.token('admin@so-tttt')
  const { key } = await newSubscriber(loa, { admin, code: 'xo', outlets: [outlet.id, portal.id] })
  const delivery = deliveryOf(loa, { media: mediaStore({ dataDir: loa.dataDir }) })
  const address = `/media/${body.doc.filename}`
  expect((await delivery.ask(address, { key })).status).toBe(404)
  await steps.itemAt({
    stage: 'published',
    title: 'Trong xô',
    outlets: [outlet.id, portal.id],
    cover: cover.id,
    loudspeaker: { audio: body.doc.id },
  })
  const whole = await delivery.ask(address, { key })
  expect([whole.status, whole.bytes.equals(sound)]).toEqual([200, true])
  const part = await delivery.ask(address, { key, headers: { range: 'bytes=4-7' } })
  expect([part.status, part.bytes.equals(sound.subarray(4, 8))]).toEqual([206, true])
  const card = await delivery.ask(`/media/${cover.sizes.card.filename}`, { key })
  expect((await sharp(card.bytes).metadata()).width).toBe(640)
  // the cms's own address asks who is there
  const own = await loa.rest('GET', `/api/media/file/${body.doc.filename}`)
  expect(own.status).toBe(403)
})

it('takes away a file that was replaced when no row names it any more, not before', async () => {
  const as = await steps.token('editor@so-tttt')
  const before = (await upload(loa, { as, bytes: wav(1, 300), name: 'cu.wav' })).body.doc
  const replace = () => upload(loa, { as, bytes: wav(1, 700), name: 'moi.wav', id: before.id, fields: {} })
  const isThere = async (name: string) =>
    (await readdir(path.join(directory, 'loa'))).some((one) => one.startsWith(name))
  await steps.query(`create function refuse_at_commit() returns trigger language plpgsql as
    $$ begin raise exception 'refused at commit' using errcode = '23514'; end $$`)
  await steps.query(`create constraint trigger refuse_at_commit after update on media
    deferrable initially deferred for each row execute function refuse_at_commit()`)
  try {
    expect((await replace()).status).toBe(503)
  } finally {
    await steps.query('drop trigger refuse_at_commit on media')
  }
  const kept = (await loa.rest('GET', `/api/media/${before.id}`, { as })).body
  expect([kept.filename, await isThere(before.filename)]).toEqual([before.filename, true])

  const { status, body } = await replace()
  expect([status, await isThere(before.filename)]).toEqual([200, true])
  const { pool } = loa.payload.db as unknown as { pool: Pool }
  expect(await sweepFiles({ pool, olderThanMs: 0 })).toContain(before.filename)
  expect([await isThere(before.filename), await isThere(body.doc.filename)]).toEqual([false, true])
})

it('leaves what was put there or named since the bucket was listed', async () => {
  const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
  const { S3_ENDPOINT: endpoint, S3_ACCESS_KEY_ID = '', S3_SECRET_ACCESS_KEY = '' } = process.env
  const client = new S3Client({
    ...{ region: 'us-east-1', endpoint, forcePathStyle: true },
    credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY },
  })
  const put = (Key: string) => client.send(new PutObjectCommand({ Bucket: 'loa', Key, Body: 'x' }))
  for (const name of ['bo.wav', 'lai.wav', 'gan.wav']) await put(name)
  await sleep(4000)
  const { pool } = loa.payload.db as unknown as { pool: Pool }
  let isListed = false
  const slow = {
    query: async (text: string, values: unknown[]) => {
      const found = await pool.query(text, values)
      if (!isListed) {
        isListed = true
        await put('lai.wav')
        await steps.query(`update media set sizes_story_filename = 'gan.wav'
          where id = (select id from media where sizes_story_filename is null limit 1)`)
      }
      return found
    },
  } as unknown as Pool
  const swept = await sweepFiles({ pool: slow, olderThanMs: 3000 })
  client.destroy()
  expect(swept).toContain('bo.wav')
  expect(swept).not.toContain('lai.wav')
  expect(swept).not.toContain('gan.wav')
  const left = (await readdir(path.join(directory, 'loa'))).join(' ')
  expect(left).toMatch(/gan\.wav/)
  expect(left).toMatch(/lai\.wav/)
  expect(left).not.toMatch(/bo\.wav/)
})

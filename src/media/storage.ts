// Where the library keeps its files: in the data directory, or in a bucket of any S3 service where `S3_*` names one.
import path from 'node:path'
import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3'
import type { CollectionAfterChangeHook, Config, Plugin } from 'payload'
import { deliveryError } from '../delivery/errors.ts'
import { type MediaStore, mediaOnDisk, typeOfFile } from '../delivery/mediaStore.ts'
import { isStorageAway } from './isStorageAway.ts'

type Bucket = { bucket: string; config: S3ClientConfig }

/** In milliseconds: the SDK waits for ever for a service that says nothing. The agents are as the plugin has them. */
const PATIENCE = {
  connectionTimeout: 3000,
  socketTimeout: 15_000,
  httpAgent: { keepAlive: true, maxSockets: 100 },
  httpsAgent: { keepAlive: true, maxSockets: 100 },
}

/** @throws Error when a bucket is named without the keys to it */
const bucketOf = ({
  S3_BUCKET,
  S3_ENDPOINT,
  S3_REGION = 'us-east-1',
  S3_ACCESS_KEY_ID,
  S3_SECRET_ACCESS_KEY,
}: NodeJS.ProcessEnv): Bucket | null => {
  if (!S3_BUCKET) return null
  if (!(S3_ACCESS_KEY_ID && S3_SECRET_ACCESS_KEY))
    throw new Error('S3_BUCKET needs S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY')
  return {
    bucket: S3_BUCKET,
    config: {
      region: S3_REGION,
      requestHandler: PATIENCE,
      credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY },
      // services of one's own have no name for each bucket
      ...(S3_ENDPOINT ? { endpoint: S3_ENDPOINT, forcePathStyle: true } : {}),
    },
  }
}

/** Whether there is no bucket, so that files are kept in the data directory. */
export const keepsFilesOnDisk = (env: NodeJS.ProcessEnv = process.env): boolean => bucketOf(env) === null

/**
 * The plugin that takes the files of `media` to the bucket; without one it adds its fields alone, so that the schema is
 * the same, and the SDK is not even loaded.
 */
export const storagePlugins = async (env: NodeJS.ProcessEnv = process.env): Promise<Plugin[]> => {
  const found = bucketOf(env)
  if (!found) {
    const { cloudStoragePlugin } = await import('@payloadcms/plugin-cloud-storage')
    return [
      cloudStoragePlugin({
        alwaysInsertFields: true,
        enabled: false,
        collections: { media: { adapter: null } },
      }),
    ]
  }
  const { s3Storage } = await import('@payloadcms/storage-s3')
  return [keepingFiles(s3Storage({ ...found, alwaysInsertFields: true, collections: { media: true } }))]
}

/**
 * Without what the plugin does to take away the files of a document that is deleted or gets another file: it does so
 * before COMMIT, and a row that stays as it was would have lost its file. What no row names any more goes by `sweepFiles`.
 */
const keepingFiles =
  (plugin: Plugin): Plugin =>
  async (config) => {
    const hooksIn = ({ collections = [] }: Pick<Config, 'collections'>) =>
      collections.find(({ slug }) => slug === 'media')?.hooks
    const own = hooksIn(config)
    const made = await plugin(config)
    const collections = made.collections?.map((one) => {
      if (one.slug !== 'media') return one
      const afterChange = one.hooks?.afterChange?.map((hook) =>
        own?.afterChange?.includes(hook) ? hook : withoutPrevious(hook),
      )
      return { ...one, hooks: { ...one.hooks, afterChange, afterDelete: own?.afterDelete } }
    })
    return { ...made, collections }
  }

/** The plugin puts files there for the document, and takes away those of the one before, where it is told of one. */
const withoutPrevious =
  (hook: CollectionAfterChangeHook): CollectionAfterChangeHook =>
  (args) =>
    hook({ ...args, previousDoc: undefined })

/**
 * Every object of the bucket with its size in bytes, and how long ago it was put there, in milliseconds; null where
 * files are kept on disk.
 * @param signal ends it
 */
export const bucketObjects = async (
  env: NodeJS.ProcessEnv = process.env,
  signal?: AbortSignal,
): Promise<{ name: string; objects: Record<string, number>; age: (object: string) => number } | null> => {
  const found = bucketOf(env)
  if (!found) return null
  const sdk = await import('@aws-sdk/client-s3')
  const client = new sdk.S3Client(found.config)
  const objects: Record<string, number> = {}
  const putAt = new Map<string, number>()
  const pages = sdk.paginateListObjectsV2({ client }, { Bucket: found.bucket }, { abortSignal: signal })
  for await (const page of pages)
    for (const { Key, Size = 0, LastModified } of page.Contents ?? [])
      if (Key) {
        objects[Key] = Size
        putAt.set(Key, LastModified?.getTime() ?? Number.POSITIVE_INFINITY)
      }
  client.destroy()
  return {
    name: found.bucket,
    objects,
    age: (object) => Date.now() - (putAt.get(object) ?? Number.POSITIVE_INFINITY),
  }
}

/**
 * Deletes these objects; those that are not there are no error.
 * @param mayGo asked of each just before it goes, with how long ago it was put there then, in milliseconds
 * @param signal ends it
 * @returns the names of those that went
 */
export const removeFromBucket = async ({
  names,
  mayGo,
  env = process.env,
  signal,
}: {
  names: string[]
  mayGo: (object: { name: string; ageMs: number }) => Promise<boolean>
  env?: NodeJS.ProcessEnv
  signal?: AbortSignal
}): Promise<string[]> => {
  const found = bucketOf(env)
  if (!found || names.length === 0) return []
  const sdk = await import('@aws-sdk/client-s3')
  const client = new sdk.S3Client(found.config)
  const options = { abortSignal: signal }
  const gone: string[] = []
  for (const name of names) {
    const object = { Bucket: found.bucket, Key: name }
    const head = await client.send(new sdk.HeadObjectCommand(object), options).catch((error) => {
      if (error?.$metadata?.httpStatusCode === 404) return null
      throw error
    })
    const ageMs = Date.now() - (head?.LastModified?.getTime() ?? Number.POSITIVE_INFINITY)
    if (!head || !(await mayGo({ name, ageMs }))) continue
    await client.send(new sdk.DeleteObjectCommand(object), options)
    gone.push(name)
  }
  client.destroy()
  return gone
}

/** What the delivery API reads from. @param dataDir absolute */
export const mediaStore = ({
  dataDir,
  env = process.env,
}: {
  dataDir: string
  env?: NodeJS.ProcessEnv
}): MediaStore => {
  const found = bucketOf(env)
  return found ? mediaInBucket(found) : mediaOnDisk({ directory: path.join(dataDir, 'media') })
}

const mediaInBucket = ({ bucket, config }: Bucket): MediaStore => {
  let client: S3Client | undefined
  const ask = async () => {
    const sdk = await import('@aws-sdk/client-s3')
    client ??= new sdk.S3Client(config)
    return { sdk, client }
  }
  return {
    find: async (name) => {
      const type = typeOfFile(name)
      if (!type) return null
      const { sdk, client: s3 } = await ask()
      const object = { Bucket: bucket, Key: name }
      const head = await s3.send(new sdk.HeadObjectCommand(object)).catch((error) => {
        if (error?.$metadata?.httpStatusCode === 404) return null
        throw away(error)
      })
      if (!head) return null
      return {
        type,
        size: head.ContentLength ?? 0,
        read: async (range) => {
          const part = range ? { Range: `bytes=${range.start}-${range.end}` } : {}
          const { Body } = await s3.send(new sdk.GetObjectCommand({ ...object, ...part })).catch((error) => {
            throw away(error)
          })
          if (!Body) throw new Error(`${name} is empty`)
          return Body.transformToWebStream() as ReadableStream<Uint8Array<ArrayBuffer>>
        },
      }
    },
  }
}

/** What a portal is answered while the service is away: 503, to ask again. */
const away = (error: unknown) => (isStorageAway(error) ? deliveryError(503, 'unavailable') : error)

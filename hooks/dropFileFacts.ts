// Why this exists: Payload stores what a client says of a file as it is given: its size, its type, where it lies. What a file
// is, its content tells; only where a picture's focal point is, a person knows.
import type { CollectionBeforeOperationHook } from 'payload'

/** For `beforeOperation`, before the file is looked at: what is derived from a file is taken out of what was sent. */
export const dropFileFacts: CollectionBeforeOperationHook = ({ args, operation }) => {
  if (!['create', 'update'].includes(operation) || !('data' in args) || !args.data) return args
  const data = Object.fromEntries(Object.entries(args.data).filter(([name]) => !DERIVED.has(name)))
  return { ...args, data } as typeof args
}

const DERIVED = new Set([
  ...['filename', 'mimeType', 'filesize', 'width', 'height', 'sizes', 'url', 'thumbnailURL'],
  // of the plugin for buckets
  ...['prefix', '_objectKey'],
])

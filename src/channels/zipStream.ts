// A ZIP that is written while it is read: a kit may hold gigabytes of pictures and clips, and the server has no room for
// even one of them as a whole.
import { Zip, ZipPassThrough } from 'fflate'

type Bytes = Uint8Array<ArrayBuffer>

export type ZipEntry = { name: string; read: () => AsyncIterable<Bytes> | Promise<AsyncIterable<Bytes>> }

/** Entries are stored as they are: pictures and clips are packed already. Each is opened when its turn has come. */
export const zipStream = (entries: ZipEntry[]): ReadableStream<Bytes> => {
  const chunks = chunksOf(entries)
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    // whoever goes away in the middle leaves no file open
    cancel: async () => {
      await chunks.return()
    },
  })
}

async function* chunksOf(entries: ZipEntry[]): AsyncGenerator<Bytes, void, void> {
  const made: Bytes[] = []
  let failure: Error | null = null
  const zip = new Zip((error, chunk) => {
    failure ??= error
    if (chunk) made.push(chunk as Bytes)
  })
  const taken = () => {
    if (failure) throw failure
    return made.splice(0)
  }
  for (const { name, read } of entries) {
    const entry = new ZipPassThrough(name)
    zip.add(entry)
    for await (const chunk of await read()) {
      entry.push(chunk)
      yield* taken()
    }
    entry.push(new Uint8Array(0), true)
    yield* taken()
  }
  zip.end()
  yield* taken()
}

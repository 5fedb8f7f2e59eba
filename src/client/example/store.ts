// What the portal shows and how far it has come, in one file. It is written beside and then renamed: a portal
// that is killed while it writes finds the file as it was before.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Item } from '../index.ts'

/** `receipts` are the editions whose publication is still to be told. */
type Content = { cursor: string | null; items: Record<string, Item>; receipts: Item[] }

export type Store = Awaited<ReturnType<typeof openStore>>

export const openStore = async ({ file }: { file: string }) => {
  const content = await read(file)
  // one after the other, so that an older state never replaces a newer one
  let writing = Promise.resolve()
  const write = () => {
    writing = writing.catch(() => undefined).then(() => replace(file, JSON.stringify(content)))
    return writing
  }
  await mkdir(path.dirname(file), { recursive: true })

  return {
    /** Newest first. */
    items: (): Item[] =>
      Object.values(content.items).sort((a, b) => b.publishedAt.localeCompare(a.publishedAt)),
    item: (id: string): Item | undefined =>
      Object.hasOwn(content.items, id) ? content.items[id] : undefined,
    /** Whether an item shown has this picture. */
    hasPicture: (name: string): boolean =>
      Object.values(content.items).some(({ media, cover }) =>
        [cover, ...media].some((one) => one && nameOf(one.url) === name),
      ),
    /** Shows an edition, unless a newer one is shown. The same edition a second time changes nothing. */
    show: (item: Item) => {
      if ((content.items[item.id]?.edition ?? 0) >= item.edition) return
      content.items[item.id] = item
      content.receipts = [...content.receipts.filter(({ id }) => id !== item.id), item]
    },
    takeOff: (id: string) => {
      delete content.items[id]
      content.receipts = content.receipts.filter((one) => one.id !== id)
    },
    receipts: (): Item[] => [...content.receipts],
    told: ({ id, edition }: Item) => {
      content.receipts = content.receipts.filter((one) => one.id !== id || one.edition !== edition)
      return write()
    },
    /** The `CursorStore` of the client: what was shown is on disk together with the cursor behind it. */
    cursor: {
      load: () => content.cursor,
      save: (cursor: string) => {
        content.cursor = cursor
        return write()
      },
    },
  }
}

/** The name of a file in an address of the API. */
export const nameOf = (url: string): string => decodeURIComponent(url.split('/').at(-1) ?? '')

const read = async (file: string): Promise<Content> => {
  const text = await readFile(file, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? { cursor: null, items: {}, receipts: [] } : JSON.parse(text)
}

const replace = async (file: string, text: string) => {
  await writeFile(`${file}.new`, text, { mode: 0o600 })
  await rename(`${file}.new`, file)
}

// demo.json tells whoever looks at the demo where it is, and as whom to log in. It holds passwords and keys: only its
// owner reads it, and a reader finds the old one or the new one, never half of it.
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Addresses } from '../../src/start/addresses.ts'

/** Writes the file anew, mode 0600. */
export const writeDemoJson = async ({ dataDir, content }: { dataDir: string; content: object }) => {
  await mkdir(dataDir, { recursive: true })
  const target = fileIn(dataDir)
  const fresh = `${target}.${process.pid}.new`
  await writeFile(fresh, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  // one that a process of this number left behind keeps its mode
  await chmod(fresh, 0o600)
  await rename(fresh, target)
}

/**
 * Puts the addresses of this start into the file of an earlier one; accounts and keys stay. Where there is no file, or
 * one that is no longer ours to read, nothing is written.
 */
export const renewAddresses = async ({ dataDir, addresses }: { dataDir: string; addresses: Addresses }) => {
  const content = await readDemoJson(dataDir)
  if (!content || (content.cms === addresses.cms && content.delivery === addresses.delivery)) return
  await writeDemoJson({ dataDir, content: { ...content, ...addresses } })
}

const readDemoJson = async (dataDir: string): Promise<Record<string, unknown> | null> => {
  try {
    return JSON.parse(await readFile(fileIn(dataDir), 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

const fileIn = (dataDir: string) => path.join(dataDir, 'demo.json')

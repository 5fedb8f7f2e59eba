// A headless Chromium for the tests, on any Linux that has Node: from CHROMIUM_PATH, installed, or unpacked
// from the npm package @sparticuz/chromium, which carries its libraries and a font with Vietnamese letters.
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { type Browser, chromium as playwright } from 'playwright-core'

const VERSION = '147.0.0'
const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

/** Starts a browser. Close it with `close()`. */
export const launchBrowser = async (): Promise<Browser> => {
  const { CHROMIUM_PATH } = process.env
  const installed = CHROMIUM_PATH ?? (await firstExisting(INSTALLED))
  const browser = installed ? { executablePath: installed, env: {} } : await unpacked()
  return playwright.launch({
    executablePath: browser.executablePath,
    env: { ...(process.env as Record<string, string>), ...browser.env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--font-render-hinting=none',
      // the shared memory of a container is often too small
      '--disable-dev-shm-usage',
    ],
  })
}

/**
 * Unpacks the package's browser once into the system's folder for temporary files. It goes there under
 * another name first, so that two runs at a time never start half a browser.
 */
const unpacked = async () => {
  const home = path.join(tmpdir(), `loa-chromium-${VERSION}-${userInfo().username}`)
  const executablePath = path.join(home, 'chromium')
  if (!(await exists(executablePath))) await unpackInto(home)
  return {
    executablePath,
    env: {
      LD_LIBRARY_PATH: [path.join(home, 'al2023', 'lib'), process.env.LD_LIBRARY_PATH]
        .filter(Boolean)
        .join(':'),
      FONTCONFIG_FILE: path.join(home, 'fonts.conf'),
    },
  }
}

const unpackInto = async (home: string) => {
  const making = `${home}-${process.pid}`
  await mkdir(making, { recursive: true })
  const { TMPDIR, AWS_EXECUTION_ENV, LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env
  // The package unpacks to the folder for temporary files, and its libraries only where it sees a Lambda.
  Object.assign(process.env, { TMPDIR: making, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' })
  try {
    const { default: sparticuz } = await import('@sparticuz/chromium')
    await sparticuz.executablePath()
    await writeFile(path.join(making, 'fonts.conf'), fontsIn(home))
    await rename(making, home).catch(async (error) => {
      // another run was faster
      if (!(await exists(path.join(home, 'chromium')))) throw error
    })
  } finally {
    for (const [name, value] of Object.entries({
      TMPDIR,
      AWS_EXECUTION_ENV,
      LD_LIBRARY_PATH,
      FONTCONFIG_PATH,
    })) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    await rm(making, { recursive: true, force: true })
  }
}

/** Only the package's own font, so that pictures look alike on every machine. */
const fontsIn = (home: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${home}/fonts</dir>
  <cachedir>${home}/fonts-cache</cachedir>
</fontconfig>
`

const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )

const firstExisting = async (files: string[]) => {
  for (const file of files) if (await exists(file)) return file
  return undefined
}

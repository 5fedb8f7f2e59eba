// A person at the screen: a browser context that is logged in, and the few things people do in the newsroom.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import type { Account } from '../helpers/application.ts'

const PICTURES = path.join(import.meta.dirname, '../../test-output/screenshots')

export type Person = Awaited<ReturnType<typeof sitDown>>

/**
 * Opens a browser window in Vietnamese at the login page.
 * @param complaints takes whatever no page may do: ask another host, write an error to the console, fail
 */
export const sitDown = async ({
  browser,
  cms,
  complaints,
}: {
  browser: Browser
  cms: string
  complaints: string[]
}) => {
  const context = await browser.newContext({
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: WIDE,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  watch({ page, cms, complaints })
  await page.goto(`${cms}/admin/login`)
  await hydrated(page)

  return {
    page,
    logIn: async ({ email, password }: Account) => {
      await page.getByLabel('Email').fill(email)
      await page.getByLabel('Mật khẩu').fill(password)
      await page.getByRole('button', { name: 'Đăng nhập' }).click()
      await page.waitForURL(`${cms}/admin`)
    },
    /** Opens the screen of an item and waits until its actions are known. */
    open: async (id: string) => {
      await page.goto(`${cms}/admin/collections/items/${id}`)
      await hydrated(page)
      await nextStep(page).getByRole('button').first().waitFor()
    },
    nextStep: () => nextStep(page),
    act: (name: string) => nextStep(page).getByRole('button', { name, exact: true }).click(),
    /** Waits for the sentence that tells the stage. */
    reads: (text: string | RegExp) => nextStep(page).getByText(text).waitFor(),
    save: async () => {
      const answered = page.waitForResponse(
        (response) =>
          /\/api\/items(\/[^/]+)?\?/.test(response.url()) &&
          ['POST', 'PATCH'].includes(response.request().method()),
      )
      await page.getByRole('button', { name: 'Lưu bản nháp' }).click()
      const { status, body } = await answered.then(async (response) => ({
        status: response.status(),
        body: await response.json(),
      }))
      if (status >= 300) throw new Error(`saving answered ${status}: ${JSON.stringify(body)}`)
      return String(body.doc.id)
    },
    /** What axe finds serious or critical within a part of the page, in the light and in the dark. */
    barriers: (within = '.loa-screen', hasFrames = true) => barriers({ page, within, hasFrames }),
    /** A picture at both widths, light and dark. */
    picture: (name: string) => pictures({ page, name }),
    leave: () => context.close(),
  }
}

/** Resolves once React has taken over the page; what is typed before would be lost. */
export const hydrated = async (page: Page) => {
  await page.waitForFunction(() => document.documentElement.style.getPropertyValue('--vh') !== '')
  await page.waitForLoadState('networkidle')
}

const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 390, height: 844 }

const nextStep = (page: Page) => page.getByRole('region', { name: 'Việc tiếp theo' })

const watch = ({ page, cms, complaints }: { page: Page; cms: string; complaints: string[] }) => {
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (/^https?:|^wss?:/.test(protocol) && origin !== cms) complaints.push(`asked ${request.url()}`)
  })
  page.on('pageerror', (error) => complaints.push(`threw ${error.message}`))
  page.on('console', (message) => {
    // the browser itself notes every answer of 4xx; refusals are what some of these tests are about
    const isRefusal = message.text().includes('status of 409')
    if (message.type() === 'error' && !isRefusal) complaints.push(`console: ${message.text()}`)
  })
}

/** What axe finds serious or critical within a part of the page, in the light and in the dark. */
export const barriers = async ({
  page,
  within,
  hasFrames = true,
}: {
  page: Page
  within: string
  /** Whether to look into frames too; not into one that runs no script, where axe would wait for an answer. */
  hasFrames?: boolean
}) => {
  const found: string[] = []
  for (const theme of ['light', 'dark']) {
    await setTheme(page, theme)
    const { violations } = await new AxeBuilder({ page }).include(within).setLegacyMode(!hasFrames).analyze()
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        found.push(...nodes.map(({ target }) => `${theme}: ${id} at ${target.join(' ')}`))
  }
  await setTheme(page, 'light')
  return found
}

/** What Payload's own switch does; what fades from one theme to the other is at its end at once. */
const setTheme = (page: Page, theme: string) =>
  page.evaluate((to) => {
    document.documentElement.setAttribute('data-theme', to)
    // what inherits a colour that fades begins to fade after it
    for (let round = 0; round < 5; round += 1)
      for (const animation of document.getAnimations())
        if (animation instanceof CSSTransition) animation.finish()
  }, theme)

const pictures = async ({ page, name }: { page: Page; name: string }) => {
  await mkdir(PICTURES, { recursive: true })
  // a text editor that still loads is no picture of a screen
  await page.locator('.shimmer-effect').first().waitFor({ state: 'detached' })
  for (const [width, viewport] of [
    [1440, WIDE],
    [390, NARROW],
  ] as const) {
    await page.setViewportSize(viewport)
    for (const theme of ['light', 'dark']) {
      await setTheme(page, theme)
      const file = path.join(PICTURES, `${name}-${width}-${theme}.png`)
      await page.screenshot({ path: file, fullPage: width === 390, animations: 'disabled' })
    }
  }
  await setTheme(page, 'light')
  await page.setViewportSize(WIDE)
}

// Every screen of ours in each language, as pictures, on paper, and without a word of the other language.
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { translations } from '../../src/i18n/index.ts'
import { type Application, startApplication } from '../helpers/application.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { barriers, hydrated } from './person.ts'

let application: Application
let browser: Browser

const PICTURES = path.join(import.meta.dirname, '../../test-output/screenshots')

beforeAll(async () => {
  application = await startApplication({ contents: 'demo' })
  browser = await launchBrowser()
  await mkdir(PICTURES, { recursive: true })
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await application?.stop()
})

type Language = keyof typeof translations
type Tree = { [key: string]: string | Tree }
const flat = (tree: Tree): string[] =>
  Object.values(tree).flatMap((value) => (typeof value === 'string' ? [value] : flat(value)))

/** A language is called by its own name in every language. */
const OWN_NAMES = ['Tiếng Việt', 'English']

/** Sentences and names that only the other language has; single short words may be content. */
const foreign = (language: Language): Set<string> => {
  const other = language === 'vi' ? 'en' : 'vi'
  const own = new Set(flat(translations[language]))
  return new Set(
    flat(translations[other]).filter(
      (one) => one.length > 5 && !one.includes('{{') && !own.has(one) && !OWN_NAMES.includes(one),
    ),
  )
}

/** What is read on the page or told by a screen reader, a line each. */
const readable = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const spoken = ['aria-label', 'title', 'placeholder', 'alt']
    const within = document.querySelector('.template-default') ?? document.body
    const texts: string[] = []
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (!node.parentElement?.closest('script, style')) texts.push(node.nodeValue?.trim() ?? '')
    for (const element of within.querySelectorAll('*'))
      for (const name of spoken) texts.push(element.getAttribute(name)?.trim() ?? '')
    return texts.filter(Boolean)
  })

const LOCALE = { vi: 'vi-VN', en: 'en-GB' } as const
/** `{…}` stands for the first document of a query. */
const ITEM = '/admin/collections/items/{items?where[stage][equals]=published&sort=-publishAt}'
const SCREENS = {
  approver: {
    home: '/admin',
    board: '/admin/board',
    calendar: '/admin/calendar',
    inbox: '/admin/inbox',
    report: '/admin/report',
    notices: '/admin/notices',
    links: '/admin/leader-links',
    list: '/admin/collections/items',
    item: ITEM,
    compare: `${ITEM}/compare`,
    look: `${ITEM}/look`,
    new: '/admin/collections/items/create',
    social:
      '/admin/collections/items/{items?where[kind][equals]=social&where[stage][equals]=published&sort=title}',
    print: '/admin/collections/items/{items?where[kind][equals]=print&draft=true&sort=title}',
    briefs: '/admin/collections/briefs',
    brief: '/admin/collections/briefs/create',
    'press-requests': '/admin/collections/press-requests',
    'press-request': '/admin/collections/press-requests/create',
  },
  admin: {
    'home-admin': '/admin',
    'plan-file': '/admin/plan-file',
    deliveries: '/admin/deliveries',
    mailbox: '/admin/mailbox',
    subscriber: '/admin/collections/subscribers/{subscribers?sort=code}',
    account: '/admin/account',
    'legal-documents': '/admin/collections/legal-documents',
    'legal-document': '/admin/collections/legal-documents/create',
    programmes: '/admin/collections/programmes',
    programme: '/admin/collections/programmes/create',
  },
} as const

describe.each(['vi', 'en'] as const)('the screens in %s', { timeout: 120_000 }, (language) => {
  const words = foreign(language)
  it.each(['approver', 'admin'] as const)(
    'have no words of the other language for an %s, and fit a phone',
    async (role) => {
      const page = await enter({ role, language })
      const found: string[] = []
      for (const [name, address] of Object.entries(SCREENS[role])) {
        await page.goto(application.cms + (await addressOf(page, address)))
        await hydrated(page)
        const lines = await readable(page)
        expect(lines.length, name).toBeGreaterThan(10)
        found.push(...lines.filter((line) => words.has(line)).map((line) => `${name}: ${line}`))
        await picture(page, `${name}-${language}`)
      }
      expect(found).toEqual([])
      await page.context().close()
    },
  )

  it.each(['board', 'report'] as const)('put the %s on paper, all of it, dark on white', async (name) => {
    const page = await enter({ role: 'approver', language })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.goto(`${application.cms}/admin/${name}`)
    await hydrated(page)
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await page.emulateMedia({ media: 'print' })
    await page.waitForTimeout(500)
    await page.pdf({
      path: path.join(PICTURES, `print-${name}-${language}.pdf`),
      format: 'A4',
      landscape: true,
    })
    const [ground, letters] = await page.evaluate(() => [
      getComputedStyle(document.body).backgroundColor,
      getComputedStyle(document.querySelector('.loa-screen h1') ?? document.body).color,
    ])
    expect(lightness(ground)).toBeGreaterThan(0.9)
    expect(lightness(letters)).toBeLessThan(0.4)
    for (const navigation of ['.nav', '.app-header', '.loa-filter-box'])
      expect(await page.locator(navigation).first().isVisible(), navigation).toBe(false)
    await page.emulateMedia({ media: 'screen' })
    await page.locator('html[data-theme=dark]').waitFor()
    await page.context().close()
  })
})

it.each(['social', 'print'] as const)(
  'what the channels add to an item of kind %s is readable for everybody',
  async (name) => {
    const page = await enter({ role: 'approver', language: 'vi' })
    await page.goto(application.cms + (await addressOf(page, SCREENS.approver[name])))
    await hydrated(page)
    await page.locator('.loa-card').nth(2).waitFor()
    expect(await barriers({ page, within: '.loa-card' })).toEqual([])
    await page.context().close()
  },
)

const enter = async ({ role, language }: { role: 'approver' | 'admin'; language: Language }) => {
  const context = await browser.newContext({
    locale: LOCALE[language],
    timezoneId: 'Asia/Ho_Chi_Minh',
    reducedMotion: 'reduce',
  })
  const { email, password } = application.account(role, 'so-tttt')
  await context.request.post(`${application.cms}/api/users/login`, { data: { email, password } })
  const page = await context.newPage()
  // a place to ask the API from
  await page.goto(`${application.cms}/admin`)
  return page
}

const addressOf = async (page: Page, address: string) => {
  const [placeholder = '', query] = /\{(.+)\}/.exec(address) ?? []
  if (!query) return address
  const { docs } = await page.evaluate(
    async (asked) => (await fetch(asked)).json(),
    `/api/${query}&limit=1&depth=0`,
  )
  return address.replace(placeholder, docs[0].id)
}

const picture = async (page: Page, name: string) => {
  for (const [width, height] of [
    [1440, 900],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.screenshot({
      path: path.join(PICTURES, `${name}-${width}-light.png`),
      fullPage: width === 390,
    })
    // a screen that scrolls sideways hides what stands at its edge
    const needed = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(needed, name).toBeLessThanOrEqual(width)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
}

/** 0 for black, 1 for white; 1 where there is no ground at all. */
const lightness = (color = ''): number => {
  const [red = 255, green = 255, blue = 255, alpha = 1] = (color.match(/[\d.]+/g) ?? []).map(Number)
  return alpha === 0 ? 1 : (red + green + blue) / 3 / 255
}

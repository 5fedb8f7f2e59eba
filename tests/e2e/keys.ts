// A person without a mouse: whatever is wanted is reached by Tab and seen to have the focus before a key is pressed.
import type { Locator, Page } from 'playwright-core'

type Role = Parameters<Page['getByRole']>[0]

export type Keys = ReturnType<typeof keysOf>

/** More stops than any screen of the house has between two things that belong together. */
const MOST_STOPS = 250

export const keysOf = (page: Page) => {
  const press = (key: string, times = 1) => repeat(times, () => page.keyboard.press(key))
  const type = (text: string) => page.keyboard.type(text)

  /** Tabs until it has the focus, forwards or backwards as it lies, and makes sure that the focus is seen. */
  const reach = async (wanted: Locator, name: string): Promise<void> => {
    await wanted.first().waitFor({ state: 'attached' })
    const key = (await wanted.first().evaluate(liesBehind)) ? 'Shift+Tab' : 'Tab'
    const focused = wanted.and(page.locator(':focus'))
    for (let stops = 0; stops <= MOST_STOPS; stops += 1) {
      if ((await focused.count()) > 0) return seeFocus(page, name)
      await page.keyboard.press(key)
    }
    throw new Error(`${name} is not reached by Tab at ${page.url()}`)
  }
  const to = (role: Role, name: string | RegExp) =>
    reach(
      page.getByRole(role, typeof name === 'string' ? { name, exact: true } : { name }),
      `${role} ${name}`,
    )
  return {
    press,
    type,
    to,
    /** To what has no name of its own before it is open. */
    toElement: (selector: string) => reach(page.locator(selector), selector),
    /** Tabs there and presses Enter. */
    enter: async (role: Role, name: string | RegExp) => {
      await to(role, name)
      await press('Enter')
    },
    /** The focus is on something, not lost at the head of the page. */
    keepsFocus: async (after: string) => {
      await page
        .waitForFunction(() => document.activeElement !== document.body, undefined, { timeout: 3000 })
        .catch(() => {
          throw new Error(`the focus is lost after: ${after}`)
        })
    },
  }
}

const repeat = async (times: number, act: () => Promise<unknown>) => {
  for (let n = 0; n < times; n += 1) await act()
}

/** Whether an element comes before the one that has the focus. */
const liesBehind = (element: Element) => {
  const { activeElement, body } = document
  if (!activeElement || activeElement === body) return false
  return Boolean(activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING)
}

/** Fails where neither the element nor what stands for it (a label, a frame around it) shows the focus. */
const seeFocus = async (page: Page, name: string) => {
  const isSeen = await page.evaluate(() => {
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement)) return false
    // where one types, the caret is the sign
    if (
      focused.isContentEditable ||
      focused.matches('textarea, input:not([type=checkbox], [type=radio], [type=file])')
    )
      return true
    const { parentElement, nextElementSibling } = focused
    return [focused, parentElement, parentElement?.parentElement, nextElementSibling].some((one) => {
      if (!one) return false
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
    })
  })
  if (!isSeen) throw new Error(`${name} has the focus, which nobody sees, at ${page.url()}`)
}

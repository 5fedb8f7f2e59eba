/** The whole of a screen, ours or Payload's. */
const SCREEN = 'main, .loa-screen, .collection-edit, .collection-list'

/** What a reader knows as a place of its own. */
const PLACE = `dialog, section, article, fieldset, form, ${SCREEN}`

/**
 * Where the focus goes when it was taken from its element: back, where that works again; else to what had it last in the same
 * place, which opened it as a rule; where nothing there can take it, to the place itself, so that the next Tab goes on from there.
 * @param trail what had the focus, newest first, each with all it stood in
 */
export const whereFocusGoes = (trail: HTMLElement[][]): HTMLElement | undefined => {
  const [lost = []] = trail
  const place = lost.find((one) => one.isConnected && one.matches(PLACE)) ?? screen()
  const opener = trail
    .map(([one]) => one)
    .find((one) => one && (place?.contains(one) ?? true) && takesFocus(one))
  if (opener) return opener
  if (place && !place.hasAttribute('tabindex')) place.tabIndex = -1
  return place
}

/** Another one was opened: its reader begins there. */
const screen = () => document.querySelector<HTMLElement>(SCREEN) ?? undefined

const takesFocus = (element: HTMLElement) =>
  element.isConnected && !element.matches(':disabled') && element.checkVisibility()

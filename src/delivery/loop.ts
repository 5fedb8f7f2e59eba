// The loop of a screen, made of the editions that are live on it.
import { inOrder } from './playlist.ts'
import type { DeliveredItem, DeliveredLoop } from './schema.ts'

/** What begins later is in it too: the screen may be without a network when it does. @param items oldest first */
export const loopOf = (items: DeliveredItem[]): DeliveredLoop => ({
  entries: inOrder(
    items.flatMap(({ screen, id, edition, outlet, title, priority }) =>
      screen ? [{ id, edition, outlet, title, priority, ...screen }] : [],
    ),
  ),
})

// What a key that is held may do: on to the next row, and nothing else. A held A would approve the item, and then each
// one that comes up in its place, unread.

/** Single keys by `event.key` in lower case. */
export type Keys = {
  /** Held, they go on. */
  moving: Record<string, () => void>
  /** Once for each time they are pressed. */
  acting: Record<string, () => void>
}

type Pressed = Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'altKey' | 'metaKey'>

/** What is to be done; undefined leaves the key to the browser, as those with Ctrl, Alt or Meta are its own. */
export const keyMeant = ({ pressed, keys }: { pressed: Pressed; keys: Keys }): (() => void) | undefined => {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return undefined
  const key = pressed.key.toLowerCase()
  return keys.moving[key] ?? (pressed.repeat ? undefined : keys.acting[key])
}

// What was used last is kept, up to a number of bytes: a Map remembers the order in which its keys were set.

export type Lru<Key, Value> = {
  get: (key: Key) => Value | undefined
  set: (key: Key, value: Value, bytes: number) => void
  clear: () => void
  /** Bytes held now, by what callers said of their values. */
  bytes: () => number
  size: () => number
}

/** Never holds more than `max` bytes; a value that is larger by itself is not kept at all. */
export const lruOf = <Key, Value>(max: number): Lru<Key, Value> => {
  const entries = new Map<Key, { value: Value; bytes: number }>()
  let held = 0
  let newest: Key | undefined
  const drop = (key: Key) => {
    held -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }
  return {
    get: (key) => {
      const entry = entries.get(key)
      if (!entry) return undefined
      // the one that everybody asks for stays where it is
      if (key === newest) return entry.value
      newest = key
      entries.delete(key)
      entries.set(key, entry)
      return entry.value
    },
    set: (key, value, bytes) => {
      drop(key)
      if (bytes > max) return
      entries.set(key, { value, bytes })
      newest = key
      held += bytes
      for (const oldest of entries.keys()) {
        if (held <= max) return
        drop(oldest)
      }
    },
    clear: () => {
      entries.clear()
      held = 0
    },
    bytes: () => held,
    size: () => entries.size,
  }
}

// What is typed and not saved, kept in this browser for the person who typed it: a closed window, a dead battery
// or an ended session takes nothing away. Gone as soon as it is saved.

export type Backup = {
  /** The form's values. */
  values: Record<string, unknown>
  /** The revision the text was begun with; empty for a new item. */
  revision: string
  /** ISO 8601 in UTC. */
  at: string
}

/** A backup, and under which name it is kept. */
export type Kept = Backup & { key: string }

const NAME = 'loa:unsaved:'
/** How long an unsaved text is offered, in milliseconds. */
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000

/** @param draft names a new item's form: two of one person, in two windows or one after the other, are two texts */
type Of = { user: string; item?: string; draft: string }

/** Names the form of a new item, anew at each call. Over http there is no `crypto.randomUUID`. */
export const newDraft = () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 10)}`

/** Under which name the text of this form is kept. */
export const keyOf = ({ user, item, draft }: Of) => `${NAME}${user}:${item ?? `new:${draft}`}`

/** False where the browser keeps nothing, as private windows of some do, or has no room. */
export const keep = ({ key, values, revision }: Pick<Kept, 'key' | 'values' | 'revision'>): boolean => {
  try {
    const backup: Backup = { values, revision, at: new Date().toISOString() }
    localStorage.setItem(key, JSON.stringify(backup))
    return true
  } catch {
    return false
  }
}

/** What was kept of an item, or of all new items of this person, newest first. What is too old goes. */
export const kept = ({ user, item }: Omit<Of, 'draft'>): Kept[] => {
  const own = `${NAME}${user}:${item ?? 'new'}`
  const found: Kept[] = []
  for (const key of names()) {
    const backup = read(key)
    if (backup && !(Date.now() - new Date(backup.at).getTime() < KEPT_FOR)) drop(key)
    // the name without more is that of all new items before each had its own
    else if (backup && (key === own || (!item && key.startsWith(`${own}:`)))) found.push({ ...backup, key })
  }
  return found.sort((a, b) => b.at.localeCompare(a.at))
}

export const drop = (key: string) => {
  try {
    localStorage.removeItem(key)
  } catch {
    // there is nothing to remove then
  }
}

const names = (): string[] => {
  try {
    return Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at) ?? '').filter((key) =>
      key.startsWith(NAME),
    )
  } catch {
    return []
  }
}

const read = (key: string): Backup | undefined => {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined
  } catch {
    // unreadable is as good as none
    return undefined
  }
}

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

const NAME = 'loa:unsaved:'
/** How long an unsaved text is offered, in milliseconds. */
const KEPT_FOR = 7 * 24 * 60 * 60 * 1000

const keyOf = ({ user, item }: { user: string; item?: string }) => `${NAME}${user}:${item ?? 'new'}`

type Of = { user: string; item?: string }

/** False where the browser keeps nothing, as private windows of some do, or has no room. */
export const keep = ({ values, revision, ...of }: Of & Pick<Backup, 'values' | 'revision'>): boolean => {
  try {
    const backup: Backup = { values, revision, at: new Date().toISOString() }
    localStorage.setItem(keyOf(of), JSON.stringify(backup))
    return true
  } catch {
    return false
  }
}

export const kept = (of: Of): Backup | undefined => {
  try {
    const backup = JSON.parse(localStorage.getItem(keyOf(of)) ?? 'null') as Backup | null
    if (!backup) return undefined
    if (Date.now() - new Date(backup.at).getTime() < KEPT_FOR) return backup
    drop(of)
  } catch {
    // unreadable is as good as none
  }
  return undefined
}

export const drop = (of: Of) => {
  try {
    localStorage.removeItem(keyOf(of))
  } catch {
    // there is nothing to remove then
  }
}

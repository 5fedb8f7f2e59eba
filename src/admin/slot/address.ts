// A bucket of a quota as one word in an address: `Q1~bao-thai-nguyen~~~~2026-W48`. Codes have no tilde.

/** Codes; `period` by its key. */
export type SlotAddress = {
  quota: string
  outlet?: string
  task?: string
  event?: string
  organization?: string
  period: string
}

const PARTS = ['quota', 'outlet', 'task', 'event', 'organization', 'period'] as const

export const writeSlot = (slot: SlotAddress): string => PARTS.map((part) => slot[part] ?? '').join('~')

/** Null for what is no such word. */
export const readSlot = (word: unknown): SlotAddress | null => {
  if (typeof word !== 'string' || word.length > 500 || !/^[\w.~-]+$/.test(word)) return null
  const parts = word.split('~')
  const slot = Object.fromEntries(PARTS.flatMap((part, at) => (parts[at] ? [[part, parts[at]]] : [])))
  return parts.length === PARTS.length && slot.quota && slot.period ? (slot as SlotAddress) : null
}

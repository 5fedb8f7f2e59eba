// What was handed out of what is printed, beside the distribution list: who has enough, and who still waits.
import type { Share } from './distribution.ts'

/** One delivery as it was recorded. */
export type Delivery = { receiver?: string | null; copies?: number | null }

/** Of one unit: copies on the list, and copies handed out. `unit` is null for deliveries that name no receiver. */
export type Handed = { unit: string | null; planned: number; delivered: number }

/** `unlisted`: received something and is not on the list; `unnamed`: to whom is not recorded. */
export type HandedState = 'enough' | 'owed' | 'more' | 'unlisted' | 'unnamed'

/**
 * The units of the list in its order, then receivers that are not on it by name, then what names no receiver. A unit
 * that the list has twice is told once. Names are the same whatever their case and spaces, and however their
 * diacritics are encoded; another diacritic is another name.
 */
export const compareDeliveries = ({
  shares,
  deliveries,
}: {
  shares: Share[]
  deliveries: Delivery[]
}): Handed[] => {
  const listed = new Map<string, Handed>()
  const others = new Map<string, Handed>()
  for (const { unit, copies } of shares) rowOf(listed, unit).planned += copies
  for (const { receiver, copies } of deliveries) {
    const name = receiver ?? ''
    rowOf(listed.has(keyOf(name)) ? listed : others, name).delivered += copies ?? 0
  }
  const unnamed = others.get('')
  others.delete('')
  return [
    ...listed.values(),
    ...[...others.values()].sort((one, other) => ORDER.compare(one.unit ?? '', other.unit ?? '')),
    ...(unnamed ? [unnamed] : []),
  ]
}

export const stateOf = ({ unit, planned, delivered }: Handed): HandedState => {
  if (unit === null) return 'unnamed'
  if (planned === 0) return 'unlisted'
  if (delivered === planned) return 'enough'
  return delivered < planned ? 'owed' : 'more'
}

/** The row of a name, which is written as it came first. */
const rowOf = (rows: Map<string, Handed>, name: string): Handed => {
  const key = keyOf(name)
  const row = rows.get(key) ?? { unit: squeezed(name) || null, planned: 0, delivered: 0 }
  rows.set(key, row)
  return row
}

const keyOf = (name: string): string => squeezed(name).toLocaleLowerCase('vi')

const squeezed = (name: string): string => name.normalize('NFC').replaceAll(/\s+/g, ' ').trim()

const ORDER = new Intl.Collator('vi', { numeric: true })

// How a cell of the board shows its state: by a sign, by figures, by words, and by a colour. Pure.
import type { BoardCell } from './tables.ts'

/**
 * The states of the quota plugin; `planned`: what is owed has not run, but its places are taken; `over`: more ran than the
 * upper bound has.
 */
export type Look = BoardCell['state'] | 'planned' | 'over'

export const lookOf = ({ state, isOver, used, reserved, owed }: BoardCell): Look => {
  if (isOver) return 'over'
  return reserved > 0 && used < owed && used + reserved >= owed ? 'planned' : state
}

/** `3/5`; of what has no upper bound, of how many are owed; a bare count where nothing is asked for. */
export const figuresOf = (cell: BoardCell): string => {
  const { used, reserved, min, max } = cell
  const bound = max ?? min
  const count = lookOf(cell) === 'planned' ? used + reserved : used
  return bound === null ? String(count) : `${count}/${bound}`
}

/** Whether a click opens something new: an empty place that can still be filled in time. */
export const isToFill = ({ used, reserved, state }: BoardCell): boolean =>
  used + reserved === 0 && (state === 'due' || state === 'open' || state === 'future')

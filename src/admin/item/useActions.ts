'use client'
import { useAnswer } from '../useAnswer.ts'
import type { Action } from './actions.ts'
import type { Item } from './useItem.ts'

/** What this person may do with the item now, asked again whenever it changed. */
export const useActions = ({ id, version, address }: Item) =>
  useAnswer<{ actions: Action[] }>(id ? address('actions') : undefined, version)

'use client'
import { createContext, type Dispatch, type SetStateAction } from 'react'
import type { Verb } from './actions.ts'

/** What another panel of the page asks the actions for: a way out of a full quota. */
export type Wished =
  | { is: 'override'; verb: Verb }
  | { is: 'moved'; verb: Verb; publishAt: string }
  | { is: 'returned'; comment: string }

export const Wish = createContext<[Wished | undefined, Dispatch<SetStateAction<Wished | undefined>>]>([
  undefined,
  () => undefined,
])

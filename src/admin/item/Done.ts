'use client'
import { createContext, type Dispatch, type SetStateAction } from 'react'
import type { Verb } from './actions.ts'

/** The action that was taken last on this page, for the sentence that says so. */
export const Done = createContext<[Verb | undefined, Dispatch<SetStateAction<Verb | undefined>>]>([
  undefined,
  () => undefined,
])

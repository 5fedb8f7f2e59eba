import { setImmediate } from 'node:timers/promises'

/** Lets the process answer others: a long report is made in pieces. */
export const breathe = () => setImmediate()

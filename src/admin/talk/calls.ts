// Calling people by “@Name” in a text; pure.
import type { Role } from '../../access/roles.ts'

export type Person = { id: string; name: string; role: Role }

/** A call that is being typed: where its `@` stands, and what follows it so far. */
export type Call = { start: number; end: number; letters: string }

/** The call right before the caret; undefined when there is none. */
export const callBeingTyped = ({ text, caret }: { text: string; caret: number }): Call | undefined => {
  const before = text.slice(0, caret)
  const found = /(?:^|\s)@([^@\n]{0,40})$/.exec(before)
  if (!found) return undefined
  const letters = found[1] ?? ''
  return { start: caret - letters.length - 1, end: caret, letters }
}

/** The text with the whole name in place of what was typed, and where the caret then stands. */
export const withCall = ({ text, call, person }: { text: string; call: Call; person: Person }) => {
  const written = `@${person.name} `
  return {
    text: text.slice(0, call.start) + written + text.slice(call.end),
    caret: call.start + written.length,
  }
}

/** Who is called in a text; of names that begin alike, the longer. */
export const peopleCalled = ({ text, people }: { text: string; people: Person[] }): Person[] => {
  let rest = text
  return [...people]
    .sort((a, b) => b.name.length - a.name.length)
    .filter(({ name }) => {
      const isCalled = rest.includes(`@${name}`)
      rest = rest.replaceAll(`@${name}`, '')
      return isCalled
    })
}

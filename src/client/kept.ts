// Answers kept with their ETag, so that asking again costs the API no body.

/** Longest total text that is kept, in characters; the answer that was used longest ago goes first. */
const MAX_CHARACTERS = 16_000_000

export type Kept = { etag: string; text: string }

export const keptAnswers = ({ max = MAX_CHARACTERS }: { max?: number } = {}) => {
  // a Map remembers the order of insertion: first is oldest
  const answers = new Map<string, Kept>()
  let characters = 0

  const drop = (address: string) => {
    characters -= answers.get(address)?.text.length ?? 0
    answers.delete(address)
  }

  return {
    /** The answer kept for an address, which becomes the one used last. */
    get: (address: string): Kept | undefined => {
      const found = answers.get(address)
      if (!found) return undefined
      answers.delete(address)
      answers.set(address, found)
      return found
    },
    keep: (address: string, answer: Kept) => {
      drop(address)
      if (answer.text.length > max) return
      answers.set(address, answer)
      characters += answer.text.length
      for (const oldest of answers.keys()) {
        if (characters <= max) break
        drop(oldest)
      }
    },
    drop,
  }
}

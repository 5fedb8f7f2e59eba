/** A stretch of text that stayed, came or went. */
export type Part = { is: 'same' | 'added' | 'removed'; text: string }

/** A text field, word by word. */
export type Passage = { name: 'title' | 'summary' | 'body'; parts: Part[] }

/** Another field; null where it was empty. Choices and instants as they are stored. */
export type Fact = {
  name:
    | 'kind'
    | 'publishAt'
    | 'outlets'
    | 'line'
    | 'task'
    | 'themes'
    | 'event'
    | 'byline'
    | 'priority'
    | 'changeNote'
  before: string | null
  after: string | null
}

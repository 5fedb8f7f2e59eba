/** Stands where Payload's own buttons would publish past the approval. */
export const Nothing = () => null

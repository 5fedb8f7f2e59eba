// Why this exists: of an address that it does not have Payload says `{ "message": "Route not found …" }` (404), or
// `Cannot GET …` (501) of a collection without any, in English and without a code, before any hook is asked.

/** Whether this is Payload's answer to an address or a method that it does not have. What has `errors` is in our shape. */
export const isUnknownAddress = async (answer: Response): Promise<boolean> => {
  if (answer.status !== 404 && answer.status !== 501) return false
  if (!answer.headers.get('content-type')?.startsWith('application/json')) return false
  const body: unknown = await answer
    .clone()
    .json()
    .catch(() => null)
  return typeof body === 'object' && body !== null && 'message' in body && !('errors' in body)
}

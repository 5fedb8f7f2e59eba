/**
 * Whether an error tells that the S3 service did not answer, or not as one that works: the SDK marks every error of a
 * request with `$metadata`, and names the status where there was an answer.
 */
export const isStorageAway = (error: unknown): boolean => {
  if (!(error instanceof Error) || !('$metadata' in error)) return false
  const { httpStatusCode = 503 } = (error.$metadata ?? {}) as { httpStatusCode?: number }
  return httpStatusCode >= 500
}

const PROBES = new Set(['/healthz', '/readyz', '/metrics'])

/** Whether a path is asked every few seconds by what watches a process: it is not told of while all is well. */
export const isProbe = (path: string): boolean => PROBES.has(path)

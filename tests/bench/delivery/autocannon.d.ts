// What `load.ts` uses of autocannon, which brings no types.
declare module 'autocannon' {
  const autocannon: (options: object) => Promise<{
    requests: { average: number; total: number }
    latency: { p50: number }
    throughput: { total: number }
    errors: number
    statusCodeStats: Record<string, { count?: number }>
  }>
  export default autocannon
}

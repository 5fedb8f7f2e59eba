// Next calls `register` once, when the server starts.
export const register = async () => {
  if (process.env.NEXT_RUNTIME === 'nodejs')
    await import('./start/whenServerStarts.ts').then((one) => one.start())
}

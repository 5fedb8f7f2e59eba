// Next calls `register` once, when the server starts.
export const register = async () => {
  if (process.env.NEXT_RUNTIME === 'nodejs')
    await import('./http/rememberPeer.ts').then((one) => one.rememberPeers())
}

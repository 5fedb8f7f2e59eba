// Why this exists: some addresses are a secret themselves, and queries hold e-mail addresses and tokens.
const SECRET_AFTER = /\/(leader|reset|verify|reset-password|unsubscribe)\/[^/]+/g

/** The path of an address as it may stand in a log: without its query, and without the secrets in it. */
export const readablePath = (address = ''): string =>
  address
    .replace(/[?#].*$/s, '')
    .replaceAll(SECRET_AFTER, '/$1/[cut]')
    .slice(0, 300)

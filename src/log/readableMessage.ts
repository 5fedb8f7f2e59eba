// Why this exists: Drizzle ends its message with the values that were bound, and PostgreSQL repeats what it could not read.

/** What an error says, without the values of a statement. */
export const messageOf = (error: Error): string => {
  const { code } = error as { code?: unknown }
  // of a value that PostgreSQL could not read (SQLSTATE of class 22) it repeats the value
  const isOfValue = typeof code === 'string' && /^22[0-9A-Z]{3}$/.test(code)
  return isOfValue ? error.message.replace(/".*"/s, '"[cut]"') : readableMessage(error.message)
}

/** A line that repeats what an error says, without them. */
export const readableMessage = (message: string): string => {
  const query = message.indexOf('Failed query: ')
  const values = query < 0 ? -1 : message.indexOf('\nparams: ', query)
  return values < 0 ? message : `${message.slice(0, values)}\nparams: [cut]`
}

export const isError = (one: unknown): one is Error =>
  typeof one === 'object' && one !== null && 'stack' in one && typeof (one as Error).message === 'string'

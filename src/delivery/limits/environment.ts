// The limits as an operator sets them, the same for the standalone server and inside Next.
import type { Limits } from './admission.ts'

/** @throws Error that names the variable which is no number */
export const limitsIn = ({
  TRUSTED_PROXIES = '0',
  WRONG_KEYS_PER_MINUTE = '30',
}: Record<string, string | undefined>): Limits => ({
  trustedProxies: numberOf({ TRUSTED_PROXIES }),
  wrongKeysPerMinute: numberOf({ WRONG_KEYS_PER_MINUTE }),
})

const numberOf = (variable: Record<string, string>): number => {
  const [[name, value] = ['', '']] = Object.entries(variable)
  if (!/^\d{1,6}$/.test(value)) throw new Error(`${name} is a number, 0 for none`)
  return Number(value)
}

// Each night, when nobody publishes, the ledger of the quotas is compared with what it stands for. What differs is
// reported in the log and under "quota checks"; nothing is repaired silently.
import type { Payload } from 'payload'
import { checkLedgerDaily, quotaOptionsIn } from '../quota/index.ts'

/** Hour of the house's day from which that day's check is made. */
const HOUR = 2

/** Makes the check of the day once its hour has come, unless it has been made, by whichever worker. */
export const checkQuotas = async ({
  payload,
  now = new Date(),
}: {
  payload: Payload
  now?: Date
}): Promise<void> => {
  const { timezones } = payload.config.admin
  const timeZone = timezones.defaultTimezone ?? 'UTC'
  const hour = Number(new Intl.DateTimeFormat('en-GB', { hour: '2-digit', timeZone }).format(now))
  if (hour < HOUR) return
  const day = new Intl.DateTimeFormat('en-CA', { timeZone }).format(now)
  if (checked.get(payload) === day) return
  const differences = await checkLedgerDaily({ payload, options: quotaOptionsIn(payload), now, timeZone })
  checked.set(payload, day)
  if (!differences) return
  if (differences.length === 0) payload.logger.info({ msg: 'quota ledger agrees with the items', day })
  else payload.logger.error({ msg: 'quota ledger differs from the items', day, differences })
}

// so that the database is not asked every second; another worker's check is found by asking once
const checked = new WeakMap<Payload, string>()

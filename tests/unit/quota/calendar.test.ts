// The calendar of the quotas, in the process's own time zone and in two others: a bucket must never depend on
// where the server stands.
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { calendarChecks } from './calendarChecks.ts'

describe('in the zone of this process', () => {
  for (const [name, check] of Object.entries(calendarChecks)) it(name, check)
})

describe.each(['UTC', 'America/New_York', 'Asia/Ho_Chi_Minh', 'Pacific/Apia'])('with TZ=%s', (zone) => {
  it('every check holds in a process of that zone', () => {
    const script = `
      const { calendarChecks } = await import('./calendarChecks.ts')
      if (new Intl.DateTimeFormat().resolvedOptions().timeZone.replace('Etc/', '') !== process.env.TZ.replace('Saigon', 'Ho_Chi_Minh')) {
        const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone
        if (!/Saigon/.test(zone)) throw new Error('the zone was not taken: ' + zone)
      }
      for (const check of Object.values(calendarChecks)) check()
      console.log(Object.keys(calendarChecks).length, new Date(2024, 10, 10).getTimezoneOffset())`
    const output = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      cwd: path.join(import.meta.dirname),
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    })
    expect(output).toMatch(new RegExp(`^${Object.keys(calendarChecks).length} `))
  })
})

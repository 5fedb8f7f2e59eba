'use client'
import { useCallback, useEffect, useState } from 'react'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'

export type Plan = { id: string; code: string; title: string }
/** `closesOn` is an instant whose UTC day is the last day. */
export type Unit = { id: string; code: string; name: string; closesOn?: string | null }
export type Outlet = Unit & { channel: string; organization: string }

export type PlanUnits = {
  plans: Plan[] | undefined
  organizations: Unit[]
  outlets: Outlet[]
  reload: () => void
}

/** Plans, units and outlets, as the forms offer them. `plans` is undefined until they are there. */
export const usePlanUnits = (): PlanUnits => {
  const { language } = useWords()
  const [found, setFound] = useState<Omit<PlanUnits, 'reload'>>(NOTHING)
  const load = useCallback(async () => {
    const all = async <Doc>(collection: string) => {
      const address = `/api/${collection}?depth=0&limit=1000&pagination=false`
      const answer = await ask<{ docs: Doc[] }>({ address, language })
      return answer.isOk ? answer.body.docs : []
    }
    const [plans, organizations, outlets] = await Promise.all([
      all<Plan>('plans'),
      all<Unit>('organizations'),
      all<Outlet>('outlets'),
    ])
    setFound({ plans, organizations, outlets })
  }, [language])
  useEffect(() => {
    load()
  }, [load])
  return { ...found, reload: load }
}

const NOTHING = { plans: undefined, organizations: [], outlets: [] }

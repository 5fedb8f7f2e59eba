'use client'
import { useCallback, useEffect, useState } from 'react'
import { ask, type Problem } from '../ask.ts'
import { useWords } from '../useWords.ts'

export type Plan = { id: string; code: string; title: string }
/** `closesOn` is an instant whose UTC day is the last day. */
export type Unit = { id: string; code: string; name: string; closesOn?: string | null }
export type Outlet = Unit & { channel: string; organization: string }

export type PlanUnits = {
  plans: Plan[] | undefined
  organizations: Unit[]
  outlets: Outlet[]
  /** Why there is nothing to choose from, when one of them could not be read. */
  problem?: Problem
  reload: () => void
}

/** Plans, units and outlets, as the forms offer them. `plans` is undefined until they are there. */
export const usePlanUnits = (): PlanUnits => {
  const { language } = useWords()
  const [found, setFound] = useState<Omit<PlanUnits, 'reload'>>(NOTHING)
  const load = useCallback(async () => {
    const all = <Doc>(collection: string) =>
      ask<{ docs: Doc[] }>({ address: `/api/${collection}?depth=0&limit=1000&pagination=false`, language })
    const [plans, organizations, outlets] = await Promise.all([
      all<Plan>('plans'),
      all<Unit>('organizations'),
      all<Outlet>('outlets'),
    ])
    if (plans.isOk && organizations.isOk && outlets.isOk)
      return setFound({
        plans: plans.body.docs,
        organizations: organizations.body.docs,
        outlets: outlets.body.docs,
      })
    const failed = [plans, organizations, outlets].find((answer) => !answer.isOk)
    // what was read before stays
    setFound((before) => ({ ...before, problem: failed && !failed.isOk ? failed.problem : undefined }))
  }, [language])
  useEffect(() => {
    load()
  }, [load])
  return { ...found, reload: load }
}

const NOTHING: Omit<PlanUnits, 'reload'> = { plans: undefined, organizations: [], outlets: [] }

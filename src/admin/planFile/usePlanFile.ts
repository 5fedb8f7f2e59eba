'use client'
import { useState } from 'react'
import type { FileProblem, PlanDifference } from '../../planFiles/apply.ts'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'

/** A file on its way: as chosen, with what it would change, or what is wrong with it. */
export type Trial = { text: string; name: string } & (
  | { difference: PlanDifference }
  | { message: string; problems: FileProblem[] }
)

/** Tries files out, and applies what was shown. */
export const usePlanFile = () => {
  const { say, language } = useWords()
  const [trial, setTrial] = useState<Trial>()
  const [isBusy, setBusy] = useState(false)

  const send = async ({ text, name, fingerprint }: { text: string; name: string; fingerprint?: string }) => {
    setBusy(true)
    const answer = await ask<PlanDifference>({
      address: '/api/plans/file',
      language,
      body: { text, name, fingerprint },
    })
    setBusy(false)
    if (answer.isOk) return setTrial({ text, name, difference: answer.body })
    const { message, problems = [] } = answer.problem as { message: string; problems?: FileProblem[] }
    setTrial({ text, name, message: message || say('planFile.offline'), problems })
  }
  return {
    trial,
    isBusy,
    tryOut: (file: { text: string; name: string }) => send(file),
    apply: (fingerprint: string) => trial && send({ text: trial.text, name: trial.name, fingerprint }),
    discard: () => setTrial(undefined),
  }
}

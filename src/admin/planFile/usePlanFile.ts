'use client'
import { useState } from 'react'
import type { PlanDifference } from '../../planFiles/apply.ts'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'
import { type Trial, trialAfter } from './trial.ts'

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
    setTrial((before) =>
      trialAfter({ before, file: { text, name }, answer, offline: say('planFile.offline') }),
    )
  }
  return {
    trial,
    isBusy,
    tryOut: (file: { text: string; name: string }) => send(file),
    apply: (fingerprint: string) => trial && send({ text: trial.text, name: trial.name, fingerprint }),
    discard: () => setTrial(undefined),
  }
}

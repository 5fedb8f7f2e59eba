'use client'
import { useCallback, useEffect, useState } from 'react'
import { ask } from '../ask.ts'
import { useWords } from '../useWords.ts'

/** Whether pushes are signed, and until when (ISO 8601 in UTC) the secret before signs too. */
export type SigningSecret = { hasSecret: boolean; oldUntil: string | null }

/** A secret that was just made: the only time it is there. */
export type MadeSecret = { secret: string; oldUntil: string | null }

/** `secret`: null when it could not be asked for. `make` without hours keeps the old one for as long as the server does. */
export const useSigningSecret = (subscriber: string | undefined) => {
  const { language } = useWords()
  const [secret, setSecret] = useState<SigningSecret | null>()
  const address = `/api/subscribers/${subscriber}/push/secret`
  const load = useCallback(async () => {
    if (!subscriber) return
    const answer = await ask<SigningSecret>({ address, language })
    setSecret(answer.isOk ? answer.body : null)
  }, [address, language, subscriber])
  useEffect(() => {
    load()
  }, [load])
  const make = async (graceHours?: number) => {
    const body = graceHours === undefined ? {} : { graceHours }
    const answer = await ask<MadeSecret>({ address, language, body })
    await load()
    return answer
  }
  return { secret, make }
}

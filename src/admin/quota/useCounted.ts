'use client'
import { useFormFields } from '@payloadcms/ui'

/** The fields that counting looks at. */
const COUNTED = ['plan', 'line', 'task', 'event', 'organization', 'outlets', 'kind', 'publishAt'] as const

/** What the form has of them now, saved or not, as JSON: the same text as long as nothing of it changes. */
export const useCounted = (): string =>
  useFormFields(([fields]) =>
    JSON.stringify(Object.fromEntries(COUNTED.map((name) => [name, fields?.[name]?.value ?? null]))),
  )

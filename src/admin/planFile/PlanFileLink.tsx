'use client'
import { Link, useAuth, useConfig } from '@payloadcms/ui'
import { useWords } from '../useWords.ts'
import '../frame/frame.css'

/** From the list of plans to their file, for those who may load one. */
export const PlanFileLink = () => {
  const { say } = useWords()
  const { admin } = useConfig().config.routes
  const role = (useAuth().user as { role?: string } | null)?.role
  if (role !== 'admin') return null
  return (
    <p>
      <Link className="loa-button" href={`${admin}/plan-file`} prefetch={false}>
        {say('planFile.toFile')}
      </Link>
    </p>
  )
}
